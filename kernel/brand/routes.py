"""The brand's page for staff; the stylesheet of its colours and what a phone calls the site, for everybody."""

from __future__ import annotations

import json
from typing import Any

from flask import Blueprint, Response, current_app, redirect, render_template, request, url_for

from kernel.access import freshly_proven, public, staff_only, viewer
from kernel.brand.brand import shown, stored
from kernel.brand.branding import choose_logo, rebrand
from kernel.brand.colour import DARK_PAPERS, LIGHT_PAPERS, worst
from kernel.brand.forms import BrandForm, LogoForm
from kernel.brand.stylesheet import fingerprint
from kernel.database import transaction
from kernel.htmx import done
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


@bp.get("/site.webmanifest")
@public
def manifest() -> Any:
    """What a phone shows under the site's mark: the brand's name."""
    brand, mark = shown(), current_app.extensions["shelf"].url("favicon.svg")
    body = {
        "name": brand.name,
        "short_name": brand.name,
        "start_url": "/",
        "display": "minimal-ui",
        "background_color": "#f9f6f0",
        "theme_color": "#f9f6f0",
        "icons": [
            {"src": mark, "sizes": "any", "type": "image/svg+xml"},
            {"src": "/apple-touch-icon.png", "sizes": "180x180", "type": "image/png"},
        ],
    }
    answer = Response(json.dumps(body, ensure_ascii=False), mimetype="application/manifest+json")
    answer.headers["Cache-Control"] = "public, max-age=3600"
    return answer


@bp.get("/favicon.ico")
@public
def favicon() -> Any:
    """The site's mark for what asks for it by this name, whatever the page said."""
    return _mark("favicon.ico")


@bp.get("/apple-touch-icon.png")
@public
def touch_icon() -> Any:
    """The site's mark for a phone's home screen."""
    return _mark("apple-touch-icon.png")


def _mark(name: str) -> Response:
    mark = current_app.extensions["shelf"].assets[name]
    headers = {"Cache-Control": "public, max-age=86400"}
    return Response(mark.body, mimetype=mark.mimetype, headers=headers)


@bp.get("/brand")
@staff_only
def edit() -> str:
    """Name, tagline, colours and logo."""
    return _page(BrandForm(obj=stored()), LogoForm())


def _page(form: BrandForm, logo: LogoForm) -> str:
    brand = stored()
    reached = {"light": worst(brand.accent, LIGHT_PAPERS), "dark": worst(brand.accent_dark, DARK_PAPERS)}
    return render_template("brand/brand.html", form=form, logo=logo, brand=brand, reached=reached)


@bp.post("/brand")
@staff_only
@freshly_proven("change the brand's name, tagline or colours")
def save() -> Any:
    """Write the brand, if its colours can be read."""
    form = BrandForm(request.form)
    if form.validate():
        with form.owning_errors():
            with transaction():
                rebrand(viewer(), *_chosen(form))
            return done(url_for("brand.edit"), "Saved. Every page shows it within five seconds.")
    return _page(form, LogoForm()), 422


def _chosen(form: BrandForm) -> tuple[str, str, str, str]:
    return str(form.name.data), str(form.tagline.data), str(form.accent.data), str(form.accent_dark.data)


@bp.post("/brand/logo")
@staff_only
@takes_pictures()
def show_logo() -> Any:
    """Put a picture beside the name."""
    form = LogoForm(request.files)
    if form.validate():
        with form.owning_errors():
            logo = store_picture(form.logo.data, f"{stored().name} logo", viewer().id, "logo")
            with transaction():
                choose_logo(viewer(), logo)
            return done(url_for("brand.edit"), "Saved. Every page shows it within five seconds.")
    return _page(BrandForm(obj=stored()), form), 422


@bp.post("/brand/logo/removal")
@staff_only
@freshly_proven("remove the brand's logo")
def remove_logo() -> Any:
    """Back to the site's own mark."""
    with transaction():
        choose_logo(viewer(), None)
    return done(url_for("brand.edit"), "The logo is gone; the site's own mark is shown.")
