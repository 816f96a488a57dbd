"""How the circle works, in one page for somebody who has never seen the site."""

from __future__ import annotations

from flask import render_template

from front.blueprint import bp
from kernel.access import public


@bp.get("/how-it-works")
@public
def how() -> str:
    """The way of an idea, step by step, with the rules that protect it."""
    return render_template("front/how.html")
