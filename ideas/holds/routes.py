"""The held read why and answer; staff read the facts and judge, two of them where a vote is to be invalid."""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import contextmanager
from typing import Any

from flask import Blueprint, abort, render_template, request, url_for

from ideas.holds import appealing, judging, queries
from ideas.holds.counted import set_apart_among
from ideas.holds.forms import AppealForm, JudgementForm
from ideas.holds.hold import Finding, Hold
from ideas.holds.policy import heard_from, may_appeal, may_invalidate, may_judge
from ideas.holds.reason import REASONS, SHORT_REASONS
from ideas.holds.words import facts_told
from kernel.access import freshly_proven, signed_in, staff_only, viewer
from kernel.clock import now
from kernel.database import transaction
from kernel.htmx import done
from kernel.policy import Refused
from kernel.rules import RuleBroken

bp = Blueprint("holds", __name__)


@bp.get("/holds")
@staff_only
def index() -> str:
    """What the detector found, with what is still to be judged first."""
    page = queries.findings(request.args.get("page", 1, type=int) or 1)
    waiting = queries.waiting_in(page.rows)
    return render_template("ideas/holds/index.html", page=page, waiting=waiting, reasons=SHORT_REASONS)


@bp.get("/holds/<int:hold_id>")
@signed_in
def show(hold_id: int) -> str:
    """Why the reader's own vote is held, until when they may answer, and what became of it."""
    return _own_page(_own(hold_id), AppealForm())


@bp.post("/holds/<int:hold_id>/appeal")
@signed_in
def appeal(hold_id: int) -> Any:
    """Answer the hold."""
    hold, form = _own(hold_id), AppealForm(request.form)
    if form.validate():
        with form.owning_errors():
            with transaction():
                appealing.appeal(viewer(), hold, form.words.data or "")
            return done(url_for("holds.show", hold_id=hold_id), "Thank you. Staff read your answer before they judge.")
    return _own_page(hold, form), 422


@bp.get("/findings/<int:finding_id>")
@staff_only
def finding(finding_id: int) -> str:
    """The facts of one finding, each held vote, and the judging of them."""
    return _finding_page(_finding(finding_id), JudgementForm())


@bp.post("/findings/<int:finding_id>/release")
@staff_only
@freshly_proven("let held votes count")
def release(finding_id: int) -> Any:
    """Let the chosen votes count."""
    found, form = _finding(finding_id), JudgementForm(request.form)
    if form.validate():
        with form.owning_errors(), _refusals_on_the_form():
            with transaction():
                judging.release(viewer(), form.chosen(found.holds), form.why.data or "")
            return done(url_for("holds.finding", finding_id=finding_id), "Released. They are told.")
    return _finding_page(found, form), 422


@bp.post("/findings/<int:finding_id>/invalidation")
@staff_only
@freshly_proven("vote to reject held votes")
def invalidate(finding_id: int) -> Any:
    """Speak against the chosen votes: the second voice makes them invalid."""
    found, form = _finding(finding_id), JudgementForm(request.form)
    if form.validate():
        with form.owning_errors(), _refusals_on_the_form():
            with transaction():
                invalid = judging.invalidate(viewer(), form.chosen(found.holds), form.why.data or "")
            return done(url_for("holds.finding", finding_id=finding_id), _said(invalid))
    return _finding_page(found, form), 422


@contextmanager
def _refusals_on_the_form() -> Iterator[None]:
    """What cannot be judged yet, or by these staff, is said at the boxes that were ticked."""
    try:
        yield
    except Refused as refused:
        raise RuleBroken(refused.reason, "holds") from None


def _said(invalid: int) -> str:
    if not invalid:
        return "Noted. They stay held; a colleague has to agree before they are invalid."
    return f"{invalid} {'vote is' if invalid == 1 else 'votes are'} invalid now. Their owners are told."


def _own(hold_id: int) -> Hold:
    return queries.own_hold(viewer(), hold_id) or abort(404)


def _finding(finding_id: int) -> Finding:
    return queries.finding_to_judge(finding_id) or abort(404)


def _own_page(hold: Hold, form: AppealForm) -> str:
    verdict, late = may_appeal(viewer(), hold), bool(set_apart_among(hold.round_id, hold.kind, [hold.member_id]))
    return render_template("ideas/holds/show.html", hold=hold, form=form, verdict=verdict, reasons=REASONS, late=late)


def _finding_page(found: Finding, form: JudgementForm) -> str:
    return render_template(
        "ideas/holds/finding.html",
        finding=found,
        form=form,
        ticked=set(form.holds.data or []),
        facts=facts_told(found, queries.titles_in(found), now()),
        may_judge={hold.id: may_judge(viewer(), hold) for hold in found.holds},
        heard_from=heard_from(viewer(), found.holds, now()),
        may_invalidate={hold.id: may_invalidate(viewer(), hold, now()) for hold in found.holds},
        reasons=REASONS,
        at=now(),
    )
