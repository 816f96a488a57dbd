"""Builders for what is voted on: concepts, finalists and ballots, stored as rows so that hundreds cost little."""

from datetime import timedelta
from itertools import count

from sqlalchemy import select

from ideas.ballots import casting, closing
from ideas.concepts.concept import Concept, ConceptState
from ideas.concepts.version import ConceptVersion
from ideas.rounds.freezing import freeze_finalists
from ideas.rounds.round import Round
from kernel.clock import now, travel
from kernel.database import db, transaction
from members.accounts.member import Member
from members.accounts.naming import folded
from tests.cast import LONG, add
from tests.ideas.forums_and_rounds import a_round

_number = count(1)


def a_standing_concept(round, author, title="", **changes):
    """A proposed concept with one version, in this round."""
    number = next(_number)
    title = title or f"Rain bag {number}"
    proposed_at = max(round.proposing_at + timedelta(seconds=number), round.proposing_at)
    plain = {
        "state": ConceptState.PROPOSED,
        "proposed_at": proposed_at,
        "revised_at": proposed_at,
        "version_number": 1,
        "summary": "Keeps dry.",
    }
    concept = add(
        Concept(round_id=round.id, forum_id=round.forum_id, author_id=author.id, title=title, **{**plain, **changes})
    )
    with transaction():
        version = ConceptVersion(
            concept_id=concept.id, number=1, title=title, summary="Keeps dry.", body_source="", body_html="",
            author_id=author.id,
        )  # fmt: skip
        db.session.add(version)
        db.session.flush()
        concept.current_version_id = version.id
    return concept


def on_the_ballot(round):
    """The finalists are frozen, as the clock does when balloting begins."""
    with transaction():
        freeze_finalists(db.session.get(Round, round.id))
    return round


def a_small_ballot(author, *titles, **changes):
    """A round in balloting with these finalists, two slots and at most two choices."""
    round = a_round("balloting", **{"choices_limit": 2, **changes})
    for title in titles or ("Lamp", "Chair", "Table"):
        a_standing_concept(round, author, title)
    return on_the_ballot(round)


def in_order(round):
    """Its concepts in the order they were proposed."""
    return db.session.scalars(select(Concept).where(Concept.round_id == round.id).order_by(Concept.proposed_at)).all()


def close(round):
    """Count it through the act, as the clock does; it must be over."""
    with transaction():
        return closing.close(db.session.get(Round, round.id))


def voters(number):
    """That many members of long standing without addresses."""
    first = next(_number)
    names = [f"Voter {first} {n}" for n in range(number)]
    plain = {"created_at": now() - LONG, "confirmed_at": now()}
    people = [Member(name=name, name_folded=folded(name), **plain) for name in names]
    with transaction():
        db.session.add_all(people)
    return people


def a_ballot(member, round, *concepts):
    """This member's ballot, cast through the act."""
    with transaction():
        return casting.cast(member, db.session.get(Round, round.id), [concept.id for concept in concepts])


def after_the_close(round):
    """A journey to just after the close: with after_the_close(round): …"""
    return travel(round.closes_at + timedelta(seconds=1))
