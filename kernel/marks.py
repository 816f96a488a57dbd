"""No letter carries more marks than any script needs: Unicode's normal forms take quadratic time on a long run of marks.

Thirty in a row is what Unicode's stream-safe text format allows.
"""

from __future__ import annotations

from typing import Literal
from unicodedata import combining, normalize

MOST = 30
TOO_MANY = f"One character here has more than {MOST} accents; please remove some."
MADE_OF_MARKS = "\u0f73\u0f75\u0f81\uff9e\uff9f"  # letters by their class, but they come apart into marks alone


def heaped(text: str) -> bool:
    """Whether more marks stand in a row than any language writes."""
    run = 0
    for char in "" if text.isascii() else text:
        run = run + 1 if combining(char) or char in MADE_OF_MARKS else 0
        if run > MOST:
            return True
    return False


def normal(form: Literal["NFC", "NFD", "NFKC", "NFKD"], text: str) -> str:
    """The text in this normal form; of a heap of marks the first are kept."""
    return normalize(form, _thinned(text) if heaped(text) else text)


def _thinned(text: str) -> str:
    kept: list[str] = []
    run = 0
    for char in text:
        run = run + 1 if combining(char) or char in MADE_OF_MARKS else 0
        if run <= MOST:
            kept.append(char)
    return "".join(kept)
