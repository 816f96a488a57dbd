"""An e-mail address as typed, and folded: what decides whether two of them are the same."""

from __future__ import annotations

from email_validator import EmailNotValidError, validate_email

from kernel.letterhead import on_the_wire
from kernel.rules import RuleBroken

LONGEST = 254


def fit_address(typed: str) -> str:
    """The address in its normal spelling. Raises RuleBroken on `email`; nothing is looked up in the network.

    A domain may be written in any script, and stays as it was typed; a name before the @ only in English letters,
    because many mail servers carry no other.
    """
    try:
        found = validate_email(typed.strip()[:400], check_deliverability=False, test_environment=True)
    except EmailNotValidError:
        raise RuleBroken("That does not look like an e-mail address, such as name@example.org.", "email") from None
    if not found.local_part.isascii():
        raise RuleBroken("Before the @, only English letters reach every mail server. Use another address.", "email")
    return f"{found.local_part}@{found.ascii_domain if typed.isascii() else found.domain}"


def folded_address(email: str) -> str:
    """The address without regard to case or to how its domain is spelled. Dots and plus signs are kept: they may be
    other people's."""
    shown = "".join(letter for letter in on_the_wire(email.strip()[:400]).casefold() if letter.isprintable())
    return shown[:LONGEST]
