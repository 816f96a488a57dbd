"""What the forms of reviews and themes ask, shape only."""

from __future__ import annotations

from typing import Any

from wtforms import MultipleFileField, RadioField, SelectField
from wtforms.validators import InputRequired, Length, StopValidation

from commerce.reviews.gathering import NAME_MAX
from commerce.reviews.index import DIMENSIONS, HIGHEST, LOWEST
from commerce.reviews.polarity import Polarity
from commerce.reviews.replying import LONGEST as REPLY_MAX
from commerce.reviews.review import Review
from commerce.reviews.reviewing import TEXT_MAX, TITLE_MAX, WISH_MAX, Wording, sentences_of
from ideas.rounds.signal import STATEMENT_LENGTH
from kernel.forms import Form, Line, Marked, Prose

SCORES = [(str(score), str(score)) for score in range(LOWEST, HIGHEST + 1)]


class Score(RadioField):
    """One of eleven, chosen by a tap or the arrow keys."""

    def __init__(self, label: str, hint: str, **kwargs: Any) -> None:
        chosen = [InputRequired(f"Score from {LOWEST} to {HIGHEST}.")]
        super().__init__(label, chosen, coerce=int, choices=SCORES, description=hint, **kwargs)

    def process_formdata(self, valuelist: list[Any]) -> None:
        """What is none of the eleven is no score."""
        typed = valuelist[0] if valuelist else ""
        self.data = int(typed) if (typed, typed) in SCORES else None

    def pre_validate(self, form: Any) -> None:
        """Say it as the act would."""
        if self.data is None:
            raise StopValidation(f"Score from {LOWEST} to {HIGHEST}.")


class ReviewForm(Form):
    """Four scores, words, pictures and a wish."""

    performance = Score("Performance", "0 to 10: does it do what it is for? 5 is just good enough.")
    looks = Score("Looks", "0 to 10: is it good to look at and to touch?")
    price = Score("Price", "0 to 10: is it worth what you paid, all in?")
    packaging = Score("Packaging", "0 to 10: did it come whole, without waste?")
    title = Line("Title", [Length(max=TITLE_MAX)])
    text = Marked(
        "Your review",
        [InputRequired("Say in words what you found."), Length(max=TEXT_MAX)],
        description="What it is like to have and to use. You can use Markdown.",
    )
    wish = Prose(
        "What should change",
        [Length(max=WISH_MAX)],
        description="One thing that the next one should do better. Stewards gather these into signals for the next round.",
    )
    pictures = MultipleFileField("Pictures", description="Up to four, JPEG, PNG or WebP. New ones replace those there.")
    alt = Line("What the pictures show", [Length(max=300)], description="One sentence for people who cannot see them.")

    def wording(self) -> Wording:
        """What was typed, as one value, told apart into sentences ahead of the act. Call it after validate()."""
        sentences_of(self.text.data or "")
        scores = {name: self._fields[name].data for name in DIMENSIONS}
        return Wording(**scores, title=self.title.data or "", text=self.text.data or "", wish=self.wish.data or "")


def filled(review: Review | None) -> dict[str, object]:
    """What the form shows of a review that stands already."""
    if review is None:
        return {}
    scores = {name: getattr(review, name) for name in DIMENSIONS}
    return scores | {"title": review.title, "text": review.text_source, "wish": review.wish}


class ReplyForm(Form):
    """The brand's answer to a review."""

    source = Marked(
        "Your answer", [InputRequired("Write an answer."), Length(max=REPLY_MAX)], description="Public, with your name."
    )


class ThemeForm(Form):
    """The name under which chosen sentences are gathered."""

    name = Line(
        "Theme",
        [InputRequired("Name the theme."), Length(max=NAME_MAX)],
        description="Such as “strap length”. A name that exists gets these sentences too.",
    )


class TurnForm(Form):
    """How a sentence speaks, when the word list misread it."""

    polarity = SelectField("Speaks", choices=[(one.value, one.words) for one in Polarity])


class SignalForm(Form):
    """What should change, in one sentence."""

    statement = Line(
        "What should change",
        [InputRequired("Say what should change."), Length(max=STATEMENT_LENGTH)],
        description="One sentence that a brief can answer, such as “The strap should not cut into the shoulder”.",
    )
