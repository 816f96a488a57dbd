"""What writing a product asks for: shape only."""

from __future__ import annotations

from wtforms.validators import InputRequired, Length, Optional

from commerce.catalog.describing import SUMMARY_MAX
from commerce.catalog.drafting import NAME_MAX
from commerce.catalog.product import Product
from kernel.forms import Form, Line, Marked, Prose, Upload
from kernel.markup import LONGEST


class NewProductForm(Form):
    """A product that no concept led to."""

    name = Line("Name", [InputRequired("What is it called?"), Length(max=NAME_MAX)])
    summary = Line("In one sentence", [Optional(), Length(max=SUMMARY_MAX)])


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

    reason = Line("Why it is retired", [InputRequired("Say why: the page shows it."), Length(max=300)])
