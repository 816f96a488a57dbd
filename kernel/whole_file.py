"""A file as an answer's body: the server sends it from where it lies; another server, or a test, reads it part by part."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

AT_ONCE = 1 << 16


class WholeFile:
    """Opened when it is first read, and closed by whoever stops reading."""

    def __init__(self, path: Path) -> None:
        self.path = path

    def __iter__(self) -> Iterator[bytes]:
        with self.path.open("rb") as file:
            while part := file.read(AT_ONCE):
                yield part
