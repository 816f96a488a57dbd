"""Votes that wait, votes that are held, who judges them, and what the count leaves out."""

from datetime import timedelta

import pytest
from sqlalchemy import select
from sqlalchemy.exc import IntegrityError

from governance.record.entry import RecordEntry
from ideas.ballots.ballot import Ballot
from ideas.ballots.queries import result_of
from ideas.ballots.recounting import recount
from ideas.holds import appealing, judging
from ideas.holds.counted import figures
from ideas.holds.detecting import look, look_at_running
from ideas.holds.hold import Finding, Hold
from ideas.holds.reason import HoldReason, VoteKind
from ideas.rounds.round import Round
from kernel.clock import now
from kernel.database import db, transaction
from kernel.policy import Refused
from kernel.rules import RuleBroken
from members.accounts.member import Role
from members.notices.notice import Notice
from tests.cast import a_member
from tests.ideas.holding import a_finding, holds_in, newcomers, votes
from tests.ideas.voting import (
    a_small_ballot,
    after_the_close,
    close,
    in_order,
    voters,
)
from tests.together import together


@pytest.fixture
def round(app, maya):
    return a_small_ballot(maya)


@pytest.fixture
def lamp(round):
    return in_order(round)[0]


@pytest.fixture
def otto(app):
    return a_member("Otto Staff", role=Role.STAFF)


def counted(round):
    with after_the_close(round):
        close(round)
        return result_of(round).ballots, {why.value: n for (_, why), n in figures(round.id).items()}


def entries(kind):
    return db.session.scalars(select(RecordEntry).where(RecordEntry.kind == kind)).all()


def test_workers_that_look_at_the_same_moment_hold_a_ring_once(app, round, lamp):
    chair = in_order(round)[1]
    for member in voters(40):
        votes(member, round, chair)
    for member in newcomers(8, network="a" * 32):
        votes(member, round, lamp)

    def tick():
        with transaction():
            look_at_running()

    assert together(app, *[tick] * 4) == [None] * 4
    assert len(entries("vote.held")) == 1
    assert len(db.session.scalars(select(Hold)).all()) == 8


def test_a_ring_from_one_network_is_held_once_told_and_left_out(app, round, lamp):
    chair = in_order(round)[1]
    for member in voters(40):
        votes(member, round, chair)
    ring = newcomers(8, network="a" * 32)
    for member in ring:
        votes(member, round, lamp)
    with transaction():
        look(db.session.get(Round, round.id), VoteKind.BALLOT, now())
    held = db.session.scalars(select(Hold.member_id)).all()
    assert set(held) == {member.id for member in ring}
    assert db.session.scalar(select(Finding.reason)) is HoldReason.SHARED_NETWORK
    told = db.session.scalars(select(Notice).where(Notice.member_id == ring[0].id)).all()
    assert ["held for checking" in one.words for one in told] == [True]
    with transaction():
        assert look(db.session.get(Round, round.id), VoteKind.BALLOT, now()) == []
    assert counted(round) == (40, {"held": 8})
    assert db.session.query(Ballot).count() == 48
    public = entries("vote.held")[0]
    assert public.payload["reason"] == "shared-network"
    assert not {"members", "held", "finding"} & set(public.payload)


def test_people_of_long_standing_are_never_suspected(app, round, lamp):
    for member in voters(30):
        votes(member, round, lamp)
    with transaction():
        assert look(db.session.get(Round, round.id), VoteKind.BALLOT, now()) == []


def test_the_clock_looks_at_a_running_round_once_an_hour(app, round, lamp, travel):
    for member in voters(40):
        votes(member, round, in_order(round)[1])
    with transaction():
        look_at_running()
    for member in newcomers(8, network="b" * 32):
        votes(member, round, lamp)
    with transaction():
        look_at_running()
    assert db.session.query(Hold).count() == 0
    travel(timedelta(minutes=61))
    with transaction():
        look_at_running()
    assert db.session.query(Hold).count() == 8


def test_a_released_vote_counts_and_is_not_held_again(round, lamp, omar, ines):
    votes(omar, round, lamp)
    finding = a_finding(round, omar)
    with transaction():
        judging.release(ines, holds_in(finding), "A school class.")
    assert counted(round) == (1, {})
    line = entries("vote.released")[0]
    assert (line.payload["reason"], line.actor_role) == ("A school class.", "staff")
    assert line.actor
    assert "Omar" not in str(line.payload)


def test_one_of_the_staff_alone_never_makes_a_vote_invalid(round, lamp, omar, ines, travel):
    votes(omar, round, lamp)
    finding = a_finding(round, omar)
    travel(timedelta(days=3))
    with transaction():
        assert judging.invalidate(ines, holds_in(finding), "Same hand.") == 0
    with pytest.raises(Refused, match="A colleague"), transaction():
        judging.invalidate(ines, holds_in(finding), "Once more.")
    assert holds_in(finding)[0].is_open


def test_two_different_staff_make_a_vote_invalid_with_both_reasons_on_the_record(round, lamp, omar, ines, otto, travel):
    votes(omar, round, lamp)
    finding = a_finding(round, omar)
    with transaction():
        judging.invalidate(ines, holds_in(finding), "Same hand.")
    travel(timedelta(days=2, minutes=1))
    with transaction():
        assert judging.invalidate(otto, holds_in(finding), "I agree.") == 1
    line = entries("vote.invalidated")[0]
    assert (line.payload["first_reason"], line.payload["reason"]) == ("Same hand.", "I agree.")
    assert line.payload["first"] != line.actor
    assert counted(round) == (0, {"invalidated": 1})
    assert db.session.query(Ballot).count() == 1


def test_the_second_voice_waits_for_the_answer_or_its_time(round, lamp, omar, ines, otto):
    votes(omar, round, lamp)
    finding = a_finding(round, omar)
    with transaction():
        judging.invalidate(ines, holds_in(finding), "Same hand.")
    with pytest.raises(Refused, match="may still answer"), transaction():
        judging.invalidate(otto, holds_in(finding), "I agree.")
    with transaction():
        appealing.appeal(omar, holds_in(finding)[0], "We are a family.")
    with transaction():
        assert judging.invalidate(otto, holds_in(finding), "I agree.") == 1


@pytest.mark.parametrize("voice", [("doubted", "ines", "ines"), ("own", "omar", "ines")])
def test_the_database_itself_refuses_one_voice_twice_and_judging_oneself(round, lamp, omar, ines, voice):
    votes(omar, round, lamp)
    hold = holds_in(a_finding(round, omar))[0]
    _, first, second = voice
    people = {"omar": omar.id, "ines": ines.id}
    with pytest.raises(IntegrityError), transaction():
        row = db.session.get(Hold, hold.id)
        row.doubted_at = row.invalidated_at = now()
        row.doubted_by, row.invalidated_by = people[first], people[second]
        row.doubted_why = row.invalidated_why = "Because."


def test_staff_never_judge_their_own_vote(round, lamp, ines):
    votes(ines, round, lamp)
    finding = a_finding(round, ines)
    for act in (judging.release, judging.invalidate):
        with pytest.raises(Refused, match="your own vote"), transaction():
            act(ines, holds_in(finding), "Mine is fine.")


@pytest.mark.parametrize(("why", "words"), [("  ", "Give the reason"), ("x" * 1001, "under 1,000")])
def test_no_judgement_without_a_fit_reason(round, lamp, omar, ines, why, words):
    votes(omar, round, lamp)
    held = holds_in(a_finding(round, omar))
    with pytest.raises(RuleBroken, match=words), transaction():
        judging.release(ines, held, why)


def test_members_cannot_judge_and_only_the_owner_answers_once(round, lamp, omar, maya):
    votes(omar, round, lamp)
    hold = holds_in(a_finding(round, omar))[0]
    with pytest.raises(Refused), transaction():
        judging.release(maya, [hold], "Fine.")
    with pytest.raises(Refused), transaction():
        appealing.appeal(maya, hold, "Fine.")
    with transaction():
        appealing.appeal(omar, hold, "We share a flat.")
    with pytest.raises(Refused, match="have answered"), transaction():
        appealing.appeal(omar, hold, "Again.")


def test_a_released_hold_after_the_count_changes_no_result(round, lamp, omar, ines):
    votes(omar, round, lamp)
    finding = a_finding(round, omar)
    assert counted(round) == (0, {"held": 1})
    with after_the_close(round):
        with transaction():
            judging.release(ines, holds_in(finding), "A mistake of the rule.")
        assert recount(round, result_of(round)) == []
