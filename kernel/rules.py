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


def in_words(seconds: int) -> str:
    """How long somebody is to wait: seconds, then minutes, then hours, rounded up."""
    if seconds < 90:
        return f"{seconds} seconds"
    return f"{-(-seconds // 60)} minutes" if seconds < 5400 else f"{-(-seconds // 3600)} hours"
