"""Passwords: argon2id, ten characters (staff: fifteen) or more that nobody guesses soon; two hashes at a time per process."""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Iterable, Iterator
from contextlib import contextmanager
from functools import cache
from threading import BoundedSemaphore

from argon2 import PasswordHasher
from argon2.exceptions import InvalidHashError, VerificationError

from kernel.rules import RuleBroken, Throttled
from members.accounts.guessing import is_guessed_soon
from members.accounts.member import Role

SHORTEST, SHORTEST_OF_STAFF, LONGEST = 10, 15, 200
_hasher = PasswordHasher(time_cost=2, memory_cost=19_456, parallelism=1)
_turn = BoundedSemaphore(2)


@contextmanager
def _one_of_two() -> Iterator[None]:
    if not _turn.acquire(timeout=3):
        raise Throttled("Many people are signing in right now. Please try again in a moment.", 5)
    try:
        yield
    finally:
        _turn.release()


def hashed(password: str) -> str:
    """What is stored of a password. Takes about 30 ms: call it before transaction(), not inside."""
    with _one_of_two():
        return _hasher.hash(password)


def matches(stored: str | None, password: str) -> bool:
    """Whether this is the password. Takes as long when there is none stored, so that timing tells nothing."""
    try:
        with _one_of_two():
            return _hasher.verify(stored or _nobodys(), password) and stored is not None
    except (VerificationError, InvalidHashError):
        return False


def is_dated(stored: str) -> bool:
    """Whether the parameters have risen since this hash was made."""
    return _hasher.check_needs_rehash(stored)


def shortest_for(role: Role) -> int:
    """How many characters a password of this role has. Fifteen stand in for the second factor that staff do not have yet."""
    return SHORTEST if role is Role.MEMBER else SHORTEST_OF_STAFF


def fit_password(password: str, *personal: str | None, role: Role = Role.MEMBER) -> None:
    """Raise RuleBroken on `password` when it is too short or among the first that would be tried.

    `personal` are words that would be guessed for this person: name, address, the site's name. Takes up to a tenth of a
    second for the oddest input, so it is never called inside transaction().
    """
    shortest = shortest_for(role)
    if len(password) < shortest:
        raise RuleBroken(f"Use {shortest} characters or more. Several words in a row are easy to remember.", "password")
    if len(password) > LONGEST:
        raise RuleBroken(f"Use {LONGEST} characters or fewer.", "password")
    if not is_guessed_soon(password, _personal_words(personal)):
        return
    if is_guessed_soon(password):
        raise RuleBroken("That password is one of the first that would be tried. Choose another.", "password")
    raise RuleBroken("That is too close to your name, your address or the site's. Choose another.", "password")


def _personal_words(personal: Iterable[str | None]) -> list[str]:
    """Each name whole, in its words, run together, and without its accents."""
    words: dict[str, None] = {}
    for name in filter(None, personal):
        plain = unicodedata.normalize("NFKD", name)
        bare = "".join(char for char in plain if not unicodedata.combining(char))
        for spelt in (name, bare):
            parts = re.findall(r"[^\W_]+", spelt)
            words |= dict.fromkeys([spelt, "".join(parts), *parts])
    return [word for word in words if len(word) > 2]


@cache
def _nobodys() -> str:
    return _hasher.hash("nobody's password")
