"""The reference that ties a bank transfer to one pledge: short, without look-alike letters, and ending in a check sign.

A single wrong or swapped sign never leads to another pledge; it leads to none.
"""

from __future__ import annotations

import re
import secrets

ALPHABET = "0123456789ABCDEFGHJKMNPQRSTVWXY"
PREFIX = "CM"
_LOOKALIKES = str.maketrans({"O": "0", "I": "1", "L": "1", "U": "V"})
_FOUND = re.compile(r"(?<![0-9A-Za-z])C\W?M((?:\W{0,3}[0-9A-Za-z]){8})(?![0-9A-Za-z])", re.IGNORECASE)


def _check(signs: str) -> str:
    """The sign that makes a weighted sum come out even; with 31 signs, a prime, every slip and swap shows."""
    total = sum(weight * value for weight, value in enumerate(map(ALPHABET.index, signs), start=1))
    return ALPHABET[total % len(ALPHABET)]


def new_reference() -> str:
    """A fresh reference such as CM-7K3F-92QX, drawn at random from 27 milliard."""
    signs = "".join(secrets.choice(ALPHABET) for _ in range(7))
    whole = signs + _check(signs)
    return f"{PREFIX}-{whole[:4]}-{whole[4:]}"


def references_in(words: str) -> list[str]:
    """Every well-formed reference in a bank line, once each, however typed: spaced, in small letters, O for 0."""
    found: list[str] = []
    for raw in _FOUND.findall(words):
        signs = re.sub(r"[\W_]", "", raw).upper().translate(_LOOKALIKES)
        if len(signs) == 8 and all(sign in ALPHABET for sign in signs) and _check(signs[:7]) == signs[7]:
            reference = f"{PREFIX}-{signs[:4]}-{signs[4:]}"
            if reference not in found:
                found.append(reference)
    return found
