"""Pages of judgement: what is due and what was decided, one concept's assessments, and staff's form."""

from __future__ import annotations

from typing import Any

from flask import Blueprint, abort, render_template, request, url_for

from governance.charter.values import value
from governance.pending.queries import waiting_for
from governance.pending.second_look import shown_once_more, wants_to_change
from ideas.concepts.queries import concept_seen
from ideas.lineage import lineages_in, product_of
from ideas.supports.queries import tally_of
from ideas.viability.appealing import appeal, deadline_of
from ideas.viability.asking import ask_again
from ideas.viability.assessing import KIND as VERDICT
from ideas.viability.assessing import note
from ideas.viability.assessment import Assessment
from ideas.viability.forms import AppealForm, AssessmentForm, noted
from ideas.viability.policy import may_appeal, may_ask_again, may_assess
from ideas.viability.queries import (
    appeal_of,
    assessment_to_decide,
    assessments_decided,
    assessments_due,
    assessments_of,
    authors_of,
    votes_for,
)
from ideas.viability.rubric import LABELS, QUESTIONS, AssessmentVerdict
from ideas.viability.verdict import verdict_on
from kernel.access import members_only, public, staff_only, viewer
from kernel.clock import now
from kernel.database import transaction
from kernel.htmx import done

bp = Blueprint("viability", __name__)


def assessment_or_404(assessment_id: int) -> Assessment:
    """The assessment with all that staff look at."""
    return assessment_to_decide(assessment_id) or abort(404)


@bp.get("/assessments")
@public
def index() -> str:
    """Which winners wait for their verdict and until when, and what was decided."""
    number = request.args.get("page", 1, type=int) or 1
    return render_template(
        "ideas/viability/index.html",
        due=assessments_due().rows if number == 1 else [],
        page=assessments_decided(number),
        labels=LABELS,
        at=now(),
    )


@bp.get("/concepts/<int:concept_id>/assessments")
@public
def show(concept_id: int) -> str:
    """Every attempt at one concept: scores, reasons, verdicts; of an undecided one only when it is due."""
    return _show_page(concept_id, AppealForm())


@bp.post("/concepts/<int:concept_id>/assessments")
@members_only
def ask(concept_id: int) -> Any:
    """Ask for another assessment of a returned concept."""
    concept = concept_seen(viewer(), concept_id) or abort(404)
    with transaction():
        ask_again(viewer(), concept)
    return done(
        url_for("viability.show", concept_id=concept_id),
        f"Asked. The answer is due within {value('assessment.due-days')} days.",
    )


@bp.post("/concepts/<int:concept_id>/appeal")
@members_only
def appeal_to_jury(concept_id: int) -> Any:
    """Take the declining to a jury."""
    concept, form = concept_seen(viewer(), concept_id) or abort(404), AppealForm(request.form)
    if form.validate():
        with form.owning_errors():
            with transaction():
                made = appeal(viewer(), concept, form.reason.data or "")
            return done(f"/juries/{made.jury_id}", "Your appeal stands. The jury is drawn within minutes.")
    return _show_page(concept_id, form), 422


@bp.get("/assessments/<int:assessment_id>")
@staff_only
def assess(assessment_id: int) -> str:
    """Staff's form for one assessment."""
    assessment = assessment_or_404(assessment_id)
    return _form_page(assessment, AssessmentForm(data=noted(assessment)))


@bp.post("/assessments/<int:assessment_id>/notes")
@staff_only
def keep_notes(assessment_id: int) -> Any:
    """Save what is noted so far."""
    assessment, form = assessment_or_404(assessment_id), AssessmentForm(request.form)
    if form.validate():
        with form.owning_errors():
            with transaction():
                note(viewer(), assessment, form.notes())
            return done(url_for("viability.assess", assessment_id=assessment_id), "Saved. Only staff see it so far.")
    return _form_page(assessment, form), 422


@bp.post("/assessments/<int:assessment_id>/verdict")
@staff_only
def give_verdict(assessment_id: int) -> Any:
    """Show the verdict once more, then have it made public."""
    assessment, form = assessment_or_404(assessment_id), AssessmentForm(request.form)
    if wants_to_change():
        return _form_page(assessment, form)
    if form.validate():
        with form.owning_errors():
            return shown_once_more(*verdict_on(assessment, form.verdict.data, form.notes()))
    return _form_page(assessment_or_404(assessment_id), form), 422


def _show_page(concept_id: int, form: AppealForm) -> str:
    reader, at = viewer(), now()
    concept = concept_seen(reader, concept_id) or abort(404)
    attempts = assessments_of(concept_id) or abort(404)
    earlier, last = appeal_of(concept_id), attempts[0]
    declined = last.verdict is AssessmentVerdict.DECLINED and earlier is None
    authors = authors_of(concept) if reader else set()
    until = deadline_of(last) if declined else None
    return render_template(
        "ideas/viability/show.html",
        concept=concept,
        attempts=attempts,
        may_ask=may_ask_again(reader, concept, authors, last, at),
        may_appeal=may_appeal(reader, concept, authors, last, earlier, until, at),
        appeal=earlier,
        appeal_until=until,
        form=form,
        authored=reader is not None and reader.id in authors,
        due_days=value("assessment.due-days"),
        lineage=lineages_in(concept.round_id).get(concept.id),
        labels=LABELS,
        product_path=product_of(concept_id) if last.verdict is AssessmentVerdict.VIABLE else "",
        at=at,
    )


def _form_page(assessment: Assessment, form: Any) -> str:
    return render_template(
        "ideas/viability/assess.html",
        assessment=assessment,
        form=form,
        line=votes_for(assessment),
        supports=tally_of(assessment.concept),
        may_assess=may_assess(viewer(), assessment, now()),
        labels=LABELS,
        questions=QUESTIONS,
        waits=waiting_for(VERDICT, assessment.id),
        at=now(),
    )
