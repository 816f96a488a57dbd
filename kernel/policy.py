"""Who may do what. A policy function answers with a Verdict; the page greys the button with its reason, the act requires it."""

from __future__ import annotations

from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class Verdict:
    """An answer to "may they?" that carries its reason, so that no refusal is silent. Truthy when allowed."""

    allowed: bool
    reason: str = ""

    def __bool__(self) -> bool:
        return self.allowed


ALLOWED = Verdict(True)
JOIN = "Join or sign in to do this."
CONFIRM = "Confirm your e-mail address first: the link is in the e-mail we sent you."
SUSPENDED = "Your account is suspended. You can read everything; your notices say why."


def refused(reason: str) -> Verdict:
    """A verdict of no, in words for the person who is refused."""
    return Verdict(False, reason)


class Refused(Exception):  # noqa: N818
    """Answered with 403, or with the sign-in page when the person is a guest."""

    def __init__(self, reason: str) -> None:
        super().__init__(reason)
        self.reason = reason


def require(verdict: Verdict) -> None:
    """Raise Refused unless the verdict allows."""
    if not verdict.allowed:
        raise Refused(verdict.reason)
