"""Everything the templates may call to draw: wired into Jinja once, so that pages never compute how a thing looks."""

from __future__ import annotations

from flask import Flask
from werkzeug.local import LocalProxy

from kernel import assets, styleguide
from kernel.brand import brand
from kernel.brand.routes import bp as brand_pages
from kernel.charts import draw_bar, draw_brand, draw_empty, draw_progress, draw_showings, draw_swatch, draw_timetable
from kernel.covers import draw_cover
from kernel.faces import drawn_anyway, face, picture_tag
from kernel.figures import money_words, number_words
from kernel.moments import moment_tag, span_words
from kernel.pictures import Shelf, shown_on
from kernel.share_charts import draw_paid, draw_whole


def install(app: Flask) -> None:
    """Give the templates their drawing functions and the app its static files."""
    app.jinja_env.globals.update(
        brand_mark=draw_brand,
        draw_bar=draw_bar,
        draw_paid=draw_paid,
        draw_whole=draw_whole,
        draw_cover=draw_cover,
        draw_empty=draw_empty,
        draw_progress=draw_progress,
        draw_showings=draw_showings,
        draw_swatch=draw_swatch,
        draw_timetable=draw_timetable,
        face=face,
        moment_tag=moment_tag,
        money_words=money_words,
        number_words=number_words,
        picture_tag=picture_tag,
        picture_anyway=drawn_anyway,
        span_words=span_words,
    )
    app.extensions.setdefault("colours", [])
    app.jinja_env.globals["site"] = LocalProxy(brand.shown)
    app.register_blueprint(brand_pages)
    shown_on(app, Shelf(brand.holds_logo()))
    assets.install(app)
    if app.debug:
        app.register_blueprint(styleguide.bp)
