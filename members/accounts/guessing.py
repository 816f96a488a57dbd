"""How soon a password would be guessed: by zxcvbn, told what is known of this person, and by what zxcvbn does not look for.

zxcvbn knows common passwords, English words and names, keyboard walks, runs, repeats, dates, and letters written as digits.
It has no word of other languages and takes a telephone number for random digits; both are refused here by their look.
"""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Iterable
from functools import cache
from pathlib import Path
from typing import Any

from members.accounts.wordlike import typed_on_latin_keys, typed_russian_likeness, word_likeness

MOST_SEEN = 24  # characters that are looked at; zxcvbn's time grows fast with the length, and so many tell enough
FEWEST = 3e9  # guesses; at 30 ms each three years of one machine's time
FEWEST_OF_WORDS = 5e8  # of three or more, which zxcvbn counts by how usual each of them is
FEWEST_WITHOUT_SIGNS = 3e7  # zxcvbn thinks better of each sign between words than it deserves
FEWEST_DIGITS = 16
# What reads like one word needs more guesses than zxcvbn counts for chance letters: likeness, letters at most, guesses.
WORD, RUSSIAN = ((-4.2, 12, 1e14), (-4.9, 11, 2e11)), ((-4.5, 16, 1e16),)
WORD_AND_NUMBER = re.compile(r"[^\W\d_]{3,10}[\W_]?\d{4,}|\d{4,}[\W_]?[^\W\d_]{3,10}")
ADORNMENT = "0123456789!?.,;:-_+*#$%&/()=@~^'\" "


def is_guessed_soon(password: str, personal: Iterable[str] = ()) -> bool:
    """Whether it is among the first that somebody would try who knows the personal words."""
    words = [word.casefold() for word in personal]
    bare = re.sub(r"[\W_]", "", password)
    if password.casefold() in _known() or _is_a_number(password) or _is_of_these(bare, words):
        return True
    if 9 <= len(bare) < len(password) and _judged(bare, words)[0] < FEWEST_WITHOUT_SIGNS:
        return True
    guesses, parts = _judged(typed_on_latin_keys(password), words)
    if parts > 2:
        return guesses < FEWEST_OF_WORDS
    return guesses < max(FEWEST, _needed(password)) or _is_two_in_turn(password)


def _judged(password: str, personal: list[str]) -> tuple[float, int]:
    """How many guesses zxcvbn counts, and of how many words it is made if of nothing else."""
    from zxcvbn import matching, scoring  # 20 MB and 0.2 s that only who chooses a password needs

    seen = unicodedata.normalize("NFKC", password)[:MOST_SEEN]
    # zxcvbn() itself keeps the personal words where another thread's call would find them.
    words = {**matching.RANKED_DICTIONARIES, "user_inputs": matching.build_ranked_dict(personal)}
    matches = [one for one in matching.omnimatch(seen, words) if not _is_chance(one, seen)]
    found = scoring.most_guessable_match_sequence(seen, matches)
    whole = all(part["pattern"] == "dictionary" and len(part["token"]) > 2 for part in found["sequence"])
    return float(found["guesses"]), len(found["sequence"]) if whole else 1


def _is_chance(match: dict[str, Any], seen: str) -> bool:
    """A date or a year is none when more digits follow or lead, or when it has five or seven: most long numbers hold some."""
    if match["pattern"] not in ("date", "regex"):
        return False
    if len(match["token"]) in (5, 7) and match["token"].isdigit():
        return True
    before, after = seen[: match["i"]][-1:], seen[match["j"] + 1 :][:1]
    return before.isdigit() or after.isdigit()


def _is_a_number(password: str) -> bool:
    """A telephone number or another one, with signs between its digits, or with one word beside it."""
    if len(password) <= 16 and WORD_AND_NUMBER.fullmatch(password):
        return True
    bare = re.sub(r"[\W_]", "", password)
    digits = len(re.sub(r"\D", "", bare))
    return (digits == len(bare) and 0 < digits < FEWEST_DIGITS) or (
        digits > 6 and digits + 3 > len(bare) and len(bare) < 12
    )


def _is_of_these(bare: str, personal: list[str]) -> bool:
    """Whether nothing much is left of it without the personal words: a year, a few letters."""
    left = bare.casefold()
    for word in sorted({re.sub(r"[\W_]", "", word) for word in personal}, key=len, reverse=True):
        left = left.replace(word, "") if word else left
    return left != bare.casefold() and (len(left) < 6 or (left.isdigit() and len(left) < 9))


def _is_two_in_turn(password: str) -> bool:
    """1q2w3e4r5t: two rows of keys, a sign of each in turn."""
    return _judged(password[::2], [])[0] * _judged(password[1::2], [])[0] < 1e7


def _needed(password: str) -> float:
    """How many guesses it needs when it is one run of letters, adorned or not, that reads like a word."""
    letters = password.casefold().strip(ADORNMENT)
    if not (letters.isascii() and letters.isalpha()) or len(letters) < max(4, len(password) / 2):
        return 0
    looks = ((word_likeness(letters), WORD), (typed_russian_likeness(letters), RUSSIAN))
    needed = [
        guesses
        for likeness, steps in looks
        for least, most, guesses in steps
        if likeness > least and len(letters) <= most
    ]
    return max(needed, default=0)


@cache
def _known() -> frozenset[str]:
    """What is tried first and looks like nothing, so that only a list tells."""
    lines = (Path(__file__).parent / "common_passwords.txt").read_text().splitlines()
    return frozenset(line for line in lines if not line.startswith("#"))
