"""The shapes of the brand page."""

from __future__ import annotations

from typing import Any

from wtforms import ColorField
from wtforms.validators import InputRequired, Length, ValidationError

from kernel.brand.branding import fault_of
from kernel.brand.colour import DARK_PAPERS, LIGHT_PAPERS
from kernel.forms import Form, Line, Upload


class BrandForm(Form):
    """Name, tagline, and the accent in light and in dark."""

    name = Line("Name", [InputRequired("Give the brand a name."), Length(max=40)])
    tagline = Line("Tagline", [InputRequired("Say in one line what you make."), Length(max=120)])
    accent = ColorField(
        "Accent on light paper",
        [InputRequired("Choose a colour.")],
        description="For the one act that matters on a page. It must reach 4.5 to 1 on the paper.",
    )
    accent_dark = ColorField(
        "Accent on dark paper",
        [InputRequired("Choose a colour.")],
        description="The same part for readers who keep their screen dark: a lighter one of the same hue.",
    )

    def validate_accent(self, field: Any) -> None:
        """Both colours are judged at once, so that one sending shows every fault."""
        _judge(field, LIGHT_PAPERS, "light")

    def validate_accent_dark(self, field: Any) -> None:
        """The dark one too."""
        _judge(field, DARK_PAPERS, "dark")


def _judge(field: Any, papers: tuple[str, ...], scheme: str) -> None:
    if words := fault_of(field.data or "", papers, scheme):
        raise ValidationError(words)


class LogoForm(Form):
    """A logo, in a form of its own: what asks for the password again could not hand a file back."""

    logo = Upload(
        "Logo",
        [InputRequired("Choose a picture.")],
        description="PNG, JPEG or WebP. It stands beside the name, 28 px high.",
    )
