"""Supporters are asked after a merge; undoing it gives back every support exactly."""

import pytest

from ideas.merges import unmerging
from ideas.supports import queries as supports
from ideas.supports import supporting
from kernel.outbox import deliver_waiting
from kernel.policy import Refused
from kernel.rules import RuleBroken
from members.notices.queries import notices_of
from tests.ideas.concepts_in_rounds import a_revision
from tests.ideas.merging import act, alike, answer, follow, merged, propose, stored
from tests.ideas.voting import voters


@pytest.fixture
def pair(app, maya, omar):
    return alike(maya, omar)


def test_supporters_are_asked_and_each_has_one_support_in_the_target(pair, maya, omar, theo):
    source, target = pair
    for member in (theo, maya):
        act(supporting.support, member, source)
    act(supporting.support, maya, target)
    merge_id = merged(maya, omar, pair)
    assert stored(target)[1] == 1
    assert follow(theo, merge_id) is True
    assert follow(theo, merge_id) is False
    assert follow(maya, merge_id) is False
    assert stored(target)[1] == 2
    with pytest.raises(RuleBroken, match="no support of yours"):
        follow(omar, merge_id)
    with pytest.raises(Refused, match="merged"):
        act(supporting.support, omar, source)


def test_following_leaves_a_stale_support_of_the_target_as_it_was(pair, maya, omar):
    source, target = pair
    (both,) = voters(1)
    for concept in pair:
        act(supporting.support, both, concept)
    a_revision(omar, target, title="A bag of felt", summary="Quite another idea, of felt.")
    before = stored(source), stored(target)
    merge_id = merged(maya, omar, pair)
    assert follow(both, merge_id) is False
    answer(unmerging.undo_merge, maya, merge_id, "")
    assert (stored(source), stored(target)) == before


def test_undoing_gives_back_every_support_exactly(pair, maya, omar):
    """Some support both, some one; some follow; then all is as it was, to the row."""
    source, target = pair
    people = voters(8)
    for member in people[:6]:
        act(supporting.support, member, source)
    for member in people[4:]:
        act(supporting.support, member, target)
    before = stored(source), stored(target)
    merge_id = merged(maya, omar, pair)
    for member in people[:3]:
        follow(member, merge_id)
    assert stored(target)[1] == 4 + 3
    a_revision(omar, target, title="A bag of felt", summary="Quite another idea, of felt.")
    act(supporting.carry_over, people[0], target)
    act(supporting.carry_over, people[7], target)
    assert stored(target)[1] == 2
    answer(unmerging.undo_merge, maya, merge_id, "")
    assert stored(source) == before[0]
    rows, count = stored(target)
    assert [(row[0], row[2], row[3]) for row in rows] == [(row[0], row[2], row[3]) for row in before[1][0]]
    assert count == 1  # of the four, one carried over after the change


def test_what_people_did_themselves_after_the_merge_stands(pair, maya, omar):
    source, target = pair
    stays, leaves, follows_and_leaves, both, fresh = people = voters(5)
    for member in people[:4]:
        act(supporting.support, member, source)
    act(supporting.support, both, target)
    merge_id = merged(maya, omar, pair)
    act(supporting.take_back, leaves, source)
    follow(follows_and_leaves, merge_id)
    act(supporting.take_back, follows_and_leaves, target)
    act(supporting.take_back, both, target)
    act(supporting.support, fresh, target)
    follow(stays, merge_id)
    answer(unmerging.undo_merge, omar, merge_id, "")
    assert {row[0] for row in stored(source)[0]} == {stays.id, both.id}
    assert {row[0] for row in stored(target)[0]} == {fresh.id}
    assert stored(source)[1] == 2
    assert stored(target)[1] == 1


def test_a_keeper_undoes_with_a_reason_and_supporters_are_told(pair, maya, omar, theo, lena, ines):
    source, _ = pair
    act(supporting.support, theo, source)
    merge_id = merged(maya, omar, pair)
    deliver_waiting()
    assert "was merged into" in notices_of(theo).rows[0].words
    with pytest.raises(RuleBroken, match="reason"):
        answer(unmerging.undo_merge, ines, merge_id, "")
    with pytest.raises(Refused):
        answer(unmerging.undo_merge, theo, merge_id, "I liked it.")
    answer(unmerging.undo_merge, ines, merge_id, "They answer different needs.")
    deliver_waiting()
    assert "stands by itself again" in notices_of(theo).rows[0].words
    assert supports.supports(theo, source)
    again = propose(maya, *pair)
    assert again != merge_id
