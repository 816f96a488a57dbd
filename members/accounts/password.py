"""Passwords: argon2id, ten characters or more of anything that is not commonly tried; two hashes at a time per process."""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import contextmanager
from functools import cache
from pathlib import Path
from threading import BoundedSemaphore

from argon2 import PasswordHasher
from argon2.exceptions import InvalidHashError, VerificationError

from kernel.rules import RuleBroken, Throttled

SHORTEST, LONGEST = 10, 200
ORNAMENTS = "0123456789!?.,;:-_+*#$%&/()= "
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


def fit_password(password: str, *personal: str | None) -> None:
    """Raise RuleBroken on `password` when it is too short or among the first that would be tried.

    `personal` are words that would be guessed for this person: name, address, the site's name.
    """
    if len(password) < SHORTEST:
        raise RuleBroken(f"Use {SHORTEST} characters or more. Several words in a row are easy to remember.", "password")
    if len(password) > LONGEST:
        raise RuleBroken(f"Use {LONGEST} characters or fewer.", "password")
    plain = password.casefold()
    bare = plain.strip(ORNAMENTS)
    if {plain, bare} & _common() or _is_pattern(plain):
        raise RuleBroken("That password is one of the first that would be tried. Choose another.", "password")
    if any(word and len(word) > 3 and word.casefold() in plain and len(plain) - len(word) < 6 for word in personal):
        raise RuleBroken("That is too close to your name, your address or the site's. Choose another.", "password")


def _is_pattern(plain: str) -> bool:
    """One piece over and over, or a run along the alphabet or the digits."""
    if len(set(plain)) < 4:
        return True
    if any(plain == (plain[:size] * len(plain))[: len(plain)] for size in range(1, len(plain) // 2 + 1)):
        return True
    return all(ord(b) - ord(a) in (1, -9) for a, b in zip(plain, plain[1:], strict=False))


@cache
def _common() -> frozenset[str]:
    lines = (Path(__file__).parent / "common_passwords.txt").read_text().splitlines()
    return frozenset(line for line in lines if not line.startswith("#"))


@cache
def _nobodys() -> str:
    return _hasher.hash("nobody's password")
