"""Every component in light and in dark on one page, for those who build pages; it exists only in debug."""

from __future__ import annotations

from datetime import timedelta
from types import SimpleNamespace
from typing import Any

from flask import Blueprint, render_template
from wtforms import BooleanField, RadioField, SelectField
from wtforms.validators import InputRequired, Length

from kernel.access import public
from kernel.clock import now
from kernel.forms import Form, Line, Prose
from kernel.policy import refused

bp = Blueprint("styleguide", __name__)
COLOURS = ("#2f6f62", "#a8572a", "#41599e", "#7a3f6d")


class SampleForm(Form):
    """One field of each kind."""

    title = Line(
        "Title", [InputRequired("Give it a title."), Length(max=80)], description="What you would call it at home."
    )
    need = Prose("The need", [InputRequired("Say what is missing."), Length(max=500)])
    kind = SelectField("Forum", choices=[("bags", "Bags"), ("kitchen", "Kitchen")])
    colour = RadioField("For whom", choices=[("all", "Everybody"), ("city", "People in cities")], default="all")
    agree = BooleanField("Tell me when somebody answers")


def _sample(scheme: str) -> dict[str, Any]:
    seen = now()
    form = SampleForm(data={"title": "", "need": "Rain runs into the bag."}, prefix=f"{scheme}-")
    form.validate()
    form.title.errors = ["Give it a title."]
    dates = SimpleNamespace(
        proposing_at=seen - timedelta(days=16),
        refining_at=seen - timedelta(days=2),
        balloting_at=seen + timedelta(days=5),
        closes_at=seen + timedelta(days=12),
    )
    people = [
        SimpleNamespace(id=number, name=name, picture_key=None)
        for number, name in enumerate(("Maya Okafor", "Omar Haddad", "林 小雨", "Zoë", "Theo van Dijk", "Inês"), 1)
    ]
    return {"scheme": scheme, "form": form, "dates": dates, "people": people, "seen": seen}


@bp.get("/styleguide")
@public
def show() -> str:
    """The parts that pages are built from."""
    samples = [_sample("light"), _sample("dark")]
    no = refused("Supporting opens on Monday.")
    return render_template("styleguide/styleguide.html", samples=samples, colours=COLOURS, no=no)
