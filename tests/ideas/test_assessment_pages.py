"""Staff assess a winner on its page; everybody reads the verdict."""

from datetime import timedelta

import pytest

from governance.pending.executing import do_due
from ideas.viability.assessing import Finding, Notes, decide
from ideas.viability.queries import assessment_to_decide
from ideas.viability.rubric import AssessmentVerdict, Criterion
from kernel.database import transaction
from tests.ideas.concepts_in_rounds import a_concept, a_revision
from tests.ideas.forums_and_rounds import a_round, an_assessment


@pytest.fixture
def assessment(maya):
    return an_assessment(a_concept(maya, a_round("closed")))


def everything(score="4"):
    scores = {f"{criterion.name.lower()}_score": score for criterion in Criterion}
    return scores | {f"{criterion.name.lower()}_reason": f"About {criterion.value}." for criterion in Criterion}


def returned(actor, assessment):
    with transaction():
        findings = {criterion: Finding(2, "Too dear.") for criterion in Criterion}
        notes = Notes(findings, "Not like this.", "Half the weight.")
        decide(actor, assessment_to_decide(assessment.id), AssessmentVerdict.RETURNED, notes)


def test_staff_save_notes_and_come_back_to_them(browser, ines, assessment):
    page = browser.sign_in(ines).open("/assessments").click("Assess")
    page = page.submit("Save what is noted", demand_reason="400 ballots approve it.", fit_score="5")
    assert "Saved. Only staff see it so far." in page
    assert "400 ballots approve it." in page
    assert "400 ballots" not in browser.open(f"/concepts/{assessment.concept_id}/assessments")


def test_there_is_no_way_to_a_verdict_without_the_reasons_and_nothing_typed_is_lost(browser, ines, assessment, travel):
    page = browser.sign_in(ines).open(f"/assessments/{assessment.id}")
    typed = {**everything(), "rights_reason": "", "words": "It can be made.", "verdict": "viable"}
    page = page.submit("Look over the verdict", **typed, status=422)
    assert "Rights: no verdict without a public reason." in page
    assert "About safety." in page
    page = page.submit("Look over the verdict", rights_reason="No patent stands in the way.")
    assert "A product is drafted from it" in page
    page = page.submit("Publish the verdict")
    assert "nobody has been told" in page
    assert "Take it back" in browser.open(f"/assessments/{assessment.id}").click("View it, or take it back").names(
        "button"
    )
    travel(timedelta(minutes=16))
    with transaction():
        do_due()
    page = browser.open(f"/concepts/{assessment.concept_id}/assessments")
    assert "No patent stands in the way." in page
    assert "Ines Carvalho" in page


def test_a_verdict_must_be_chosen(browser, ines, assessment):
    page = browser.sign_in(ines).open(f"/assessments/{assessment.id}")
    page = page.submit("Look over the verdict", **everything(), words="Good.", status=422)
    assert "Choose a verdict." in page


def test_an_empty_verdict_is_told_all_its_gaps_at_once(plain_browser, ines, assessment):
    page = plain_browser.sign_in(ines).open(f"/assessments/{assessment.id}")
    page = page.submit("Look over the verdict", status=422)
    assert page.text.count("no verdict without a score") == 2 * len(Criterion)  # atop the form, and at the field
    assert page.text.count("no verdict without a public reason") == 2 * len(Criterion)
    assert "Say the verdict in words" in page
    assert "Choose a verdict." in page


def test_the_author_of_a_returned_concept_revises_and_asks_again(browser, ines, maya, assessment):
    returned(ines, assessment)
    page = browser.sign_in(maya).open(f"/concepts/{assessment.concept_id}/assessments")
    assert "Half the weight." in page
    assert "Revise the concept first" in page
    a_revision(maya, assessment.concept, body="Two straps, half the weight.")
    page = browser.open(f"/concepts/{assessment.concept_id}/assessments")
    page = page.submit("Ask for another assessment")
    assert "The answer is due within 28 days." in page
    assert "Attempt 2" in page


def test_members_read_verdicts_but_do_not_reach_the_form(plain_browser, ines, omar, assessment):
    plain_browser.sign_in(omar).open(f"/assessments/{assessment.id}", status=403)
    page = plain_browser.open("/assessments")
    assert assessment.concept.title in page
    assert page.queries <= 10
    returned(ines, assessment)
    assert "returned" in plain_browser.open("/assessments")
