"""Elections for everybody's eyes: what is open, who stands, one's own ballot, and the count stage by stage."""

from __future__ import annotations

from typing import Any

from flask import Blueprint, abort, render_template, request, url_for
from sqlalchemy import select

from governance.elections import nominating, queries
from governance.elections.candidate import Candidate
from governance.elections.election import Election
from governance.elections.forms import AcceptanceForm, NominationForm, ranking_form
from governance.elections.showing import shown
from governance.elections.voting import take_back, vote
from kernel.access import members_only, public, viewer
from kernel.clock import now
from kernel.database import db, transaction
from kernel.htmx import answer, done, is_fragment
from kernel.rules import RuleBroken
from members.accounts.member import Member
from members.accounts.naming import folded

bp = Blueprint("elections", __name__)


def election_or_404(election_id: int) -> Election:
    """The election with its result."""
    return (queries.election_seen(election_id) if election_id < 2**63 else None) or abort(404)


def candidate_or_404(election_id: int, candidate_id: int) -> Candidate:
    """A candidate of this election."""
    return (queries.candidate_seen(election_id, candidate_id) if candidate_id < 2**63 else None) or abort(404)


@bp.get("/elections")
@public
def index() -> str:
    """What is being elected, and what was."""
    number = request.args.get("page", 1, int)
    open_ones = queries.open_elections() if number <= 1 else []
    page = queries.closed_elections(number)
    return render_template("governance/elections/index.html", open_ones=open_ones, page=page, at=now())


@bp.get("/elections/<int:election_id>")
@public
def show(election_id: int) -> str:
    """One election."""
    return _page(election_or_404(election_id))


@bp.post("/elections/<int:election_id>/candidates")
@members_only
def nominate(election_id: int) -> Any:
    """Stand, or name somebody."""
    election, form = election_or_404(election_id), NominationForm(request.form)
    if form.validate():
        with form.owning_errors():
            with transaction():
                member = _called(form.name.data) if form.name.data else viewer()
                nominating.nominate(viewer(), election, member, form.words.data or "")
            words = f"{member.name} is asked." if form.name.data else "You are standing."
            return done(f"{election.path}#candidates", words)
    return _page(election, form=form), 422


@bp.post("/elections/<int:election_id>/candidates/<int:candidate_id>/acceptance")
@members_only
def accept(election_id: int, candidate_id: int) -> Any:
    """Accept being named."""
    election, candidate = election_or_404(election_id), candidate_or_404(election_id, candidate_id)
    form = AcceptanceForm(request.form, prefix="own-")
    if form.validate():
        with form.owning_errors():
            with transaction():
                nominating.accept(viewer(), candidate, election, form.words.data or "")
            return done(f"{election.path}#candidates", "You are standing.")
    return _page(election, acceptance=form), 422


@bp.post("/elections/<int:election_id>/candidates/<int:candidate_id>/removal")
@members_only
def withdraw(election_id: int, candidate_id: int) -> Any:
    """Decline, or step back."""
    election, candidate = election_or_404(election_id), candidate_or_404(election_id, candidate_id)
    with transaction():
        nominating.withdraw(viewer(), candidate, election)
    return done(election.path, "You are not standing.")


@bp.post("/elections/<int:election_id>/ballot")
@members_only
def cast(election_id: int) -> Any:
    """Cast or change a ballot."""
    election = election_or_404(election_id)
    form = ranking_form([one for one in queries.candidates_of(election) if one.is_standing], request.form)
    if form.validate():
        with form.owning_errors():
            ranking = form.ranking()
            with transaction():
                vote(viewer(), election, ranking)
            words = "Your ballot is stored. You may change it until the close."
            context = shown(viewer(), election, now())
            return answer("governance/elections/_ballot.html", f"{election.path}#ballot", words, **context)
    if is_fragment():
        return render_template(
            "governance/elections/_ballot.html", **shown(viewer(), election, now(), ranking=form)
        ), 422
    return _page(election, ranking=form), 422


@bp.post("/elections/<int:election_id>/ballot/removal")
@members_only
def uncast(election_id: int) -> Any:
    """Take one's ballot back."""
    election = election_or_404(election_id)
    with transaction():
        take_back(viewer(), election)
    return done(f"{election.path}#ballot", "Your ballot is taken out.")


def _called(name: str) -> Member:
    found: Member | None = db.session.scalar(
        select(Member).where(Member.name_folded == folded(name), Member.left_at.is_(None))
    )
    if found is None:
        raise RuleBroken("Nobody here is called so. Copy the name from their page.", "name")
    return found


def _page(election: Election, **forms: Any) -> str:
    url = url_for("elections.index")
    return render_template("governance/elections/show.html", **shown(viewer(), election, now(), **forms), index_url=url)
