"""The keepers' pages of rounds: opening one, changing its brief, moving its dates."""

from __future__ import annotations

from dataclasses import replace
from typing import Any

from flask import render_template, request, url_for

from governance.charter.founding import first_round_announced
from ideas.forums.forum import Forum
from ideas.forums.routes import kept_forum_or_404
from ideas.holds.ripening import too_new_at
from ideas.rounds.correcting import correct_round
from ideas.rounds.forms import (
    BriefForm,
    CorrectionForm,
    EndPhaseForm,
    RoundForm,
    TimetableForm,
    brief_of,
    dates_of,
    past_fields,
    reasons_of,
    signals_asked,
    usual_round,
    with_signals,
)
from ideas.rounds.looking import Look, look_over
from ideas.rounds.opening import open_round
from ideas.rounds.policy import may_change_brief, may_reschedule
from ideas.rounds.queries import last_reasons, standing_signals
from ideas.rounds.rescheduling import end_phase, reschedule
from ideas.rounds.round import Round
from ideas.rounds.routes.reading import bp, context_of, round_or_404
from ideas.rounds.waiting import WAITING, too_new_if_ended, vote_closes, waiting_for_accounts
from kernel.access import members_only, viewer
from kernel.clock import now
from kernel.database import transaction
from kernel.htmx import done
from kernel.policy import require

MOVED = "The dates are moved. Those who take part are told why."


@bp.get("/forums/<slug>/rounds/new")
@members_only
def new(slug: str) -> str:
    """An empty round form with the forum's standing signals."""
    forum, zone = kept_forum_or_404(slug), viewer().zone
    signals = standing_signals(forum.id)
    shown = usual_round(now(), zone) | reasons_of(last_reasons(signals))
    return _new_page(forum, signals, with_signals(RoundForm, signals)(data=shown))


@bp.post("/forums/<slug>/rounds")
@members_only
def create(slug: str) -> Any:
    """Open the round, or show what would be opened: when that was asked, or when something in it may be a slip."""
    forum = kept_forum_or_404(slug)
    signals = standing_signals(forum.id)
    form: Any = with_signals(RoundForm, signals)(request.form)
    if form.validate():
        with form.owning_errors():
            terms, answers = form.terms(form.timetable(viewer().zone), form.rule()), form.answers(signals)
            look = look_over(forum, terms, answers, signals)
            if request.form.get("step") == "look":
                return _new_page(forum, signals, form, look)
            if look.doubts and request.form.get("looked") != "yes":
                return _new_page(forum, signals, form, look), 422
            with transaction():
                round = open_round(viewer(), forum, terms, answers)
            return done(url_for("rounds.show", slug=round.slug), "The round is announced.")
    return _new_page(forum, signals, form), 422


@bp.get("/rounds/<slug>/brief")
@members_only
def brief(slug: str) -> str:
    """The brief's form, while nobody works to it yet."""
    round = _to_brief(slug)
    signals = standing_signals(round.forum_id, round.id)
    return _brief_page(round, signals, with_signals(CorrectionForm, signals)(data=brief_of(round)))


@bp.post("/rounds/<slug>/brief")
@members_only
def post_brief(slug: str) -> Any:
    """Store the changed brief."""
    round = _to_brief(slug)
    signals = standing_signals(round.forum_id, round.id)
    form: Any = with_signals(CorrectionForm, signals)(request.form)
    if form.validate():
        with form.owning_errors():
            with transaction():
                rule = replace(form.rule(), tie_rule=round.tie_rule)
                correct_round(viewer(), round, form.terms(round.timetable, rule), form.answers(signals))
            return done(url_for("rounds.show", slug=round.slug), "The round is changed.")
    return _brief_page(round, signals, form), 422


@bp.get("/rounds/<slug>/timetable")
@members_only
def timetable(slug: str) -> str:
    """The form for new dates."""
    round = _to_move(slug)
    data: dict[str, Any] = dates_of(round.timetable, viewer().zone)
    if "wait" in request.args and (waiting := waiting_for_accounts(round, now())):
        data = dates_of(waiting, viewer().zone) | {"reason": WAITING}
    form = TimetableForm(data=data)
    return _timetable_page(round, form, EndPhaseForm(prefix="end-"))


@bp.post("/rounds/<slug>/timetable")
@members_only
def post_timetable(slug: str) -> Any:
    """Move the dates."""
    round, form = _to_move(slug), TimetableForm(request.form)
    past_fields(form, round.timetable, now())
    if form.validate():
        with form.owning_errors():
            with transaction():
                reschedule(viewer(), round, form.timetable(viewer().zone, round.timetable), form.reason.data)
            return done(url_for("rounds.show", slug=slug) + "#timetable", MOVED)
    return _timetable_page(round, form, EndPhaseForm(prefix="end-")), 422


@bp.post("/rounds/<slug>/next-phase")
@members_only
def next_phase(slug: str) -> Any:
    """End the phase now."""
    round, form = _to_move(slug), EndPhaseForm(request.form, prefix="end-")
    if form.validate():
        with form.owning_errors():
            with transaction():
                end_phase(viewer(), round, form.reason.data)
            return done(url_for("rounds.show", slug=slug) + "#timetable", MOVED)
    return _timetable_page(round, TimetableForm(data=dates_of(round.timetable, viewer().zone)), form), 422


def _to_brief(slug: str) -> Round:
    round = round_or_404(slug)
    require(may_change_brief(viewer(), round, now()))
    return round


def _to_move(slug: str) -> Round:
    round = round_or_404(slug)
    require(may_reschedule(viewer(), round, now()))
    return round


def _new_page(forum: Forum, signals: Any, form: Any, look: Look | None = None) -> str:
    shown = {"forum": forum, "form": form, "asked": signals_asked(form, signals), "zone": viewer().zone, "look": look}
    return render_template("ideas/rounds/new.html", **shown, is_first=not first_round_announced())


def _brief_page(round: Round, signals: Any, form: BriefForm) -> str:
    return render_template(
        "ideas/rounds/brief.html", **context_of(round, form=form, asked=signals_asked(form, signals))
    )


def _timetable_page(round: Round, form: TimetableForm, end_form: EndPhaseForm) -> str:
    past_fields(form, round.timetable, now())
    too_new = {"ripening": too_new_at(vote_closes(round, now())), "ripening_now": too_new_if_ended(round, now())}
    return render_template(
        "ideas/rounds/timetable.html", **context_of(round, form=form, end_form=end_form, at=now(), **too_new)
    )
