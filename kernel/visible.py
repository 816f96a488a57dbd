"""What of a text can be seen: no name, title or comment may consist of characters that nobody sees."""

from __future__ import annotations

import unicodedata

# Letters, marks and signs by their category, but drawn as nothing: fillers, joiners of graphemes, the empty braille cell.
BLANK = frozenset("\u034f\u115f\u1160\u17b4\u17b5\u180b\u180c\u180d\u180f\u2800\u3164\uffa0\ufffc\u2062\u2063\u2064")
EMPTY = ("Cc", "Cf", "Cs", "Co", "Cn", "Zs", "Zl", "Zp")


def chooses_form(char: str) -> bool:
    """Whether this only says how the sign before it is drawn: emoji and Chinese need it, it is nothing by itself."""
    return "\ufe00" <= char <= "\ufe0f" or "\U000e0100" <= char <= "\U000e01ef"


def is_seen(char: str) -> bool:
    """Whether this character shows by itself; an accent does not."""
    return (
        char not in BLANK
        and not chooses_form(char)
        and unicodedata.category(char) not in EMPTY
        and not unicodedata.category(char).startswith("M")
    )


def can_be_seen(text: str) -> bool:
    """Whether anything of it shows: one letter, digit, sign or emoji at least."""
    return any(is_seen(char) for char in text)


def without_blanks(text: str) -> str:
    """The same text without the letters and signs that are drawn as nothing."""
    return "".join(char for char in text if char not in BLANK)
