"""Text as the index sees it: no case, no accents, and each Chinese, Japanese or Korean character a word of its own.

Those characters become plain tokens such as `u4f60`, so that both engines split text alike whatever their locale.
"""

from __future__ import annotations

import re
import unicodedata

from kernel.marks import normal

LONGEST = 40
LONGEST_QUERY = 200
LONGEST_NAME = 300
LONGEST_TEXT = 20_000  # as letters come apart, some into eighteen
_WORD = re.compile(r"[^\W_]+")


def _is_ideograph(char: str) -> bool:
    code = ord(char)
    return (
        0x2E80 <= code <= 0x9FFF or 0xAC00 <= code <= 0xD7FF or 0xF900 <= code <= 0xFAFF or 0x20000 <= code <= 0x3FFFF
    )


def tokens(text: str) -> list[str]:
    """The words of a text in order, folded."""
    apart = normal("NFKD", text[:LONGEST_TEXT].casefold())[:LONGEST_TEXT]
    bare = normal("NFC", "".join(c for c in apart if not unicodedata.combining(c)))
    found: list[str] = []
    for run in _WORD.findall(bare):
        word = ""
        for char in run:
            if _is_ideograph(char):
                found += [word[:LONGEST]] if word else []
                found.append(f"u{ord(char):x}")
                word = ""
            else:
                word += char
        found += [word[:LONGEST]] if word else []
    return found


def groups(query: str) -> list[list[str]]:
    """A query's words; neighbouring ideographs stay together as one phrase. At most eight groups are searched."""
    found: list[list[str]] = []
    for piece in query[:LONGEST_QUERY].split():
        phrase: list[str] = []
        for token in tokens(piece):
            if is_ideograph_token(token):
                phrase.append(token)
            else:
                found += [phrase[:LONGEST]] if phrase else []
                found.append([token])
                phrase = []
        found += [phrase[:LONGEST]] if phrase else []
    return found[:8]


def is_ideograph_token(token: str) -> bool:
    """Whether this token stands for one ideograph."""
    return bool(re.fullmatch(r"u[0-9a-f]{4,5}", token)) and _is_ideograph(chr(int(token[1:], 16)))


def stem(word: str) -> str:
    """A query word without its plural ending: it is searched as a beginning, so this only widens."""
    return word[:-1] if len(word) > 4 and word.endswith("s") else word


def name_of(title: str) -> str:
    """A title without regard to case, accents and signs: two that are spelled alike bear one name."""
    return " ".join(tokens(title[:LONGEST_QUERY]))[:LONGEST_NAME]
