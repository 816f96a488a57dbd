"""A voter's own line among the published ballots, found by its receipt: the lines stand in the order of their receipts, so
a few reads find one among a million.
"""

from __future__ import annotations

import re
from dataclasses import dataclass
from io import BufferedReader

from sqlalchemy import select

from ideas.ballots.ballot import Ballot
from ideas.ballots.inputs import is_counted
from ideas.ballots.publication.publication import Publication
from ideas.ballots.publication.shelf import folder_of
from ideas.holds.hold import UncountedVote
from ideas.holds.reason import Uncounted, VoteKind
from ideas.rounds.round import Round
from kernel.database import db

LONGEST = 64


@dataclass(frozen=True, slots=True)
class Found:
    """A published line: its receipt, and its choices as (finalist's title, points or rank or nothing)."""

    receipt: str
    choices: list[tuple[str, str]]


def receipt_from(typed: str) -> str:
    """A receipt as it was typed, copied or read aloud: without spaces and dashes, in small letters."""
    return re.sub(r"[\W_]", "", typed).lower()[:LONGEST]


def found(publication: Publication, receipt: str) -> Found | None:
    """The published line with this receipt, None when there is none."""
    with (folder_of(publication.digest) / "ballots.txt").open("rb") as file:
        line = _searched(file, receipt.encode())
    return _told(publication, line) if line is not None else None


def is_counted_with(round: Round, receipt: str) -> bool:
    """Whether a counted ballot of this round has this receipt; for whoever cannot find its line among published ones."""
    return db.session.scalar(select(Ballot.id).where(is_counted(round), Ballot.receipt == receipt)) is not None


def set_apart_with(round_id: int, receipt: str) -> Uncounted | None:
    """Why the ballot with this receipt was not counted in this round; None when it was, or there is none."""
    why: Uncounted | None = db.session.scalar(
        select(UncountedVote.why)
        .join(Ballot, Ballot.member_id == UncountedVote.member_id)
        .where(
            Ballot.receipt == receipt,
            Ballot.round_id == round_id,
            UncountedVote.round_id == round_id,
            UncountedVote.kind == VoteKind.BALLOT,
        )
    )
    return why


def _searched(file: BufferedReader, receipt: bytes) -> bytes | None:
    """The line that begins with the receipt and a space, by halves."""
    file.readline()  # the rule and the finalists
    low, high = file.tell(), file.seek(0, 2)
    while low < high:
        middle = (low + high) // 2
        file.seek(max(low, middle - 1))
        if middle > low:
            file.readline()  # the end of the line before, so that one beginning right here is met
        start = file.tell()
        line = file.readline()
        if not line or start >= high:
            high = middle if middle > low else low
        elif line.startswith(receipt + b" "):
            return line
        elif line < receipt:
            low = file.tell()
        else:
            high = middle
    return None


def _told(publication: Publication, line: bytes) -> Found:
    receipt, _, text = line.decode().rstrip("\n").partition(" ")
    facts = publication.facts or {}
    kind, titles = facts["rule"]["ballot_kind"], {one["id"]: one["title"] for one in facts["finalists"]}
    marks = [mark for mark in text.split(">" if kind == "ranked" else ",") if mark]
    if kind == "points":
        given = [mark.rpartition(":") for mark in marks]
        return Found(receipt, [(titles.get(one, one), points) for one, _, points in given])
    ranks = [str(place) if kind == "ranked" else "" for place in range(1, len(marks) + 1)]
    return Found(receipt, [(titles.get(one, one), rank) for one, rank in zip(marks, ranks, strict=True)])
