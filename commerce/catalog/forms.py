"""What writing a product asks for: shape only."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any

from wtforms import SelectField
from wtforms.validators import InputRequired, Length, Optional

from commerce.catalog.describing import SUMMARY_MAX
from commerce.catalog.drafting import NAME_MAX
from commerce.catalog.listing import REASON_MAX
from commerce.catalog.product import Product
from ideas.forums.forum import Forum
from kernel.forms import Form, Line, Marked, Prose, Upload
from kernel.markup import LONGEST

NO_FORUM = "No forum"


def forum_field(hint: str) -> SelectField:
    """A choice among the forums, or none; the route fills in what there is."""
    return SelectField("Forum", coerce=int, choices=[(0, NO_FORUM)], default=0, description=hint)


def among(form: Any, forums: Sequence[Forum]) -> Any:
    """The form with these forums to choose from."""
    form.forum.choices = [(0, NO_FORUM), *((forum.id, forum.name) for forum in forums)]
    return form


class NewProductForm(Form):
    """A product that no concept led to."""

    name = Line("Name", [InputRequired("What is it called?"), Length(max=NAME_MAX)])
    summary = Line("In one sentence", [Optional(), Length(max=SUMMARY_MAX)])
    forum = forum_field("Where its reviews can become signals for the next round.")


class ForumForm(Form):
    """Which forum a product belongs to."""

    forum = forum_field("What its reviews say can become signals there, for the next round.")


class WordsForm(Form):
    """What it is, what could go wrong, and the choices it comes in."""

    name = Line("Name", [InputRequired("What is it called?"), Length(max=NAME_MAX)])
    summary = Line("In one sentence", [Optional(), Length(max=SUMMARY_MAX)])
    words = Marked("What it is", [Optional(), Length(max=LONGEST)], render_kw={"rows": 10}, description="Markdown.")
    risks = Marked(
        "What could go wrong",
        [Optional(), Length(max=LONGEST)],
        description="Honest risks, and what you would do about each. Markdown.",
        render_kw={"rows": 5},
    )
    options = Prose(
        "Options, one a line", [Optional(), Length(max=2000)], description="Sizes or colours.", render_kw={"rows": 4}
    )


def words_form(product: Product) -> WordsForm:
    """The form as the product stands. Its options must be loaded."""
    return WordsForm(
        name=product.name,
        summary=product.summary,
        words=product.words_source,
        risks=product.risks_source,
        options="\n".join(option.label for option in product.options),
    )


class PictureForm(Form):
    """One more picture."""

    picture = Upload("Picture", render_kw={"accept": "image/jpeg,image/png,image/webp"})
    alt = Line(
        "What it shows",
        [InputRequired("Say what it shows, for people who cannot see it."), Length(max=300)],
        description="One sentence for people who cannot see it.",
    )


class RetirementForm(Form):
    """Why a product leaves the list."""

    reason = Line(
        "Why it is retired", [InputRequired("Say why: the page shows it."), Length(max=REASON_MAX)], id="retire-reason"
    )


class DropForm(Form):
    """Why a draft is not prepared any more."""

    reason = Line(
        "Why it is dropped",
        [InputRequired("Say why: everybody can read it."), Length(max=REASON_MAX)],
        id="drop-reason",
        description="Its page, the concept and everybody who supported it are told.",
    )


class TakingBackForm(Form):
    """Why an offer goes back to preparation."""

    reason = Line(
        "Why it is taken back",
        [InputRequired("Say why: everybody can read it."), Length(max=REASON_MAX)],
        id="back-reason",
        description="Such as “The price was wrong”. Its page and everybody who was told of the launch read it.",
    )
