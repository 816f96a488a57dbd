"""A rule of the site that an act found broken. The message is for the person who acted and says what would be allowed."""

from __future__ import annotations


class RuleBroken(Exception):  # noqa: N818  (read aloud: raise RuleBroken)
    """Answered with 422: on the form field named, or atop the form when none is."""

    def __init__(self, message: str, field: str | None = None) -> None:
        super().__init__(message)
        self.message = message
        self.field = field


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
