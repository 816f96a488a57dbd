"""Stewards: elected by the forum's members for a term that ends by itself, and recalled by them."""

from datetime import timedelta

import pytest
from sqlalchemy import select, update

import ideas.wiring  # noqa: F401  (who hears of results)
from governance.charter.enacting import Setting, enact
from governance.charter.enactment import Power
from governance.decisions.closing import close as close_decision
from governance.decisions.vote import Choice
from governance.decisions.voting import vote as vote_on
from governance.elections.election import Election
from governance.events import ElectionCounted
from governance.record.entry import RecordEntry
from governance.record.pseudonyms import known_pseudonym
from ideas.forums.electing import free_seats, open_due, open_stewards_election, seat_elected
from ideas.forums.membership import active_members
from ideas.forums.policy import may_keep_forum
from ideas.forums.queries import forum_named, forums_kept_by
from ideas.forums.recalling import ask_recall
from ideas.forums.stewarding import appoint, release
from ideas.holds.judging import release as judge_released
from kernel.clock import now
from kernel.database import db, transaction
from kernel.policy import Refused
from kernel.rules import RuleBroken
from members.accounts.member import Member
from tests.governance.charter.cast import elders
from tests.governance.elections.cast import a_candidate, ballots, counted
from tests.ideas.concepts_in_rounds import a_comment, a_concept
from tests.ideas.forums_and_rounds import a_forum, a_round
from tests.ideas.holding import a_finding, holds_in, votes
from tests.ideas.voting import a_small_ballot, in_order


@pytest.fixture
def people(app):
    return elders(7)


@pytest.fixture
def forum(people, theo):
    """A forum that Theo keeps, in which seven took part."""
    forum = a_forum("Bags", steward=theo)
    concept = a_concept(people[0], a_round("proposing", forum))
    for member in people[1:]:
        a_comment(member, concept)
    return forum


def opened(actor, forum):
    with transaction():
        return open_stewards_election(actor, forum_named(forum.slug))


def elected(forum, people, chosen, actor):
    """The forum elects these."""
    election = opened(actor, forum)
    candidates = [a_candidate(election, member) for member in chosen]
    ballots(election, [(member, candidates) for member in people])
    counted(election)
    return election


def test_members_of_a_forum_are_who_took_part_in_it_of_late(people, forum, maya, travel):
    other = a_concept(maya, a_round("proposing"))
    ids = set(db.session.scalars(active_members(forum_named("bags"))))
    assert ids == {member.id for member in people}
    assert maya.id in set(db.session.scalars(active_members()))
    with transaction():
        db.session.execute(update(Member).where(Member.id == people[0].id).values(suspended_at=now()))
    assert people[0].id not in set(db.session.scalars(active_members(forum_named("bags"))))
    travel(timedelta(days=366))
    assert not db.session.scalars(active_members(other.forum)).all()


def test_a_vote_that_is_held_makes_nobody_a_member_of_the_forum(maya, omar, ines):
    round = a_small_ballot(maya)
    votes(omar, round, in_order(round)[0])
    finding = a_finding(round, omar)
    assert omar.id not in set(db.session.scalars(active_members(round.forum)))
    with transaction():
        judge_released(ines, holds_in(finding), "Two brothers.")
    assert omar.id in set(db.session.scalars(active_members(round.forum)))


def test_staff_and_stewards_open_an_election(people, forum, ines, theo):
    with pytest.raises(Refused):
        opened(people[0], forum)
    election = opened(theo, forum)
    assert (election.seats, election.electorate, election.office) == (2, 7, f"forum:{forum.id}")
    with pytest.raises(RuleBroken):
        opened(ines, forum)


def test_the_elected_take_office_for_a_term_and_the_appointed_leave_it(people, forum, ines, theo, travel):
    election = elected(forum, people, people[:2], ines)
    travel(election.closes_at + timedelta(minutes=1))
    held = forum_named("bags")
    assert {one.member_id for one in held.stewards_at(now())} == {people[0].id, people[1].id}
    assert may_keep_forum(people[0], held, now())
    assert not may_keep_forum(theo, held, now())
    lines = db.session.scalars(select(RecordEntry).where(RecordEntry.kind == "steward.elected")).all()
    assert {line.payload["steward"] for line in lines} == {known_pseudonym(one.id) for one in people[:2]}
    for act in (lambda: appoint(ines, held, theo), lambda: release(ines, held, people[0].id)):
        with pytest.raises(Refused, match="elected its stewards"), transaction():
            act()
    with pytest.raises(Refused, match="Every seat"):
        opened(ines, forum)
    travel(timedelta(days=365))
    assert not forum_named("bags").stewards_at(now())
    assert not forums_kept_by(people[0])
    assert not may_keep_forum(people[0], forum_named("bags"), now())


def test_an_election_is_opened_by_itself_when_a_term_is_about_to_end_and_once(people, forum, ines, travel):
    first = elected(forum, people, people[:2], ines)
    travel(first.closes_at + timedelta(days=365 - 15))
    a_comment(people[3], a_concept(people[2], a_round("proposing", forum)))

    def newer():
        with transaction():
            open_due()
        return db.session.scalars(select(Election).where(Election.id > first.id)).all()

    assert not newer()
    travel(timedelta(days=2))
    concept = a_concept(people[0], a_round("proposing", forum))
    for member in people[1:]:
        a_comment(member, concept)
    assert len(newer()) == 1
    assert len(newer()) == 1
    second = newer()[0]
    assert second.opened_by is None
    assert second.seats == 2
    candidate = a_candidate(second, people[0])
    ballots(second, [(people[4], [candidate])])
    counted(second)
    travel(timedelta(days=15))
    assert [one.member_id for one in forum_named("bags").stewards_at(now())] == [people[0].id]
    assert len(newer()) == 1


def test_a_free_seat_is_filled_without_ending_the_terms_of_others(people, forum, ines, travel):
    first = elected(forum, people, people[:1], ines)
    travel(first.closes_at + timedelta(days=30))
    assert free_seats(forum_named("bags")) == 1
    second = opened(ines, forum)
    with pytest.raises(Refused, match="beyond"):
        a_candidate(second, people[0])
    ballots(second, [(people[2], [a_candidate(second, people[1])])])
    counted(second)
    travel(timedelta(days=20))
    assert [one.member_id for one in forum_named("bags").stewards_at(now())] == [people[0].id, people[1].id]


def test_seating_twice_changes_nothing(people, forum, ines):
    election = elected(forum, people, people[:2], ines)
    with transaction():
        seat_elected(ElectionCounted(election.id, "club:9"))
        seat_elected(ElectionCounted(election.id, election.office))
    assert len(db.session.scalars(select(RecordEntry).where(RecordEntry.kind == "steward.elected")).all()) == 2


def recalled(forum, actor, people, choices, travel):
    steward = forum_named(forum.slug).stewards[0]
    with transaction():
        decision = ask_recall(actor, forum_named(forum.slug), steward, "Closed every thread about straps.")
    travel(decision.voting_at)
    with transaction():
        for member, choice in zip(people, choices, strict=True):
            vote_on(member, decision, Choice(choice))
    travel(decision.closes_at)
    with transaction():
        close_decision(decision)
    return decision


def test_a_recall_passes_with_its_own_majority_and_removes_the_steward(people, forum, theo, travel):
    decision = recalled(forum, people[0], people[:5], ["yes", "yes", "yes", "no", "no"], travel)
    assert (decision.majority_percent, decision.electorate, decision.has_roll) == (60, 7, True)
    assert not forum_named("bags").stewards
    line = db.session.scalars(select(RecordEntry).where(RecordEntry.kind == "steward.recalled")).one()
    assert line.payload["steward"] == known_pseudonym(theo.id)
    assert theo.name not in str(line.payload)


def test_without_its_majority_the_steward_stays(people, forum, theo, travel):
    recalled(forum, people[0], people[:6], ["yes", "yes", "yes", "no", "no", "no"], travel)
    assert [one.member_id for one in forum_named("bags").stewards] == [theo.id]


def test_who_was_elected_anew_since_the_recall_was_asked_stays(people, forum, ines, travel):
    with transaction():
        enact([Setting("steward.term-days", 30, Power.LAPSE, "For a test.")], "A test.")
    first = elected(forum, people, people[:1], ines)
    again = first.closes_at + timedelta(days=17)
    travel(again)
    second = opened(ines, forum)
    candidate = a_candidate(second, people[0])
    ballots(second, [(member, [candidate]) for member in people])
    travel(again + timedelta(days=1))
    steward = forum_named("bags").stewards[0]
    with transaction():
        decision = ask_recall(people[1], forum_named("bags"), steward, "Closed every thread about straps.")
    travel(second.closes_at)
    counted(second)
    travel(decision.voting_at)
    with transaction():
        for member in people:
            vote_on(member, decision, Choice.YES)
    travel(decision.closes_at)
    with transaction():
        assert close_decision(decision).passed
    assert [one.member_id for one in forum_named("bags").stewards_at(now())] == [people[0].id]


def test_recalling_is_for_the_forums_members(people, forum, maya):
    held = forum_named("bags")
    with pytest.raises(Refused, match="took part"), transaction():
        ask_recall(maya, held, held.stewards[0], "I never liked him.")
