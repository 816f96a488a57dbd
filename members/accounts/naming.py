"""A name belongs to one member, however it is spelled: case, accents and look-alike letters do not make a new one."""

from __future__ import annotations

import unicodedata

from kernel.marks import normal
from kernel.rules import RuleBroken
from members.accounts.member import NAME_LENGTH

# Cyrillic, Greek and other letters that a reader takes for the Latin one, after casefold.
ALIKE = """а:a е:e і:i ј:j о:o р:p с:c у:y х:x ѕ:s һ:h ԁ:d ԛ:q ѡ:w в:b к:k м:m н:h т:t ο:o ν:v ε:e ι:i κ:k
ρ:p τ:t υ:u χ:x α:a β:b η:n μ:m γ:y ω:w ı:i ł:l ø:o đ:d ħ:h 0:o 1:l"""
LOOK_ALIKES = str.maketrans(dict(pair.split(":") for pair in ALIKE.split()))
JOINERS = "\u200c\u200d"  # Persian, Indic scripts and emoji need them; they never make a name new
OFFICIAL = """admin administrator mod moderator staff steward support help root system owner team official security
abuse postmaster webmaster hostmaster info contact billing press legal privacy commonmade anonymous guest nobody
everyone member deleted unknown null none undefined me you self"""
RESERVED = frozenset(OFFICIAL.split())
LEFT = "Someone who left"


def tidy(name: str) -> str:
    """The name as shown: normalised, runs of space made one, unprintable and direction-turning characters gone."""
    kept = "".join(
        " " if unicodedata.category(letter).startswith("Z") else letter
        for letter in normal("NFKC", name)
        if unicodedata.category(letter) not in ("Cc", "Cf", "Cs", "Co", "Cn") or letter in JOINERS + "\t\n"
    )
    return " ".join(kept.split())


def folded(name: str) -> str:
    """What two spellings of one name have in common. Two members never share it."""
    plain = normal("NFKD", tidy(name[: NAME_LENGTH * 4]).casefold())
    bare = "".join(letter for letter in plain if not "\u0300" <= letter <= "\u036f" and letter not in JOINERS)
    return bare.translate(LOOK_ALIKES)[: NAME_LENGTH * 2]


def fit_name(name: str) -> str:
    """The tidy name, if a member may be called so. Raises RuleBroken on `name`."""
    shown = tidy(name)
    if not shown:
        raise RuleBroken("Tell us what to call you.", "name")
    if len(shown) > NAME_LENGTH:
        raise RuleBroken(f"That is {len(shown)} characters; a name has {NAME_LENGTH} at most.", "name")
    if not any(unicodedata.category(letter)[0] in "LN" for letter in shown):
        raise RuleBroken("A name needs at least one letter or digit.", "name")
    if folded(shown) in RESERVED or folded(shown) == folded(LEFT):
        raise RuleBroken("That name could be taken for the site's own voice. Choose another.", "name")
    return shown
