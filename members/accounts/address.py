"""An e-mail address as typed, and folded: what decides whether two of them are the same."""

from __future__ import annotations

from email_validator import EmailNotValidError, validate_email

from kernel.rules import RuleBroken

LONGEST = 254


def fit_address(typed: str) -> str:
    """The address in its normal spelling. Raises RuleBroken on `email`; nothing is looked up in the network."""
    try:
        return str(validate_email(typed.strip()[:400], check_deliverability=False, test_environment=True).normalized)
    except EmailNotValidError:
        raise RuleBroken("That does not look like an e-mail address, such as name@example.org.", "email") from None


def folded_address(email: str) -> str:
    """The address without regard to case. Dots and plus signs are kept: they may be other people's."""
    return "".join(letter for letter in email.strip().casefold() if letter.isprintable())[:LONGEST]
