"""The forum's signals: for readers what each brief said to them; keepers note, close and reopen them."""

from __future__ import annotations

from typing import Any

from flask import abort, render_template, request, url_for

from ideas.forums.forum import Forum
from ideas.forums.policy import may_keep_forum
from ideas.forums.routes import forum_or_404, kept_forum_or_404
from ideas.rounds.forms import SignalClosingForm, SignalForm
from ideas.rounds.noting import note_signal
from ideas.rounds.policy import may_close_signal, may_note_signal, may_open_round
from ideas.rounds.queries import signal_with_id, signals_of
from ideas.rounds.routes.reading import bp, page_number
from ideas.rounds.settling import close_signal, reopen_signal
from ideas.rounds.signal import Signal
from kernel.access import members_only, public, viewer
from kernel.clock import now
from kernel.database import transaction
from kernel.htmx import done
from kernel.policy import require


@bp.get("/forums/<slug>/signals")
@public
def signals(slug: str) -> str:
    """The forum's signals: which round picked each, and why others did not."""
    return _signals_page(slug, SignalForm())


@bp.post("/forums/<slug>/signals")
@members_only
def note(slug: str) -> Any:
    """Note a signal."""
    forum, form = kept_forum_or_404(slug), SignalForm(request.form)
    if form.validate():
        with form.owning_errors():
            with transaction():
                note_signal(viewer(), forum, form.statement.data, form.evidence.data)
            return done(url_for("rounds.signals", slug=slug), "Noted. The next brief has to answer it.")
    return _signals_page(slug, form), 422


@bp.get("/forums/<slug>/signals/<int:signal_id>/closing")
@members_only
def closing(slug: str, signal_id: int) -> str:
    """The form for the reason why a signal is settled."""
    forum, signal = _kept_signal(slug, signal_id)
    require(may_close_signal(viewer(), forum, signal, now()))
    return _closing_page(forum, signal, SignalClosingForm())


@bp.post("/forums/<slug>/signals/<int:signal_id>/closing")
@members_only
def settle(slug: str, signal_id: int) -> Any:
    """Close a signal."""
    forum, signal = _kept_signal(slug, signal_id)
    form = SignalClosingForm(request.form)
    if form.validate():
        with form.owning_errors():
            with transaction():
                close_signal(viewer(), forum, signal, form.reason.data or "")
            return done(url_for("rounds.signals", slug=slug), "Closed. New briefs need not answer it.")
    return _closing_page(forum, signal, form), 422


@bp.post("/forums/<slug>/signals/<int:signal_id>/closing/removal")
@members_only
def reopen(slug: str, signal_id: int) -> Any:
    """Reopen a signal."""
    forum, signal = _kept_signal(slug, signal_id)
    with transaction():
        reopen_signal(viewer(), forum, signal)
    return done(url_for("rounds.signals", slug=slug), "Reopened. The next brief has to answer it.")


def _kept_signal(slug: str, signal_id: int) -> tuple[Forum, Signal]:
    forum = kept_forum_or_404(slug)
    signal = signal_with_id(signal_id) if signal_id < 2**63 else None
    return (forum, signal) if signal and signal.forum_id == forum.id else abort(404)


def _closing_page(forum: Forum, signal: Signal, form: SignalClosingForm) -> str:
    return render_template("ideas/rounds/close_signal.html", forum=forum, signal=signal, form=form)


def _signals_page(slug: str, form: SignalForm) -> str:
    """The list of signals with the form to note one, for those who may."""
    forum, at = forum_or_404(slug), now()
    only = request.args.get("only", "")
    return render_template(
        "ideas/rounds/signals.html",
        forum=forum,
        page=signals_of(forum, page_number(), only),
        only=only,
        form=form,
        may_keep=may_keep_forum(viewer(), forum, at),
        may_note=may_note_signal(viewer(), forum, at),
        may_open=may_open_round(viewer(), forum, at),
    )
