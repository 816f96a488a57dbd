"""What of a text can be kept and seen: no text holds what no page or feed may hold, none consists of what nobody sees."""

from __future__ import annotations

import html
import re
import unicodedata

# Letters, marks and signs by their category, but drawn as nothing: fillers, joiners of graphemes, the empty braille cell.
BLANK = frozenset("\u034f\u115f\u1160\u17b4\u17b5\u180b\u180c\u180d\u180f\u2800\u3164\uffa0\ufffc\u2062\u2063\u2064")
EMPTY = ("Cc", "Cf", "Cs", "Co", "Cn", "Zs", "Zl", "Zp")


TURNS = str.maketrans(dict.fromkeys("\u202a\u202b\u202c\u202d\u202e\u2066\u2067\u2068\u2069", ""))
PLANES = "".join(chr(plane << 16 | last) for plane in range(17) for last in (0xFFFE, 0xFFFF))
UNFIT = re.compile(f"[\\x00-\\x08\\x0b-\\x1f\\x7f-\\x9f\\ud800-\\udfff\\ufdd0-\\ufdef{PLANES}]")
TAG = re.compile(r"<[^<>]*>")


def unfit(char: str) -> bool:
    """Whether no text may hold it: a control, half of a pair, or one of the 66 that Unicode says are no characters.

    XML knows no U+FFFE and U+FFFF: one of them in one title and the feed is broken for everybody.
    """
    return UNFIT.match(char) is not None


def for_xml(text: str) -> str:
    """The text as XML can hold it, whatever came to be stored."""
    return UNFIT.sub("", text)


def without_turns(text: str) -> str:
    """A line without the signs that turn the direction of what follows it, on this page and in every sentence around it."""
    return text.translate(TURNS)


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


def shows_something(rendered: str) -> bool:
    """Whether anything of this HTML can be seen: `&nbsp;` alone cannot, a ruled line can."""
    return "<hr" in rendered or can_be_seen(html.unescape(TAG.sub("", rendered)))


def without_blanks(text: str) -> str:
    """The same text without the letters and signs that are drawn as nothing."""
    return "".join(char for char in text if char not in BLANK)
