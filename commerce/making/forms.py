"""What the forms of the making ask, shape only."""

from __future__ import annotations

from wtforms import DateField, MultipleFileField, RadioField
from wtforms.validators import InputRequired, Length, NumberRange

from commerce.making.inspecting import LONGEST as REPORT_MAX
from commerce.making.inspecting import Findings
from commerce.making.inspection import InspectionVerdict
from commerce.making.promising import REASON_MAX, TITLE_MAX, WORDS_MAX
from commerce.making.shipping import LONGEST as LABEL_MAX
from kernel.forms import Form, Line, Prose, Whole

ALT_HINT = "One sentence for people who cannot see them."
PICTURE_HINT = "JPEG, PNG or WebP, up to 20 MB each and 48 MB together."


class MilestoneForm(Form):
    """A new promise."""

    title = Line(
        "Step", [InputRequired("Name the step."), Length(max=TITLE_MAX)], description="Such as “first samples”."
    )
    promised_on = DateField("Promised day", [InputRequired("Choose a day.")])
    words = Prose("What happens then", [Length(max=WORDS_MAX)])


class MoveForm(Form):
    """Another day for a promise, and why."""

    to = DateField("New day", [InputRequired("Choose a day.")])
    reason = Prose(
        "Why it moves",
        [InputRequired("Say why it moves."), Length(max=REASON_MAX)],
        description="Everybody who waits reads this.",
    )


class ReachForm(Form):
    """A promise kept, and how it looks."""

    words = Prose("What was done", [Length(max=WORDS_MAX)])
    pictures = MultipleFileField("Pictures", description=PICTURE_HINT)
    alt = Line("What the pictures show", [Length(max=300)], description=ALT_HINT)


class CorrectionForm(Form):
    """The right words of a milestone."""

    title = Line("Step", [InputRequired("Name the step."), Length(max=TITLE_MAX)], id="right-title")
    words = Prose("What happens then, or what was done", [Length(max=WORDS_MAX)], id="right-words")


class ParcelForm(Form):
    """The right carrier and number of a parcel."""

    carrier = Line("Carrier", [InputRequired("Name the carrier."), Length(max=LABEL_MAX)])
    number = Line("Parcel number", [InputRequired("Give the number."), Length(max=LABEL_MAX)])


class InspectionForm(Form):
    """A report on a sample."""

    sample = Whole("Units looked at", [InputRequired("How many units?"), NumberRange(min=1, max=1_000_000)])
    defects = Whole("Units with a defect", [InputRequired("How many units?"), NumberRange(min=0, max=1_000_000)])
    checks = Prose(
        "What was checked",
        [InputRequired("Say what was checked."), Length(max=REPORT_MAX)],
        description="One thing a line.",
    )
    words = Prose(
        "What was found",
        [Length(max=REPORT_MAX)],
        description="Needed unless everything passed. Everybody can read it.",
    )
    verdict = RadioField(
        "Verdict",
        [InputRequired("Choose a verdict.")],
        choices=[(verdict.value, verdict.words.capitalize()) for verdict in InspectionVerdict],
    )
    pictures = MultipleFileField("Photos", description=PICTURE_HINT)
    alt = Line("What the photos show", [Length(max=300)], description=ALT_HINT)

    def findings(self) -> Findings:
        """What was typed, as one value. Call it after validate()."""
        return Findings(
            sample=self.sample.data or 0,
            defects=self.defects.data or 0,
            checks=self.checks.data or "",
            words=self.words.data or "",
            verdict=InspectionVerdict(self.verdict.data),
        )


class ShipForm(Form):
    """Parcel numbers for many pledges at once."""

    carrier = Line(
        "Carrier",
        [InputRequired("Name the carrier."), Length(max=LABEL_MAX)],
        description="For every line without its own.",
    )
    labels = Prose(
        "Labels",
        [Length(max=60_000)],
        description="One pledge a line: reference, parcel number, and the carrier when it differs. Paste it from a list.",
    )
