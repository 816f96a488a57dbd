"""What is wrong with a file, in words for whoever sent it, and where."""

from __future__ import annotations


class BadFile(ValueError):  # noqa: N818 (it says what is bad, not that something erred)
    """A file that cannot be counted. `line` is where, counted from 1; None when it concerns the whole file."""

    def __init__(self, message: str, line: int | None = None) -> None:
        super().__init__(f"line {line}: {message}" if line else message)
        self.message = message
        self.line = line


def shown(text: str) -> str:
    """A piece of the file short enough for a message."""
    plain = "".join(letter if letter.isprintable() else " " for letter in text)
    return f"“{plain[:40]}…”" if len(plain) > 40 else f"“{plain}”"
