"""Judging winners: noted piece by piece, decided only with every reason, told and recorded."""

from datetime import timedelta

import pytest
from sqlalchemy import select, update
from sqlalchemy.exc import IntegrityError

import ideas.wiring  # noqa: F401  (who delivers what)
from governance.record.entry import RecordEntry
from ideas.ballots.result import Result, ResultLine
from ideas.concepts.co_author import CoAuthor
from ideas.events import ConceptFoundViable, RoundCounted
from ideas.viability.asking import ask_again, ask_for_winners
from ideas.viability.assessing import Finding, Notes, decide, note
from ideas.viability.assessment import Assessment
from ideas.viability.policy import may_ask_again
from ideas.viability.queries import assessment_to_decide, assessments_due, assessments_of
from ideas.viability.rubric import AssessmentVerdict, Criterion
from kernel import events
from kernel.clock import now
from kernel.database import db, transaction
from kernel.outbox import OutboxMessage
from kernel.policy import Refused
from kernel.rules import RuleBroken
from tests.cast import add
from tests.ideas.forums_and_rounds import a_round, an_assessment
from tests.ideas.test_turning import a_proposed

VIABLE, RETURNED, DECLINED = AssessmentVerdict.VIABLE, AssessmentVerdict.RETURNED, AssessmentVerdict.DECLINED
ALL = {criterion: Finding(4, f"Because of {criterion.value}.") for criterion in Criterion}


@pytest.fixture
def assessment(maya):
    return an_assessment(a_proposed(a_round("closed"), maya, "Rain bag", 9))


def notes(**changes):
    return Notes(
        **{"findings": ALL, "words": "It can be made.", "would_change_our_mind": "Half the weight.", **changes}
    )


def decided(actor, assessment, verdict, **changes):
    with transaction():
        decide(actor, assessment_to_decide(assessment.id), verdict, notes(**changes))
    return assessment_to_decide(assessment.id)


def test_notes_are_kept_piece_by_piece(ines, ada, assessment):
    with transaction():
        note(ines, assessment_to_decide(assessment.id), Notes({Criterion.DEMAND: Finding(None, "400 ballots.")}))
    with transaction():
        note(ada, assessment_to_decide(assessment.id), Notes({Criterion.FIT: Finding(5)}, words="So far so good"))
    held = assessment_to_decide(assessment.id)
    assert (held.score_of(Criterion.DEMAND).score, held.score_of(Criterion.DEMAND).reason) == (None, "400 ballots.")
    assert held.score_of(Criterion.DEMAND).noted_by == ines.id
    assert held.score_of(Criterion.FIT).score == 5
    assert held.missing() == list(Criterion)
    assert held.verdict is None


def test_a_viable_verdict_is_published_told_and_recorded(ines, assessment):
    heard = []
    events.subscribe([(ConceptFoundViable, heard.append)])
    held = decided(ines, assessment, VIABLE, would_change_our_mind="")
    assert (held.verdict, held.decider.name) == (VIABLE, "Ines Carvalho")
    assert ConceptFoundViable(assessment.concept_id) in heard
    entry = db.session.scalars(select(RecordEntry)).one()
    assert (entry.kind, entry.payload["scores"]["demand"]) == ("concept.assessed", 4)
    message = db.session.scalars(select(OutboxMessage).where(OutboxMessage.kind == "assessment.decided")).one()
    assert message.payload["assessment_id"] == assessment.id


@pytest.mark.parametrize("criterion", list(Criterion))
@pytest.mark.parametrize(("gap", "part"), [(Finding(None, "A reason."), "score"), (Finding(3, "  "), "reason")])
def test_there_is_no_verdict_without_every_score_and_reason(ines, assessment, criterion, gap, part):
    with pytest.raises(RuleBroken) as broken:
        decided(ines, assessment, VIABLE, findings={**ALL, criterion: gap})
    assert broken.value.field == f"{criterion.name.lower()}_{part}"
    assert assessment_to_decide(assessment.id).verdict is None


@pytest.mark.parametrize("verdict", [RETURNED, DECLINED])
def test_nobody_is_refused_without_what_would_change_our_mind(ines, assessment, verdict):
    with pytest.raises(RuleBroken) as broken:
        decided(ines, assessment, verdict, would_change_our_mind=" ")
    assert broken.value.field == "would_change_our_mind"
    assert decided(ines, assessment, verdict).verdict is verdict


def test_a_verdict_needs_words(ines, assessment):
    with pytest.raises(RuleBroken) as broken:
        decided(ines, assessment, VIABLE, words="")
    assert broken.value.field == "words"


@pytest.mark.parametrize("score", [-1, 6])
def test_a_score_lies_between_nought_and_five(ines, assessment, score):
    with pytest.raises(RuleBroken, match="0 to 5"):
        decided(ines, assessment, VIABLE, findings={Criterion.FIT: Finding(score, "x")})


def test_the_database_keeps_verdicts_signed_and_scores_in_range(ines, assessment):
    with pytest.raises(IntegrityError), transaction():
        assessment_to_decide(assessment.id).verdict = VIABLE
    bare = {"verdict": DECLINED, "decided_at": now(), "decided_by": ines.id, "words": "No."}
    with pytest.raises(IntegrityError), transaction():
        db.session.execute(update(Assessment).values(**bare))


def test_a_verdict_is_given_once(ines, ada, assessment):
    decided(ines, assessment, DECLINED)
    with pytest.raises(Refused, match="is decided"):
        decided(ada, assessment, VIABLE)


def test_members_and_authors_do_not_assess(omar, maya, assessment):
    for person in (omar, maya):
        with pytest.raises(Refused, match="staff assess"):
            decided(person, assessment, VIABLE)


def test_staff_do_not_assess_their_own_concept(ines):
    own = an_assessment(a_proposed(a_round("closed"), ines, "My bag", 9))
    with pytest.raises(Refused, match="colleague"):
        decided(ines, own, VIABLE)


def test_staff_do_not_assess_a_concept_they_are_co_author_of(ines, maya, assessment):
    mate = {"member_id": ines.id, "invited_by_id": maya.id, "accepted_at": now()}
    add(CoAuthor(concept_id=assessment.concept_id, **mate))
    with pytest.raises(Refused, match="colleague"):
        decided(ines, assessment, VIABLE)


def test_a_returned_concept_is_assessed_again_once_it_is_revised(ines, maya, assessment):
    decided(ines, assessment, RETURNED)
    concept = assessment_to_decide(assessment.id).concept
    with pytest.raises(Refused, match="Revise the concept first"), transaction():
        ask_again(maya, concept)
    with transaction():
        concept.version_number += 1
    with transaction():
        ask_again(maya, concept)
    attempts = assessments_of(concept.id)
    assert [(one.attempt, one.verdict) for one in attempts] == [(2, None), (1, RETURNED)]
    with pytest.raises(Refused, match="after a concept was returned"), transaction():
        ask_again(maya, concept)


@pytest.mark.parametrize("verdict", [DECLINED, VIABLE])
def test_only_a_returned_concept_can_be_assessed_again(ines, maya, assessment, verdict):
    held = decided(ines, assessment, verdict)
    held.concept.version_number += 1
    answer = may_ask_again(maya, held.concept, {maya.id}, held, now())
    db.session.rollback()
    assert not answer
    assert "returned" in answer.reason


def test_a_co_author_asks_again_so_that_it_does_not_hang_on_who_left(ines, omar, assessment):
    decided(ines, assessment, RETURNED)
    with transaction():
        concept = assessment_to_decide(assessment.id).concept
        db.session.add(
            CoAuthor(concept_id=concept.id, member_id=omar.id, invited_by_id=concept.author_id, accepted_at=now())
        )
        concept.version_number += 1
    db.session.expire_all()
    with transaction():
        ask_again(omar, assessment_to_decide(assessment.id).concept)
    assert assessments_of(assessment.concept_id)[0].attempt == 2


def test_only_authors_ask_again(ines, omar, assessment):
    decided(ines, assessment, RETURNED)
    with pytest.raises(Refused, match="Only its authors"), transaction():
        ask_again(omar, assessment_to_decide(assessment.id).concept)


def test_every_winner_is_owed_an_assessment_within_four_weeks_and_only_once(maya):
    round = a_round("closed")
    concepts = [a_proposed(round, maya, title, 1) for title in "ABC"]
    result = add(Result(round_id=round.id, counted_at=now(), rule="most-votes", slots=2, ballots=3, digest="0" * 64))
    for position, concept in enumerate(concepts, 1):
        line = {
            "position": position,
            "votes": 4 - position,
            "won": position < 3,
            "by_tie_rule": False,
            "standing": True,
        }
        add(ResultLine(result_id=result.id, concept_id=concept.id, **line))
    for _ in range(2):
        with transaction():
            ask_for_winners(RoundCounted(round.id))
    due = assessments_due().rows
    assert [assessment.concept.title for assessment in due] == ["A", "B"]
    assert all(timedelta(days=27) < assessment.due_at - now() <= timedelta(days=28) for assessment in due)


def test_an_undecided_assessment_is_late_after_its_due_date(assessment):
    held = db.session.get(Assessment, assessment.id)
    assert not held.is_late(held.due_at)
    assert held.is_late(held.due_at + timedelta(seconds=1))
