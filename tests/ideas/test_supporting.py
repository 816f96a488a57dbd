"""A support is one member's "I want this" for one concept while its round takes proposals: never two, never half."""

import threading
from datetime import timedelta

import pytest
from sqlalchemy import event, func, select
from sqlalchemy.exc import IntegrityError

from ideas.concepts.concept import Concept, ConceptState
from ideas.rounds.round import Round
from ideas.supports import queries, supporting
from ideas.supports.policy import may_support
from ideas.supports.support import Support
from kernel.clock import now, travel
from kernel.database import db, lock, transaction
from kernel.policy import Refused
from members.accounts.member import Member
from tests.cast import add
from tests.ideas.forums_and_rounds import a_round, timetable_in
from tests.ideas.voting import a_standing_concept, voters
from tests.together import together


def support(member, concept, act=supporting.support):
    with transaction():
        return act(member, queries.concept_held(concept.id))


def take_back(member, concept):
    return support(member, concept, supporting.take_back)


def count_of(concept):
    rows = db.session.scalar(select(func.count()).select_from(Support).where(Support.concept_id == concept.id))
    kept = db.session.scalar(select(Concept.supports_count).where(Concept.id == concept.id))
    assert rows == kept
    return rows


def test_supporting_twice_is_one_support_and_no_error(app, maya, omar):
    concept = a_standing_concept(a_round(), maya)
    assert support(omar, concept) is True
    assert support(omar, concept) is False
    assert count_of(concept) == 1
    assert queries.supports(omar, concept)
    assert queries.supported_among(omar, [concept.id]) == {concept.id}
    assert queries.supported_among(None, [concept.id]) == set()


def test_a_support_can_be_taken_back_and_given_again(app, maya, omar):
    concept = a_standing_concept(a_round(), maya)
    support(omar, concept)
    assert take_back(omar, concept) is True
    assert take_back(omar, concept) is False
    assert count_of(concept) == 0
    assert support(omar, concept) is True
    assert count_of(concept) == 1


def test_the_database_itself_refuses_a_second_support(app, maya, omar):
    concept = a_standing_concept(a_round(), maya)
    support(omar, concept)
    db.session.remove()
    with pytest.raises(IntegrityError):
        add(Support(concept_id=concept.id, member_id=omar.id, created_at=now(), version_id=concept.current_version_id))


def test_supports_are_given_until_balloting_begins(app, maya, omar):
    round = a_round()
    concept = a_standing_concept(round, maya)
    support(omar, concept)
    with travel(round.balloting_at):
        with pytest.raises(Refused, match="ended"):
            support(maya, concept)
        with pytest.raises(Refused, match="ended"):
            take_back(omar, concept)
    assert count_of(concept) == 1


@pytest.mark.parametrize(
    ("who", "phase", "changes", "reason"),
    [
        ("omar", "proposing", {}, ""),
        ("maya", "proposing", {}, ""),
        ("ines", "proposing", {}, ""),
        ("guest", "proposing", {}, "sign in"),
        ("lena", "proposing", {}, ""),
        ("rolf", "proposing", {}, "suspended"),
        ("omar", "announced", {}, "begins"),
        ("omar", "refining", {}, ""),
        ("omar", "balloting", {}, "ended"),
        ("guest", "closed", {}, "ended"),
        ("omar", "proposing", {"state": ConceptState.DRAFT}, "draft"),
        ("omar", "proposing", {"state": ConceptState.WITHDRAWN}, "withdrew"),
        ("omar", "proposing", {"state": ConceptState.MERGED}, "merged"),
        ("omar", "proposing", {"state": ConceptState.REJECTED, "rejected_reason": "No."}, "rejected"),
        ("omar", "proposing", {"hidden_at": True}, "hidden"),
    ],
)
def test_who_may_support_and_when(who, phase, changes, reason):
    at = now()
    people = {
        "guest": None,
        "omar": Member(name="Omar", confirmed_at=at),
        "maya": Member(id=1, name="Maya", confirmed_at=at),
        "ines": Member(name="Ines", confirmed_at=at, role="staff"),
        "lena": Member(name="Lena"),
        "rolf": Member(name="Rolf", confirmed_at=at, suspended_at=at),
    }
    round = Round()
    round.timetable = timetable_in(phase, at)
    concept = Concept(**{"state": ConceptState.PROPOSED, "author_id": 1, **changes}, round=round)
    verdict = may_support(people[who], concept, at)
    assert verdict.allowed == (not reason)
    assert reason in verdict.reason


def test_hidden_concepts_and_drafts_cannot_be_found_to_support(app, maya, omar):
    round = a_round()
    hidden = a_standing_concept(round, maya, hidden_at=now(), hidden_reason="Spam.")
    draft = a_standing_concept(round, maya, state=ConceptState.DRAFT)
    assert [queries.concept_held(concept.id) for concept in (hidden, draft)] == [None, None]
    assert queries.concept_held(10**6) is None


def test_one_support_costs_three_statements_and_a_look_at_the_databases_clock(app, maya, omar):
    concept = a_standing_concept(a_round(), maya)
    statements = []
    listen = lambda *args: statements.append(args[2])  # noqa: E731
    event.listen(db.engine, "before_cursor_execute", listen)
    try:
        support(omar, concept)
    finally:
        event.remove(db.engine, "before_cursor_execute", listen)
    assert len([words for words in statements if not words.startswith(("BEGIN", "SELECT clock"))]) == 3


def test_a_storm_of_retries_and_second_thoughts_ends_in_an_exact_count(app, maya):
    concept = a_standing_concept(a_round(), maya)
    people = voters(8)

    def storm(member, steps):
        def act():
            for step in steps:
                support(member, concept) if step else take_back(member, concept)

        return act

    acts = [storm(member, [1, 1, 0, 1] if n % 2 else [1, 1, 1, 0]) for n, member in enumerate(people)]
    assert set(together(app, *acts, *acts)) == {None}
    assert count_of(concept) == len([member for member in people if queries.supports(member, concept)])


def test_the_same_member_in_many_windows_gives_one_support(app, maya, omar):
    concept = a_standing_concept(a_round(), maya)
    outcomes = together(app, *[lambda: support(omar, concept)] * 8)
    assert sorted(outcomes) == [False] * 7 + [True]
    assert count_of(concept) == 1


def test_a_support_that_waited_while_the_phase_was_ended_is_late(app, maya, omar):
    round = a_round()
    concept = a_standing_concept(round, maya)
    outcome, held = [], threading.Event()

    def late():
        with app.app_context():
            held.wait()
            try:
                support(omar, concept)
            except Refused as refusal:
                outcome.append(refusal.reason)
            db.session.remove()

    waiting = threading.Thread(target=late)
    waiting.start()
    with transaction():
        mine = db.session.get(Round, round.id)
        lock(mine)
        held.set()
        waiting.join(0.3)
        mine.refining_at = mine.balloting_at = now() - timedelta(microseconds=1)
    waiting.join()
    assert "ended" in outcome[0]
    assert count_of(concept) == 0
