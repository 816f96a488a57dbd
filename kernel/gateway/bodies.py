"""Bodies are read whole, before a thread is taken, under one deadline that dripping does not move.

A small one has 10 seconds, an upload 20 and one more for each 20 KB, six minutes at most. What is larger than 64 KB goes to a
file without a name in the data folder. Uploads need room, which nobody may take up alone; small ones never wait for it, since
all connections together bound them.
"""

from __future__ import annotations

from asyncio import timeout
from collections import Counter
from collections.abc import AsyncIterator, Callable, Iterator, Sequence
from contextlib import ExitStack, contextmanager, suppress
from dataclasses import dataclass, field
from pathlib import Path
from tempfile import SpooledTemporaryFile
from typing import Any, BinaryIO

KB, MIB = 1000, 1024 * 1024
IN_MEMORY = 64 * 1024
MOST_HELD = 512 * MIB
SHARES = (
    64 * MIB,
    128 * MIB,
)  # of it, for what is under way from one network, the nearest and the wider; one upload fits
MOST_DRAINED = 64 * MIB


class TooLarge(Exception):  # noqa: N818
    """More came than the route takes."""


class CutOff(Exception):  # noqa: N818
    """The body ended before its end."""


class NoRoom(Exception):  # noqa: N818
    """Nothing more can be held: the disk is full, or too many uploads are held or under way already."""


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
class Room:
    """How many bytes of uploads this process may hold, and how many of them may be under way from one network."""

    most: int = MOST_HELD
    held: int = 0
    _under_way: Counter[str] = field(default_factory=Counter)

    @contextmanager
    def taken(self, length: int, networks: Sequence[str]) -> Iterator[Callable[[], None]]:
        """Room for an upload; yields what to call once all of it has come. Raises NoRoom."""
        theirs = list(zip(networks, SHARES, strict=False))
        if self.held + length > self.most or any(self._under_way[name] + length > share for name, share in theirs):
            raise NoRoom
        self.held += length
        self._under_way.update(dict.fromkeys(networks, length))
        with ExitStack() as coming:
            coming.callback(self._came, networks, length)
            try:
                yield coming.close
            finally:
                self.held -= length

    def _came(self, networks: Sequence[str], length: int) -> None:
        self._under_way -= Counter(dict.fromkeys(networks, length))  # in place this forgets whose rest is nothing


@contextmanager
def empty_body(folder: Path) -> Iterator[Body]:
    """A body of which nothing has come; what it holds is let go at the end."""
    with SpooledTemporaryFile(IN_MEMORY, dir=str(folder)) as file:
        yield Body(file)  # type: ignore[arg-type]


@dataclass
class Body:
    """What has come of one body, in memory or in a file."""

    file: BinaryIO
    length: int = 0

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
