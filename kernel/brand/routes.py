"""The brand's page for staff, and the stylesheet of its colours for everybody."""

from __future__ import annotations

from typing import Any

from flask import Blueprint, Response, redirect, render_template, request, url_for

from kernel.access import public, staff_only, viewer
from kernel.brand.brand import shown, stored
from kernel.brand.branding import drop_logo, rebrand
from kernel.brand.colour import DARK_PAPERS, LIGHT_PAPERS, worst
from kernel.brand.forms import BrandForm
from kernel.brand.stylesheet import fingerprint
from kernel.database import transaction
from kernel.htmx import done
from kernel.pictures import Picture
from kernel.uploads import store_picture, takes_pictures

bp = Blueprint("brand", __name__)


@bp.get("/brand.<string:mark>.css")
@public
def css(mark: str) -> Any:
    """The brand's colours; an address of yesterday leads to today's."""
    brand = shown()
    if mark != fingerprint(brand.css) and mark != fingerprint((brand := shown(fresh=True)).css):
        return redirect(brand.css_url)
    headers = {"Cache-Control": "public, max-age=31536000, immutable"}
    return Response(brand.css, mimetype="text/css", headers=headers)


@bp.get("/brand")
@staff_only
def edit() -> str:
    """Name, tagline, colours and logo."""
    return _page(BrandForm(obj=stored()))


def _page(form: BrandForm) -> str:
    brand = stored()
    reached = {"light": worst(brand.accent, LIGHT_PAPERS), "dark": worst(brand.accent_dark, DARK_PAPERS)}
    return render_template("brand/brand.html", form=form, brand=brand, reached=reached)


@bp.post("/brand")
@staff_only
@takes_pictures()
def save() -> Any:
    """Write the brand, if its colours can be read."""
    form = BrandForm(request.form)
    if form.validate():
        with form.owning_errors():
            logo = _logo(form)
            with transaction():
                rebrand(viewer(), *_chosen(form), logo=logo)
            return done(url_for("brand.edit"), "Saved. Every page shows it within five seconds.")
    return _page(form), 422


def _chosen(form: BrandForm) -> tuple[str, str, str, str]:
    return str(form.name.data), str(form.tagline.data), str(form.accent.data), str(form.accent_dark.data)


def _logo(form: BrandForm) -> Picture | None:
    upload = request.files.get("logo")
    if not upload or not upload.filename:
        return None
    return store_picture(upload, f"{form.name.data} logo", viewer().id, "logo")


@bp.post("/brand/logo/removal")
@staff_only
def remove_logo() -> Any:
    """Back to the site's own mark."""
    with transaction():
        drop_logo(viewer())
    return done(url_for("brand.edit"), "The logo is gone; the site's own mark is shown.")
