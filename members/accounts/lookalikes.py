"""What two spellings of one name have in common: case, accents, width and letters that look alike make no new name."""

from __future__ import annotations

from functools import cache
from pathlib import Path
from string import ascii_lowercase

from kernel.marks import normal
from kernel.visible import chooses_form

# What Unicode's table leaves out and a reader still takes for the Latin letter, after casefold.
ALIKE = """а:a е:e і:i ј:j о:o р:p с:c у:y х:x ѕ:s һ:h ԁ:d ԛ:q ѡ:w в:b к:k м:m н:h т:t ο:o ν:v ε:e ι:i κ:k
ρ:p τ:t υ:u χ:x α:a β:b η:n μ:m γ:y ω:w ı:i ł:l ø:o đ:d ħ:h ɛ:e ɐ:a ɔ:c ᴀ:a ʙ:b ᴄ:c ᴅ:d
ᴇ:e ꜰ:f ɢ:g ʜ:h ɪ:l ᴊ:j ᴋ:k ʟ:l ᴍ:m ɴ:n ᴏ:o ᴘ:p ʀ:r ꜱ:s ᴛ:t ᴜ:u ᴠ:v ᴡ:w ʏ:y ᴢ:z"""
# Where the alphabet stands once more: in black and white discs and squares, and in the halves of flags.
ALPHABETS = (0x1F130, 0x1F150, 0x1F170, 0x1F1E6)
# Two letters that are read as one when one glances over a name.
TWO_AS_ONE = (("vv", "w"), ("rn", "m"), ("cl", "d"))
ONE_STROKE = {"0": "o", "1": "l", "i": "l", "|": "l"}
# Vowel points of Arabic and Hebrew, which a name has with them or without.
POINTS = ((0x300, 0x36F), (0x483, 0x489), (0x591, 0x5C7), (0x610, 0x61A), (0x64B, 0x65F), (0x670, 0x670))
MORE_POINTS = ((0x1AB0, 0x1AFF), (0x1DC0, 0x1DFF), (0x20D0, 0x20FF), (0xFE20, 0xFE2F))
JOINERS = "\u200c\u200d"  # Persian, Indic scripts and emoji need them; they never make a name new


@cache
def _by_sight() -> dict[int, str]:
    """Code point → the Latin letter or digit it looks like, as Unicode has it; capitals stay capitals."""
    lines = (Path(__file__).parent / "confusables.txt").read_text(encoding="utf-8").splitlines()
    pairs = (line.split() for line in lines if line and not line.startswith("#"))
    return {int(code, 16): letter for code, letter in pairs}


@cache
def _when_small() -> dict[int, str]:
    """The same for what casefold leaves, ending in one letter for all that is one upright stroke or one ring."""
    seen = {code: letter.casefold() for code, letter in _by_sight().items()}
    seen |= {ord(pair[0]): pair[2] for pair in ALIKE.split()}
    seen |= {first + place: letter for first in ALPHABETS for place, letter in enumerate(ascii_lowercase)}
    return {code: ONE_STROKE.get(letter, letter) for code, letter in seen.items()} | {
        ord(sign): letter for sign, letter in ONE_STROKE.items()
    }


def _bare(text: str) -> str:
    """Without accents, points, joiners and what only chooses how a sign is drawn."""
    return "".join(char for char in normal("NFKD", text) if not _adorns(char))


def _adorns(char: str) -> bool:
    if char < "\u0300":
        return False
    return (
        char in JOINERS or chooses_form(char) or any(first <= ord(char) <= last for first, last in POINTS + MORE_POINTS)
    )


def fold(name: str) -> str:
    """What all spellings of a name share, those in other scripts' look-alike letters included."""
    return " ".join(_folded_word(word) for word in _bare(name).split())


def at_a_glance(name: str) -> str:
    """The same with pairs such as rn taken for one letter: too coarse to keep members' names apart."""
    seen = fold(name)
    for two, one in TWO_AS_ONE:
        seen = seen.replace(two, one)
    return seen


def _folded_word(word: str) -> str:
    """A word that mixes scripts, or shouts, is taken as it looks: Greek Ν looks like N, though ν looks like v."""
    looked = word.translate(_by_sight())
    mixed = any(char.isascii() and char.isalpha() for char in word) or not any(char.islower() for char in word)
    letters = looked if mixed and looked.isascii() else word
    return letters.casefold().translate(_when_small())
