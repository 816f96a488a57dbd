"""Numbers that are drawn, not counted: an address that shows such a number does not tell how many others there are."""

from __future__ import annotations

import secrets


def drawn_number() -> int:
    """One of 2**53, which is as far as scripts count exactly."""
    return secrets.randbelow(2**53) + 1
