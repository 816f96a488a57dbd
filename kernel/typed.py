"""What a person sent, to be shown back and sent again: never a password or a token, nothing that another site filled in.

A password that was sent leaves an empty box, since without it sending again could only fail. What the form itself had put in
is kept as the form had it, hidden.
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import Literal

from flask import request
from werkzeug.exceptions import HTTPException

from kernel.csrf import from_our_page

Kind = Literal["hidden", "password", "prose", "line"]
OWN = ("csrf_token", "once")  # the form's own, given anew
# Put in by a form, a button, a box or a list rather than by anybody's hand.
PUT_IN = (
    "agreed",
    "aspect",
    "back",
    "key",
    "kind",
    "look",
    "looked",
    "mark",
    "next",
    "on",
    "says",
    "seen",
    "step",
    "subject",
    "to",
)
SET = ("", "on", "y")
LABELS = {
    "about": "About you",
    "alt": "What the pictures show",
    "email": "E-mail address",
    "password": "Password",
    "source": "Your contribution",
    "where": "Network",
}
LINE = 80


@dataclass(frozen=True, slots=True)
class Typed:
    """One field of what was sent."""

    name: str
    value: str

    @property
    def kind(self) -> Kind:
        """How it is shown."""
        if "password" in self.name:
            return "password"
        if self.name in PUT_IN or self.value in SET:
            return "hidden"
        return "prose" if len(self.value) > LINE or "\n" in self.value else "line"

    @property
    def label(self) -> str:
        """The words that the form itself uses, or its name made readable."""
        return LABELS.get(self.name) or self.name.replace("_", " ").replace("-", " ").capitalize()


def typed() -> list[Typed]:
    """All of it; empty when it came from another site or cannot be read."""
    if not from_our_page():
        return []
    try:
        sent = list(request.form.items(multi=True))
    except (HTTPException, OSError):  # too large, cut off, or no disk left to read it to
        return []
    return [Typed(name, "" if "password" in name else value) for name, value in sent if not _is_secret(name)]


def _is_secret(name: str) -> bool:
    return name in OWN or "token" in name
