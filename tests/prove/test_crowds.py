"""A crowd of voters on two server processes: what they were told, what is stored, what is counted and what a stranger counts
again are one number.
"""

import json
import random
from collections import Counter

import pytest
from sqlalchemy import select

from governance.counting.rule import RuleName
from ideas.ballots.queries import result_of
from ideas.concepts.concept import Concept
from ideas.rounds.finalist import Finalist
from ideas.supports.support import Support
from tests.ideas.forums_and_rounds import a_round
from tests.ideas.publishing import announced, recount
from tests.ideas.voting import a_small_ballot, a_standing_concept, in_order
from tests.prove.multitudes import Crowd
from tests.prove.stored import ballots_in, read


def a_supporting_crowd(ground, author, voters, threads, each):
    """A crowd supports, and takes back, until the round is closed."""
    round, dice = a_round(), random.Random(voters)
    concepts = [a_standing_concept(round, author).id for _ in range(5)]
    pairs = [(one, concept) for one in ground.people(voters) for concept in dice.sample(concepts, each)]

    def send(pair, choice, key):
        member, concept = pair
        return ground.post(member, f"/concepts/{concept}/support{'' if choice else '/removal'}", once=key)

    crowd = Crowd(pairs, [True], send, dice)
    crowd.vote(threads)
    ground.command("round", "close", round.slug)
    stored = [tuple(row) for row in read(select(Support.member_id, Support.concept_id)) if row.concept_id in concepts]
    crowd.judge(dict.fromkeys(stored, True))
    tally = Counter(concept for _, concept in stored)
    assert dict(read(select(Concept.id, Concept.supports_count).where(Concept.round_id == round.id))) == tally
    assert dict(read(select(Finalist.concept_id, Finalist.supports).where(Finalist.round_id == round.id))) == tally


def a_balloting_crowd(ground, author, voters, threads, to):
    """A crowd casts, changes and takes back ballots until the round is closed, published and counted by a stranger."""
    round, dice = a_small_ballot(author, *"ABCDE", counting_rule=RuleName.EQUAL_SHARES), random.Random(voters)
    announced(round)
    finalists = [concept.id for concept in in_order(round)]
    choices = [tuple(sorted(dice.sample(finalists, dice.randint(1, 2)))) for _ in range(8)]

    def send(member, choice, key):
        ticks = [("choices", concept) for concept in choice or ()]
        return ground.post(member, f"/rounds/{round.slug}/ballot{'' if choice else '/removal'}", *ticks, once=key)

    crowd = Crowd(ground.people(voters), choices, send, dice)
    crowd.vote(threads)
    ground.command("round", "close", round.slug)
    stored = ballots_in(round)
    crowd.judge(stored)
    tally = Counter(concept for choice in stored.values() for concept in choice)
    result = result_of(round)
    assert (result.ballots, {line.concept_id: line.votes for line in result.lines}) == (len(stored), tally)
    assert f"{len(stored):,} ballots counted again, the same result" in ground.command("round", "recount", round.slug)
    ground.command("round", "export", round.slug, "--to", to)
    status, said = recount(to / "ballots.json")
    assert status == 0, said
    published = [line.split(" ")[1].split(",") for line in json.loads((to / "ballots.json").read_text())["ballots"]]
    assert Counter(int(label) for choice in published for label in choice) == tally


def test_a_crowd_supports_and_takes_back_and_every_count_is_exact(ground, author):
    a_supporting_crowd(ground, author, voters=150, threads=8, each=1)


def test_a_crowd_casts_and_changes_ballots_and_every_recount_is_exact(ground, author, tmp_path):
    a_balloting_crowd(ground, author, 150, 8, tmp_path)


@pytest.mark.prove
def test_two_thousand_support_and_take_back_and_every_count_is_exact(ground, author):
    a_supporting_crowd(ground, author, voters=2_000, threads=32, each=2)


@pytest.mark.prove
def test_two_thousand_cast_and_change_ballots_and_every_recount_is_exact(ground, author, tmp_path):
    a_balloting_crowd(ground, author, 2_000, 32, tmp_path)
