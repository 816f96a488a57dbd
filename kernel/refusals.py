"""The ways in which a delivery fails that say in words what was wrong, and whose fault it was."""

from __future__ import annotations


class Ended(Exception):  # noqa: N818
    """This will never be delivered, so that no further try is made.

    `to_hash` is the address it was for, as paused addresses are kept. `quiet` when nobody needs to look at it.
    """

    def __init__(self, words: str, to_hash: str | None = None, quiet: bool = False) -> None:
        super().__init__(words)
        self.to_hash, self.quiet = to_hash, quiet


class ServerAway(Exception):  # noqa: N818
    """What all letters go through does not work: this one waits on, and none of its tries is spent."""


class TryLater(Exception):  # noqa: N818
    """Not now, said the server, or for a reason that may be ours to change: this one is tried again, at most twelve times."""
