"""Whoever votes at the last moment is counted or told that it was too late, never both and never neither; and a round that
two workers close at once is counted once, for good.
"""

from functools import partial

import pytest
from sqlalchemy import select

from governance.record.entry import RecordEntry
from ideas.ballots.ballot import Ballot
from ideas.ballots.queries import result_of
from ideas.concepts.concept import Concept
from ideas.rounds.finalist import Finalist
from ideas.supports.support import Support
from kernel.outbox import OutboxMessage
from tests.ideas.forums_and_rounds import a_round
from tests.ideas.publishing import announced, recount
from tests.ideas.voting import a_small_ballot, a_standing_concept, in_order
from tests.prove.deadlines import BLOCKED, blocked, ends_soon, judge, wave
from tests.prove.stored import ballots_in, read, rows


def counted_for_good(ground, round):
    """Two workers that began before the close counted it once, and a second pass of both finds the same."""
    first = ground.closed()
    ground.begin_closing(round.slug)
    again = ground.closed()
    assert [one["failures"] for one in (*first, *again)] == [[]] * 4
    (digest,) = {one["digest"] for one in (*first, *again)}
    assert digest == result_of(round).digest
    assert rows(OutboxMessage, OutboxMessage.key == f"round-count:{round.id}") == 0  # no worker failed and left it
    assert rows(RecordEntry, RecordEntry.subject == f"round:{round.slug}", RecordEntry.kind == "round.counted") == 1
    ground.command("round", "recount", round.slug)


def a_ballot_at_the_close(ground, author, voters, to):
    """Some voted in time and change that at the close, the others vote for the first time then."""
    round = a_small_ballot(author)
    announced(round)
    lamp, chair, _ = [concept.id for concept in in_order(round)]

    def send(concept, member):
        return ground.post(member, f"/rounds/{round.slug}/ballot", ("choices", concept))

    members = ground.people(voters)
    early = members[::2]
    assert all(send(lamp, member).done for member in early)
    deadline = ends_soon(round, "closes_at")
    ground.begin_closing(round.slug)
    tries = wave(members, deadline, partial(send, chair))
    assert not any(send(chair, member).done for member in members[:3])
    acknowledged = {member for member, one in tries.items() if one.done}
    expected = dict.fromkeys(early, (lamp,)) | dict.fromkeys(acknowledged, (chair,))
    counted_for_good(ground, round)
    assert ballots_in(round) == expected
    moments = dict(read(select(Ballot.member_id, Ballot.changed_at).where(Ballot.round_id == round.id)))
    judge(tries, deadline, {member: moments[member] for member, (chosen,) in expected.items() if chosen == chair})
    votes = {line.concept_id: line.votes for line in result_of(round).lines}
    assert (votes[chair], votes[lamp]) == (len(acknowledged), len(expected) - len(acknowledged))
    for folder in (to / "once", to / "twice"):
        ground.command("round", "export", round.slug, "--to", folder)
    assert (to / "once" / "ballots.json").read_bytes() == (to / "twice" / "ballots.json").read_bytes()
    status, said = recount(to / "once" / "ballots.json")
    assert status == 0, said


def a_support_at_the_end(ground, author, voters):
    """Some supported in time and take that back as supporting ends, the others support for the first time then."""
    round = a_round()
    concept = a_standing_concept(round, author).id
    members = ground.people(voters)
    early = set(members[::2])
    assert all(ground.post(member, f"/concepts/{concept}/support").done for member in early)

    def send(member):
        return ground.post(member, f"/concepts/{concept}/support{'/removal' if member in early else ''}")

    deadline = ends_soon(round, "refining_at", "balloting_at", "closes_at")
    ground.begin_closing(round.slug)
    tries = wave(members, deadline, send)
    assert not any(send(member).done for member in members[:3])
    acknowledged = {member for member, one in tries.items() if one.done}
    counted_for_good(ground, round)
    given = dict(read(select(Support.member_id, Support.created_at).where(Support.concept_id == concept)))
    assert given.keys() == early ^ acknowledged
    fresh = {member: one for member, one in tries.items() if member not in early}
    judge(fresh, deadline, {member: at for member, at in given.items() if member not in early})
    assert all(one.sent < deadline if one.done else one.told >= deadline for one in tries.values())
    assert read(select(Concept.supports_count).where(Concept.id == concept)) == [(len(given),)]
    assert read(select(Finalist.supports).where(Finalist.concept_id == concept)) == [(len(given),)]


def test_a_ballot_at_the_close_counts_exactly_when_it_was_acknowledged(ground, author, tmp_path):
    a_ballot_at_the_close(ground, author, 40, tmp_path)


def test_a_support_at_the_end_of_proposing_counts_exactly_when_it_was_acknowledged(ground, author):
    a_support_at_the_end(ground, author, 40)


def test_a_ballot_that_waits_for_a_lock_while_the_round_closes_is_late(ground, author):
    round = a_small_ballot(author)
    lamp, *_ = in_order(round)
    deadline = ends_soon(round, "closes_at")

    def send(member):
        return ground.post(member, f"/rounds/{round.slug}/ballot", ("choices", lamp.id))

    tries = blocked(round, ground.people(BLOCKED), deadline, send)
    assert [one.done for one in tries.values()] == [False] * BLOCKED
    assert ballots_in(round) == {}


def test_a_support_that_waits_for_a_lock_while_proposing_ends_is_late(ground, author):
    round = a_round()
    concept = a_standing_concept(round, author).id
    deadline = ends_soon(round, "refining_at", "balloting_at", "closes_at")
    tries = blocked(
        round, ground.people(BLOCKED), deadline, lambda one: ground.post(one, f"/concepts/{concept}/support")
    )
    assert [one.done for one in tries.values()] == [False] * BLOCKED
    assert read(select(Support.member_id).where(Support.concept_id == concept)) == []


@pytest.mark.prove
def test_two_hundred_ballots_at_the_close_count_exactly_when_acknowledged(ground, author, tmp_path):
    a_ballot_at_the_close(ground, author, 200, tmp_path)


@pytest.mark.prove
def test_two_hundred_supports_at_the_end_of_proposing_count_exactly_when_acknowledged(ground, author):
    a_support_at_the_end(ground, author, 200)
