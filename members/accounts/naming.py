"""A name belongs to one member, however it is spelled, shows something, and is nobody's address on the web."""

from __future__ import annotations

import re
import unicodedata

from kernel.marks import normal
from kernel.rules import RuleBroken
from kernel.visible import can_be_seen, without_blanks
from members.accounts.lookalikes import JOINERS, fold
from members.accounts.member import NAME_LENGTH
from members.accounts.titles import OFFICIAL
from members.accounts.voice import is_the_sites_voice
from members.accounts.web_address import is_address

RESERVED = frozenset(fold(word) for word in OFFICIAL.split())
LEFT = "Someone who left"
VOICE = "That name could be taken for the site's own voice. Choose another."
ACCOUNT = re.compile(
    r"(?:\d[^\d]*?){11}|(?<![^\W_])(?=(?:[^\W\d_]*\d){3})[^\W_]{25}"
)  # of a bank, a card, a telephone, a purse


def tidy(name: str) -> str:
    """The name as shown: normalised, runs of space made one, unprintable and direction-turning characters gone."""
    kept = "".join(
        " " if unicodedata.category(letter).startswith("Z") else letter
        for letter in normal("NFKC", without_blanks(name))
        if unicodedata.category(letter) not in ("Cc", "Cf", "Cs", "Co", "Cn") or letter in JOINERS + "\t\n"
    )
    return " ".join(kept.split())


def folded(name: str) -> str:
    """What two spellings of one name have in common. Two members never share it."""
    return fold(tidy(name[: NAME_LENGTH * 4]))[: NAME_LENGTH * 2]


def fit_name(name: str) -> str:
    """The tidy name, if it is one at all; whose it may not be, `free_name` asks. Raises RuleBroken on `name`."""
    shown = tidy(name)
    if not shown:
        raise RuleBroken("Tell us what to call you.", "name")
    if len(shown) > NAME_LENGTH:
        raise RuleBroken(f"That is {len(shown)} characters; a name has {NAME_LENGTH} at most.", "name")
    if not any(unicodedata.category(letter)[0] in "LN" and can_be_seen(letter) for letter in shown):
        raise RuleBroken("A name needs at least one letter or digit.", "name")
    if is_address(shown):
        raise RuleBroken("A name cannot be a web or e-mail address. Your profile has room for one.", "name")
    if ACCOUNT.search(shown):
        raise RuleBroken("A name cannot hold the number of an account, a card or a telephone.", "name")
    if folded(shown) in RESERVED or folded(shown) == folded(LEFT) or is_the_sites_voice(shown):
        raise RuleBroken(VOICE, "name")
    return shown
