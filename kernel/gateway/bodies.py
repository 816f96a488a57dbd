"""Bodies are read whole, before a thread is taken, under one deadline that dripping does not move.

A small one has 10 seconds, an upload 20 and one more for each 20 KB, six minutes at most. What is larger than 64 KB goes to a
file without a name in the data folder; all that is held at once in one process is bounded.
"""

from __future__ import annotations

from asyncio import timeout
from collections.abc import AsyncIterator, Iterator
from contextlib import contextmanager, suppress
from dataclasses import dataclass, field
from pathlib import Path
from tempfile import SpooledTemporaryFile
from typing import Any, BinaryIO

KB, MIB = 1000, 1024 * 1024
IN_MEMORY = 64 * 1024
MOST_HELD = 512 * MIB
MOST_DRAINED = 64 * MIB


class TooLarge(Exception):  # noqa: N818
    """More came than the route takes."""


class CutOff(Exception):  # noqa: N818
    """The body ended before its end."""


class NoRoom(Exception):  # noqa: N818
    """Nothing more can be held: the disk is full, or too many bodies are held already."""


@dataclass(frozen=True)
class Patience:
    """How many seconds a body may take."""

    small: float = 10
    upload: float = 20
    bytes_a_second: int = 20 * KB
    most: float = 360

    def for_upload(self, length: int) -> float:
        """The seconds an upload of this length may take."""
        return min(self.upload + length / self.bytes_a_second, self.most)


@dataclass
class Holding:
    """How many bytes of bodies this process holds, and where."""

    folder: Path
    most: int = MOST_HELD
    held: int = 0

    @contextmanager
    def body(self) -> Iterator[Body]:
        """An empty body; what it holds is let go at the end."""
        with SpooledTemporaryFile(IN_MEMORY, dir=str(self.folder)) as file:
            body = Body(self, file)  # type: ignore[arg-type]
            try:
                yield body
            finally:
                self.held -= body.length


@dataclass
class Body:
    """What has come of one body, in memory or in a file."""

    holding: Holding
    file: BinaryIO
    length: int = field(default=0)

    async def read(self, proto: Any, declared: int | None, most: int, seconds: float) -> None:
        """Take in all of it. Raises TimeoutError, TooLarge, CutOff or NoRoom."""
        empty = 0  # the server ends a body with one empty chunk, and tells a broken one by another
        async with timeout(seconds):
            async for chunk in chunks(proto):
                empty += not chunk
                self._add(chunk)
                if self.length > most:
                    raise TooLarge
        if empty > 1 or (declared is not None and self.length != declared):
            raise CutOff
        self.file.seek(0)

    def _add(self, chunk: bytes) -> None:
        self.length += len(chunk)
        self.holding.held += len(chunk)
        if self.holding.held > self.holding.most:
            raise NoRoom
        try:
            self.file.write(chunk)
        except OSError as full:
            raise NoRoom from full


async def chunks(proto: Any) -> AsyncIterator[bytes]:
    """What comes of a body that was begun; may be left and taken up again."""
    while True:
        try:
            yield await proto.__anext__()
        except StopAsyncIteration:
            return


async def drain(proto: Any, seconds: float) -> None:
    """Let go of what a browser still sends after its answer: it shows the answer only once it has sent it all."""
    left = MOST_DRAINED
    with suppress(TimeoutError):
        async with timeout(seconds):
            async for chunk in chunks(proto):
                left -= len(chunk)
                if left < 0:
                    return
