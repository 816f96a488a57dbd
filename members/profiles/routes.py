"""The public profile, and the settings that concern how one is shown and told."""

from __future__ import annotations

from typing import Any

from flask import Blueprint, abort, render_template, request, url_for
from werkzeug.datastructures import CombinedMultiDict

from kernel.access import members_only, public, signed_in, staff_only, viewer
from kernel.database import transaction
from kernel.htmx import done
from kernel.moments import zones
from kernel.paused import is_paused, lift
from kernel.uploads import store_picture, takes_pictures
from members.accounts.queries import members_found
from members.notices.notice import NoticeKind
from members.notices.queries import wanted_letters
from members.notices.stopping import choose_letters
from members.profiles import editing, queries
from members.profiles.forms import LettersForm, PlaceForm, ProfileForm

bp = Blueprint("profiles", __name__)
people = Blueprint("members", __name__)


@people.get("/members")
@staff_only
def index() -> Any:
    words = request.args.get("q", "")[:120]
    page = members_found(words, request.args.get("page", 1, type=int))
    return render_template("members/accounts/members.html", page=page, words=words)


@people.get("/members/<int:member_id>")
@public
def show(member_id: int) -> Any:
    member = queries.member_seen_by(viewer(), member_id) or abort(404)
    return render_template("members/profiles/profile.html", member=member)


@bp.get("/settings")
@members_only
def profile() -> Any:
    form = ProfileForm(name=viewer().name, about=viewer().about_source)
    return render_template("members/profiles/edit.html", form=form)


@bp.post("/settings")
@members_only
@takes_pictures()
def edit() -> Any:
    form = ProfileForm(CombinedMultiDict([request.files, request.form]))
    if form.validate():
        with form.owning_errors():
            upload = form.picture.data
            picture = store_picture(upload, "", viewer().id) if upload else None
            with transaction():
                editing.edit_profile(viewer(), form.name.data, form.about.data)
                if picture or form.no_picture.data:
                    editing.choose_picture(viewer(), picture)
            return done(url_for("members.show", member_id=viewer().id), "Your profile is changed.")
    return render_template("members/profiles/edit.html", form=form), 422


@bp.get("/settings/place")
@signed_in
def place() -> Any:
    form = PlaceForm(obj=viewer())
    if (offered := request.args.get("zone", "")) in zones():
        form.zone.data = offered
    return render_template("members/profiles/place.html", form=form)


@bp.post("/settings/place")
@signed_in
def choose_place() -> Any:
    form = PlaceForm(request.form)
    if form.validate():
        with form.owning_errors():
            with transaction():
                editing.choose_place(viewer(), form.zone.data, form.language.data)
            return done(url_for("profiles.place"), "Saved.")
    return render_template("members/profiles/place.html", form=form), 422


@bp.get("/settings/letters")
@signed_in
def letters() -> Any:
    return _letters_page(LettersForm(kinds=[kind.value for kind in wanted_letters(viewer())]))


def _letters_page(form: LettersForm) -> str:
    come_back = is_paused(viewer().email)
    return render_template("members/profiles/letters.html", form=form, letters_come_back=come_back)


@bp.post("/settings/letters")
@signed_in
def choose() -> Any:
    form = LettersForm(request.form)
    if form.validate():
        with transaction():
            choose_letters(viewer(), [NoticeKind(kind) for kind in form.kinds.data])
        return done(url_for("profiles.letters"), "Your choice of letters is stored.")
    return _letters_page(form), 422


@bp.post("/settings/letters/again")
@signed_in
def letters_again() -> Any:
    """The next letter to their address is sent again, although the last one came back."""
    with transaction():
        if viewer().email:
            lift(viewer().email)
    return done(url_for("profiles.letters"), "We send letters to you again, beginning with the next one.")
