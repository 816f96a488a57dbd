"""What reads as an address on the web, which a letter that begins with the name would turn into a link.

Endings known today are refused anywhere (`endings.txt`); a new one is refused too, unless the name is one dotted word
alone, as maya.okafor is. Initials and short titles may stand close to what follows them: J.R.R.Tolkien, St.John.
"""

from __future__ import annotations

import re
from functools import cache
from pathlib import Path

from members.accounts.lookalikes import JOINERS, fold

SURE = re.compile(
    r"\w://|\b(?:https?|ftp|mailto|tel|data|javascript):|\bwww\.|\S@\S|::|(?:\b[\da-f]{1,4}:){3}|(?<!\d)\d{1,3}(?:\.\d{1,3}){3}|\bt\.me\b|\w\.\w+/\S"
)
DOTTED = re.compile(r"(?<![\w-])([^\W_][\w-]*)\s?(?=\.([^\W\d_][^\W_]*))")
LABELS = re.compile(r"(?<=\.)([^\W_][\w-]*)(?=\.([^\W\d_][^\W_]*))")
HANDLE = re.compile(r"[\w-]+(?:\.[\w-]+)+")
# Behind one letter, where an initial stands before a surname: J.Page, M.Fox, J.Li.
BEHIND_ONE = frozenset(
    fold(ending) for ending in ("com", "org", "net", "info", "biz", "xyz", "shop", "store", "online")
)
SHORT_TITLES = frozenset(("st", "ste", "dr", "mr", "mrs", "ms", "mx", "fr", "sr", "jr", "hr", "prof", "ph"))


@cache
def _endings() -> frozenset[str]:
    lines = (Path(__file__).parent / "endings.txt").read_text(encoding="utf-8").splitlines()
    return frozenset(fold(ending) for line in lines if not line.startswith("#") for ending in line.split())


def is_address(name: str) -> bool:
    """Whether somebody, or a mail program, would take a part of it for an address."""
    text = "".join(char for char in name if char not in JOINERS).casefold().replace("。", ".")
    if SURE.search(text):
        return True
    alone = HANDLE.fullmatch(text) is not None
    return any(_is_host(before, ending, alone) for before, ending in [*DOTTED.findall(text), *LABELS.findall(text)])


def _is_host(before: str, ending: str, alone: bool) -> bool:
    known = fold(ending)
    if len(before) == 1 or before in SHORT_TITLES:
        return known in BEHIND_ONE
    return len(ending) > 1 and (known in _endings() or not alone)
