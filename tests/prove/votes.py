"""Votes of every kind, all of them over: rounds with supports, ballots and results, decisions, an election, the charter."""

import random
from datetime import timedelta

from governance.charter.emergency import act_in_emergency
from governance.charter.rules import RULES
from governance.counting.contest import BallotKind
from governance.counting.rule import RuleName
from ideas.ballots.queries import finalists_of
from ideas.holds.reason import VoteKind
from kernel.clock import now, travel
from kernel.database import transaction
from members.accounts.member import Role
from tests.cast import a_member
from tests.governance.charter.cast import a_past_decision, a_rule_of_conduct, elders, founded
from tests.governance.elections.cast import a_candidate, an_election, ballots, counted
from tests.ideas.forums_and_rounds import a_round
from tests.ideas.holding import a_finding, backs, votes
from tests.ideas.publishing import announced, ballots_for, marks_of
from tests.ideas.voting import a_standing_concept, after_the_close, close, on_the_ballot, voters

ROUNDS = (
    {"counting_rule": RuleName.MOST_VOTES, "choices_limit": 3, "finalists_limit": 4},
    {"counting_rule": RuleName.EQUAL_SHARES, "ballot_kind": BallotKind.POINTS, "points": 10},
    {"counting_rule": RuleName.SINGLE_TRANSFERABLE_VOTE, "ballot_kind": BallotKind.RANKED},
)


def everything_voted():
    """All of it, in a few dozen votes."""
    founded()
    luck, members = random.Random(5), elders(7)
    a_past_decision(members, "royalty.basis-points", 400, ["yes"] * 4 + ["no"] * 2 + ["abstain"])
    a_past_decision(members, "ballot.choices", 9, ["no"] * 4 + ["yes"] * 3)
    a_rule_of_conduct(members)
    an_emergency(a_member("Greta Berg", role=Role.STAFF))
    an_election_counted(members)
    for number, rule in enumerate(ROUNDS):
        a_counted_round(members[number], luck, **rule)


def an_emergency(staff):
    """Staff set a value for two weeks."""
    with transaction():
        act_in_emergency(staff, RULES["jury.days"], 5, "Two juries are overdue.")


def an_election_counted(members):
    """Three stood, seven voted, one has the office."""
    election = an_election(members)
    standing = [a_candidate(election, member) for member in members[:3]]
    rankings = [standing[place % 3 :] for place in range(len(members))]
    ballots(election, list(zip(members, rankings, strict=True)))
    counted(election)


def a_counted_round(author, luck, **rule):
    """A round that went all the way: supported, frozen, voted on, with votes set apart for each reason, and counted."""
    return counted_round(a_round_in_balloting(author, luck, **rule))


def a_round_in_balloting(author, luck, *more, **rule):
    """Eight people and `more` supported, finalists are frozen, and a dozen and `more` cast ballots."""
    round = a_round("proposing", **rule)
    announced(round)
    concepts = [a_standing_concept(round, author) for _ in range(5)]
    people = voters(8)
    for person in (*people, *more):
        backs(person, *luck.sample(concepts, luck.randint(1, 3)))
    backs(a_newcomer(f"Nina{round.id} New", created_at=round.balloting_at - timedelta(hours=1)), concepts[0])
    a_finding(round, people[0], kind=VoteKind.SUPPORT)
    with travel(round.balloting_at + timedelta(hours=1)):
        on_the_ballot(round)
        finalists = [one.concept for one in finalists_of(round)]
        cast = ballots_for(round, [marks_of(round.ballot_kind, finalists, luck) for _ in range(12)])
        a_finding(round, cast[0])
        for person in more:
            votes(person, round, finalists[0])
    return round


def counted_round(round):
    """It is over, and counted."""
    with after_the_close(round):
        close(round)
    return round


def a_newcomer(name, **changes):
    """Confirmed, and too new to be counted."""
    return a_member(name, created_at=changes["created_at"], confirmed_at=now())
