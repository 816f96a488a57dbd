"""Builders of counted and published rounds of every kind, and recount.py run on them as a stranger runs it."""

import importlib.util
import json
import random
import subprocess
import sys
from pathlib import Path

from sqlalchemy import insert, select

from governance.counting.contest import BallotKind
from governance.counting.rule import Completion, RuleName, Utility
from governance.record.recording import record
from ideas.ballots.ballot import Ballot, BallotChoice
from ideas.ballots.casting import fresh_receipt, rows_of
from ideas.ballots.publication.publication import Publication
from ideas.ballots.publication.publishing import publish_round
from ideas.ballots.publication.shelf import folder_of
from ideas.ballots.queries import result_of
from ideas.rounds.cost import ConceptCost
from ideas.rounds.round import Round
from kernel.clock import now
from kernel.database import db, transaction
from tests.cast import add
from tests.ideas.forums_and_rounds import a_round
from tests.ideas.voting import a_standing_concept, after_the_close, close, in_order, on_the_ballot, voters

SCRIPT = Path(__file__).parent.parent.parent / "static" / "recount.py"


def recount(*arguments, content=None):
    """recount.py run alone, as anybody's Python would: (exit status, what it says)."""
    ran = subprocess.run(
        [sys.executable, "-I", str(SCRIPT), *map(str, arguments)], input=content, capture_output=True, timeout=300
    )
    assert not ran.stderr, ran.stderr.decode()
    return ran.returncode, ran.stdout.decode()


def script_loaded():
    """recount.py as a module, for checks by the thousand."""
    spec = importlib.util.spec_from_file_location("recount", SCRIPT)
    script = importlib.util.module_from_spec(spec)
    spec.loader.exec_module(script)
    return script


def marks_of(kind, concepts, luck):
    """One ballot at random: {concept id: points, rank or 1}; similar tastes, so that shares run out."""
    favourites = sorted(concepts, key=lambda concept: luck.random() * (1 + concept.id % 3))
    chosen = favourites[: luck.randint(1, min(4, len(concepts)))]
    if kind is BallotKind.POINTS:
        return {concept.id: luck.randint(1, 2) for concept in chosen}
    return {concept.id: place if kind is BallotKind.RANKED else 1 for place, concept in enumerate(chosen, 1)}


def ballots_for(round, marks):
    """Store these ballots, {concept id: mark} each, as rows; each is of somebody else."""
    people = voters(len(marks))
    with transaction() as session:
        for member, one in zip(people, marks, strict=True):
            ballot = Ballot(round_id=round.id, member_id=member.id, cast_at=now(), changed_at=now())
            ballot.receipt = fresh_receipt()
            session.add(ballot)
            session.flush()
            session.execute(insert(BallotChoice), rows_of(ballot.id, round.ballot_kind, one))
    return people


def a_random_round(author, luck, ballots=None, **rule):
    """A round in balloting with costs, finalists and ballots at random, by these or random rules."""
    rule = rule or a_random_rule(luck)
    with_budget = rule["counting_rule"] != RuleName.SINGLE_TRANSFERABLE_VOTE and luck.random() < 0.5
    if with_budget:
        rule |= {"slots": 0, "budget_minor": luck.randint(300, 3000) * 10, "currency": "EUR", "usual_cost_minor": 4000}
    else:
        rule["slots"] = luck.randint(1, 3)
    round = a_round("balloting", **rule)
    announced(round)
    for number in range(luck.randint(4, 9)):
        concept = a_standing_concept(round, author, f"Bag “{number}”")
        if with_budget:
            add(ConceptCost(concept_id=concept.id, round_id=round.id, cost_minor=luck.choice([500, 2500, 4000, 7001])))
    on_the_ballot(round)
    concepts = in_order(round)
    ballots_for(round, [marks_of(round.ballot_kind, concepts, luck) for _ in range(ballots or luck.randint(20, 45))])
    return round


def announced(round):
    """What opening a round puts on the record."""
    with transaction():
        record("round.opened", f"round:{round.slug}", title=round.title, seed_commitment=round.seed_commitment)
        record("rule.fixed", f"round:{round.slug}", **round.rule.facts)


def a_random_rule(luck):
    """A rule that the site offers, with a kind of ballot that it counts."""
    name = luck.choice([RuleName.EQUAL_SHARES] * 4 + list(RuleName))
    kind = BallotKind.RANKED if name is RuleName.SINGLE_TRANSFERABLE_VOTE else luck.choice(list(BallotKind))
    return {
        "counting_rule": name,
        "ballot_kind": kind,
        "points": 10 if kind is BallotKind.POINTS else None,
        "utility": luck.choice(list(Utility)),
        "completion": luck.choice(list(Completion)),
        "minimum_votes": luck.choice([0, 0, 3, 12]),
        "choices_limit": luck.choice([None, 5]),
    }


def published(round):
    """Close the round and publish it; the folder of its files."""
    with after_the_close(round):
        close(round)
        publish_round(round.id)
    db.session.expire_all()
    return folder_of(result_of(round).digest)


def a_published_round(author, seed=1, ballots=24, **rule):
    """A small published round and its publication."""
    rule = rule or {"counting_rule": RuleName.EQUAL_SHARES}
    round = a_random_round(author, random.Random(seed), ballots, **rule)
    published(round)
    return db.session.scalars(select(Round).where(Round.id == round.id)).one(), db.session.get(Publication, round.id)


def file_of(round):
    """What ballots.json says."""
    return json.loads((folder_of(result_of(round).digest) / "ballots.json").read_text("utf-8"))


def edited(content, luck, place="anywhere"):
    """The file with one byte changed, in this part of it, and where."""
    marks = [content.index(mark) for mark in (b'"facts":', b'"ballots":[', b'"checkpoint":', b'"record":[')]
    spans = {
        "facts": (marks[0], marks[1]),
        "ballots": (marks[1], marks[2]),
        "checkpoint": (marks[2], marks[3]),
        "record": (marks[3], len(content)),
        "anywhere": (0, len(content)),
    }
    at = luck.randrange(*spans[place])
    other = luck.choice([byte for byte in b'0123456789abcdefABCDEFxyz ,:."\n' if byte != content[at]])
    return content[:at] + bytes([other]) + content[at + 1 :], at
