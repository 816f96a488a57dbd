"""Checking everything that the record promises: each line, the links between them, what was committed to, the signed
roots, an old checkpoint somebody kept, and what other packages hold against the record."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass

from governance.record.note import Note
from governance.record.walking import Walk, walk
from governance.record.witnessed import checkpoint_faults, node_faults, note_faults
from kernel.database import db

Check = Callable[[], list[str]]
_checks: dict[str, Check] = {}


@dataclass(frozen=True)
class Fault:
    """One thing that is wrong. `seq` is the line it is about, 0 when it is about none; `check` says who found it."""

    seq: int
    words: str
    check: str = "record"

    def __str__(self) -> str:
        return f"line {self.seq} {self.words}" if self.seq else f"{self.check}: {self.words}"


@dataclass(frozen=True)
class Verified:
    """What a check found. The last hash stands for every line; `erased` commitments can no longer be opened, rightly."""

    lines: int
    last_hash: str
    faults: list[Fault]
    opened: int = 0
    erased: int = 0


def check(name: str) -> Callable[[Check], Check]:
    """Have `flask record verify` also run this: it returns what is wrong in words, nothing when all is well.

    @check("charter") above a function of a package's own; the name stands before its words.
    """

    def decorate(found: Check) -> Check:
        _checks[name] = found
        return found

    return decorate


def verify(kept: Note | None = None) -> Verified:
    """Walk the whole record and recompute all of it, and hold it against a checkpoint kept elsewhere. Raises nothing."""
    walked = walk()
    faults = [Fault(seq, words) for seq, words in walked.faults]
    faults += [Fault(0, words, "tree") for words in node_faults(walked)]
    faults += [Fault(0, words, "checkpoints") for words in checkpoint_faults(walked)]
    if kept:
        faults += [Fault(0, words, "your checkpoint") for words in note_faults(walked, kept)]
    for name in sorted(_checks):
        faults += [Fault(0, words, name) for words in run_check(name)]
    return Verified(walked.lines, walked.last_hash, faults, walked.opened, walked.erased)


def run_check(name: str) -> list[str]:
    """What one registered check finds wrong. A check that fails itself is a fault, too."""
    try:
        return _checks[name]()
    except Exception as error:  # spoiled rows may break any code that reads them
        db.session.rollback()
        return [f"could not be checked: {type(error).__name__}: {error}"[:300]]


__all__ = ["Fault", "Verified", "Walk", "check", "run_check", "verify"]
