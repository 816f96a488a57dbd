"""What the page of who may join asks: shape only."""

from __future__ import annotations

from wtforms import RadioField, SelectChoice
from wtforms.validators import InputRequired, Length, NumberRange

from kernel.forms import Form, Line, Whole
from members.joining.choosing import NOTE_LENGTH, WHY_LENGTH
from members.joining.rule import MOST_DAYS, MOST_USES, Way

CHOICES = {
    Way.OPEN: "Everybody",
    Way.INVITATION: "Only people with an invitation link",
    Way.DOMAIN: "Only people with an address at these e-mail domains, or with an invitation link",
}


class RuleForm(Form):
    """Who may join, and why."""

    way = RadioField("Who may join", choices=[SelectChoice(way.value, words) for way, words in CHOICES.items()])
    domains = Line(
        "E-mail domains",
        [Length(max=2000)],
        description="For the third choice. Such as osier.example, divided by blanks. Subdomains are domains of their own.",
        render_kw={"autocomplete": "off", "spellcheck": "false", "maxlength": 2000},
    )
    why = Line(
        "Why",
        [Length(max=WHY_LENGTH)],
        description="Shown on the page where people join, and in the public record.",
        render_kw={"maxlength": WHY_LENGTH},
    )


class InvitationForm(Form):
    """For whom, for how many, and for how long."""

    note = Line(
        "Whom it is for",
        [InputRequired("Say whom it is for."), Length(max=NOTE_LENGTH)],
        description="Only staff see it, such as “The Tuesday workshop”.",
        render_kw={"maxlength": NOTE_LENGTH},
    )
    uses = Whole(
        "For how many people",
        [InputRequired("For how many?"), NumberRange(1, MOST_USES, f"From 1 to {MOST_USES} people.")],
        render_kw={"min": 1, "max": MOST_USES, "inputmode": "numeric"},
    )
    days = Whole(
        "For how many days",
        [InputRequired("For how many days?"), NumberRange(1, MOST_DAYS, f"From 1 to {MOST_DAYS} days.")],
        render_kw={"min": 1, "max": MOST_DAYS, "inputmode": "numeric"},
    )
