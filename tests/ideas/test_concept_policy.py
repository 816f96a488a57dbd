"""Who may do what with a concept, as a table over persons, states and phases. Nothing here is stored."""

from datetime import timedelta
from itertools import product

import pytest

from ideas.concepts import policy
from ideas.concepts.co_author import CoAuthor
from ideas.concepts.concept import Concept, ConceptState
from ideas.discussion import policy as talk
from ideas.discussion.comment import Comment, CommentKind
from ideas.forums.forum import Forum, ForumSteward
from ideas.rounds.phase import Phase
from ideas.rounds.round import Round
from kernel.clock import now
from members.accounts.member import Member, Role
from tests.ideas.forums_and_rounds import timetable_in

AT = now()
IDS = {"author": 1, "mate": 2, "invited": 3, "steward": 4, "staff": 5, "member": 6, "unconfirmed": 7, "suspended": 8}
STATES, PHASES = [state.value for state in ConceptState], [phase.value for phase in Phase]


def person(who):
    """Somebody who is not stored; None for a guest."""
    if who == "guest":
        return None
    confirmed = None if who == "unconfirmed" else AT - timedelta(days=9)
    suspended = AT if who == "suspended" else None
    role = Role.STAFF if who == "staff" else Role.MEMBER
    return Member(id=IDS[who], name=who, role=role, confirmed_at=confirmed, suspended_at=suspended)


def a_concept(state, phase, hidden=False):
    """A concept by "author" with "mate", in a forum that "steward" keeps."""
    round = Round(title="Round")
    round.timetable = timetable_in(phase, AT)
    forum = Forum(name="Bags", stewards=[ForumSteward(member_id=IDS["steward"])])
    concept = Concept(author_id=IDS["author"], state=ConceptState(state), round=round, forum=forum, version_number=1)
    concept.hidden_at = AT if hidden else None
    mates = [CoAuthor(member_id=IDS["mate"], accepted_at=AT), CoAuthor(member_id=IDS["invited"])]
    concept.__dict__["co_authors"] = mates
    return concept


def allowed(question, persons, states=STATES, phases=PHASES):
    """Every (person, state, phase) that the policy allows."""
    everything = product(persons, states, phases)
    return {case for case in everything if question(person(case[0]), a_concept(case[1], case[2]), AT)}


EVERYBODY = ["guest", *IDS]
AUTHORS = ("author", "mate")
OPEN = ("proposing", "refining")


def may_invite(*asked):
    """With the usual number of co-authors."""
    return policy.may_invite(*asked, 8)


TABLE = [
    (policy.may_propose, {(who, "draft", "proposing") for who in AUTHORS}),
    (policy.may_revise, {(who, "proposed", phase) for who in AUTHORS for phase in OPEN}),
    (
        policy.may_write,
        {(who, "draft", phase) for who in AUTHORS for phase in ("announced", "proposing")}
        | {(who, "proposed", phase) for who in AUTHORS for phase in OPEN},
    ),
    (policy.may_withdraw, {("author", "proposed", phase) for phase in ("announced", *OPEN)}),
    (policy.may_reject, {("staff", "proposed", phase) for phase in ("announced", *OPEN)}),
    (
        may_invite,
        {(who, state, phase) for who in AUTHORS for state in ("draft", "proposed") for phase in ("announced", *OPEN)},
    ),
]


@pytest.mark.parametrize(("question", "expected"), TABLE, ids=[row[0].__name__ for row in TABLE])
def test_each_act_is_for_these_people_in_these_states_and_phases_only(question, expected):
    assert allowed(question, EVERYBODY) == expected


def test_staff_asking_for_changes_open_revision_after_the_close_to_authors_only():
    concept = a_concept("proposed", "closed")
    assert [who for who in EVERYBODY if policy.may_revise(person(who), concept, AT, returned=True)] == list(AUTHORS)


@pytest.mark.parametrize(
    ("state", "hidden", "keeper", "seen"),
    [
        ("draft", False, False, ["author", "mate", "invited"]),
        ("draft", False, True, ["author", "mate", "invited"]),
        ("proposed", False, False, EVERYBODY),
        ("withdrawn", False, False, EVERYBODY),
        ("rejected", False, False, EVERYBODY),
        ("proposed", True, False, ["author", "mate"]),
        ("proposed", True, True, EVERYBODY),
    ],
)
def test_who_sees_a_concept_by_its_state(state, hidden, keeper, seen):
    concept = a_concept(state, "proposing", hidden)
    assert [who for who in EVERYBODY if policy.may_see(person(who), concept, keeper)] == seen


def test_every_refusal_gives_its_reason():
    for question, _ in TABLE:
        for who, state, phase in product(EVERYBODY, STATES, PHASES):
            verdict = question(person(who), a_concept(state, phase), AT)
            assert verdict.allowed or len(verdict.reason) > 10


ABLE = ["author", "mate", "invited", "steward", "staff", "member"]


@pytest.mark.parametrize("state", STATES)
def test_confirmed_members_discuss_concepts_that_stand(state):
    concept = a_concept(state, "closed")
    able = [who for who in EVERYBODY if talk.may_comment(person(who), concept)]
    assert able == (ABLE if state == "proposed" else [])


def test_of_a_comment_by_a_member_everybody_may_do_only_their_part():
    concept = a_concept("proposed", "proposing")
    comment = Comment(author_id=IDS["member"], kind=CommentKind.QUESTION, reply_number=0)
    asked = {
        "settle": lambda who: talk.may_settle(who, concept, comment),
        "retract": lambda who: talk.may_retract(who, comment),
    }
    found = {act: [who for who in EVERYBODY if may(person(who))] for act, may in asked.items()}
    assert found == {
        "settle": ["author", "mate"],
        "retract": ["member"],
    }
