"""What the page for counting a round again says: whether anything is published, what, and what was set apart."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Any

from ideas.ballots.publication.publication import Publication
from ideas.ballots.publication.shelf import NAMES, folder_of
from ideas.ballots.result import Result
from ideas.holds.reason import SHORT_REASONS, HoldReason, Uncounted
from ideas.holds.words import WHY

WHAT = {
    "ballots.json": "Everything in one file, for recount.py: ballots, rule, costs, seed, result, and the record’s proofs.",
    "ballots.csv": "The ballots for a spreadsheet: a row for each, a column for each finalist.",
    "finalists.csv": "The finalists for a spreadsheet: costs, votes, who won and why.",
    "ballots.pb": "The election in the Pabulib format, which other counting programs read.",
    "ballots.txt": "What the count’s fingerprint covers, to the byte: its SHA-256 is on the public record.",
}


@dataclass(frozen=True, slots=True)
class File:
    """A published file: its name, what it is for, its size in bytes, and its SHA-256."""

    name: str
    what: str
    size: int
    digest: str

    @property
    def size_words(self) -> str:
        """Its size as people say it."""
        if self.size < 1_000_000:
            return f"{max(1, round(self.size / 1000)):,} KB"
        return f"{self.size / 1_000_000:,.1f} MB"


def state_of(result: Result | None, publication: Publication | None) -> str:
    """Which of the page's states it is in: uncounted, waiting for the worker, withheld, published with its files there."""
    if result is None:
        return "uncounted"
    if publication is None:
        return "waiting"
    if not publication.is_published:
        return "withheld"
    return "published" if folder_of(publication.digest).exists() else "waiting"


def files_of(publication: Publication | None) -> list[File]:
    """The files there are, the most useful first."""
    kept: dict[str, Any] = publication.files if publication else {}
    return [File(name, WHAT[name], kept[name][1], kept[name][0]) for name in NAMES if name in kept]


def set_apart_words(publication: Publication | None) -> list[str]:
    """What was set apart at the close, a phrase for each reason: “3 held for checking: shared network”."""
    rows = publication.facts["set_apart"] if publication and publication.facts else []
    return [_apart(row) for row in rows]


def _apart(row: dict[str, Any]) -> str:
    words = f"{row['ballots']:,} {WHY[Uncounted(row['why'])]}"
    return f"{words}: {SHORT_REASONS[HoldReason(row['reason'])]}" if row["reason"] else words
