"""One ballot per member and round, changeable until the close, and whole whoever casts it from how many windows."""

import threading
from datetime import timedelta

import pytest
from sqlalchemy import func, select

from ideas.ballots import casting, closing, counting_apart
from ideas.ballots.ballot import Ballot
from ideas.ballots.queries import ballot_of, result_of
from ideas.rounds.round import Round
from kernel.clock import now, travel
from kernel.database import db, transaction
from kernel.policy import Refused
from kernel.rules import RuleBroken
from tests.ideas.forums_and_rounds import a_round
from tests.ideas.voting import (
    a_ballot,
    a_small_ballot,
    after_the_close,
    close,
    in_order,
    voters,
)
from tests.together import together


@pytest.fixture
def round(app, maya):
    """Three finalists, two slots, two choices."""
    return a_small_ballot(maya)


@pytest.fixture
def concepts(round):
    """Its concepts in the order they were proposed."""
    return in_order(round)


def approved(member, round):
    db.session.expire_all()
    ballot = ballot_of(member, round)
    return ballot.approved if ballot else None


def test_a_ballot_can_change_until_the_round_closes_and_keeps_its_receipt(round, concepts, omar):
    lamp, chair, table = concepts
    first = a_ballot(omar, round, lamp, chair)
    assert approved(omar, round) == {lamp.id, chair.id}
    assert a_ballot(omar, round, table) == first
    assert approved(omar, round) == {table.id}
    with after_the_close(round), pytest.raises(Refused, match="closed"):
        a_ballot(omar, round, lamp)
    assert approved(omar, round) == {table.id}


def test_a_ballot_can_be_taken_back(round, concepts, omar):
    a_ballot(omar, round, concepts[0])
    with transaction():
        assert casting.take_back(omar, round) is True
    with transaction():
        assert casting.take_back(omar, round) is False
    assert approved(omar, round) is None


def test_the_close_is_the_first_moment_that_is_too_late(round, concepts, omar):
    with travel(round.closes_at - timedelta(seconds=30)):
        a_ballot(omar, round, concepts[0])
    with travel(round.closes_at), pytest.raises(Refused):
        a_ballot(omar, round, concepts[1])


@pytest.mark.parametrize(
    ("choices", "words"),
    [((), "at least one"), ((0, 1, 2), "untick 1"), ((9,), "not on the ballot")],
)
def test_a_ballot_that_does_not_fit_is_refused_in_words(round, concepts, omar, choices, words):
    ids = [concepts[n].id if n < 3 else 10**6 for n in choices]
    with pytest.raises(RuleBroken, match=words) as broken, transaction():
        casting.cast(omar, round, ids)
    assert broken.value.field == "choices"
    assert approved(omar, round) is None


@pytest.mark.parametrize(
    ("who", "phase", "reason"),
    [("rolf", "balloting", "suspended"), ("omar", "refining", "opens when")],
)
def test_who_may_not_cast(app, request, who, phase, reason):
    round, member = a_round(phase), request.getfixturevalue(who)
    with pytest.raises(Refused, match=reason), transaction():
        casting.cast(member, round, [1])


def test_two_windows_of_one_member_leave_one_whole_ballot(app, round, concepts, omar):
    lamp, chair, table = concepts
    one, two = (lamp, chair), (table,)
    outcomes = together(app, *[lambda: a_ballot(omar, round, *one), lambda: a_ballot(omar, round, *two)] * 4)
    assert len(set(outcomes)) == 1
    assert db.session.scalar(select(func.count()).select_from(Ballot)) == 1
    assert approved(omar, round) in ({lamp.id, chair.id}, {table.id})


def test_a_ballot_that_waited_across_the_close_is_late(app, round, concepts, omar):
    outcome, held = [], threading.Event()

    def late():
        with app.app_context():
            held.wait()
            try:
                a_ballot(omar, round, concepts[0])
            except Refused as refusal:
                outcome.append(refusal.reason)
            db.session.remove()

    waiting = threading.Thread(target=late)
    waiting.start()
    with transaction():
        mine = db.session.get(Round, round.id, with_for_update=True)
        held.set()
        waiting.join(0.3)
        mine.closes_at = now() - timedelta(microseconds=1)
        db.session.flush()
        closing.close(mine)
    waiting.join()
    assert "closed" in outcome[0]
    assert result_of(round).ballots == 0


def test_of_ballots_cast_round_the_close_those_in_time_are_counted_and_no_other(app, round, concepts):
    people = voters(12)

    def count():
        with transaction():
            counting_apart.close_due()

    votes = [lambda member=member: a_ballot(member, round, concepts[0]) for member in people]
    with travel(round.closes_at - timedelta(milliseconds=40)):
        outcomes = together(app, *votes, count, count)
    with after_the_close(round):
        result = close(round)
    late = [outcome for outcome in outcomes[:12] if isinstance(outcome, Refused)]
    assert len(late) + result.ballots == 12, outcomes
    assert all("closed" in refusal.reason for refusal in late)
    assert db.session.scalar(select(func.count()).select_from(Ballot)) == result.ballots
