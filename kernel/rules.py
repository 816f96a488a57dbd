"""A rule of the site that an act found broken. The message is for the person who acted and says what would be allowed."""

from __future__ import annotations

from collections.abc import Sequence


class RuleBroken(Exception):  # noqa: N818  (read aloud: raise RuleBroken)
    """Answered with 422: on the form field named, or atop the form when none is. `also` are others broken beside it."""

    def __init__(self, message: str, field: str | None = None, also: Sequence[RuleBroken] = ()) -> None:
        super().__init__(message)
        self.message = message
        self.field = field
        self.also = also


def refuse_all(broken: Sequence[RuleBroken]) -> None:
    """Raise these as one when there are any, so that whoever typed learns of every gap at once."""
    if broken:
        raise RuleBroken(broken[0].message, broken[0].field, broken[1:])


class Throttled(Exception):  # noqa: N818
    """Answered with 429: too many tries for now. `retry_after` is in seconds."""

    def __init__(self, words: str, retry_after: int) -> None:
        super().__init__(words)
        self.words = words
        self.retry_after = retry_after


class TooManyTries(Throttled):
    """What was tried too often guards a password."""


def counted(number: int, name: str) -> str:
    """A number with its noun: "1 minute", "3 minutes"."""
    return f"{number} {name}{'' if number == 1 else 's'}"


def wait_words(seconds: int) -> str:
    """How long somebody is to wait: seconds, then minutes, then hours, rounded up."""
    if seconds < 90:
        return counted(seconds, "second")
    return counted(-(-seconds // 60), "minute") if seconds < 5400 else counted(-(-seconds // 3600), "hour")
