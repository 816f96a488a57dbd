"""Reading a wishlist file: one proposal a line, as JSON in UTF-8. Every line that cannot be used is named with its reason, up
to a thousand of them: a file with more is no wishlist.

Nothing here knows the database.
"""

from __future__ import annotations

import json
from collections.abc import Iterable
from dataclasses import dataclass, field
from hashlib import sha256
from typing import Any

from ideas.wishlist.proposal import Proposal, Unusable, proposal_from
from kernel.rules import RuleBroken

MOST_BAD = 1_000


@dataclass(frozen=True)
class BadLine:
    """A line (counted from 1) that cannot be used, and why."""

    number: int
    reason: str


@dataclass
class Reading:
    """What a file holds: its proposals in the order of their ids, its bad lines, and a digest of all its bytes."""

    digest: str
    proposals: list[Proposal] = field(default_factory=list)
    bad: list[BadLine] = field(default_factory=list)


def read(lines: Iterable[bytes]) -> Reading:
    """Read a whole file, line by line. Blank lines are passed over. Raises RuleBroken when too many are bad."""
    hashed, seen = sha256(), dict[str, int]()
    reading = Reading("")
    for number, line in enumerate(lines, 1):
        hashed.update(line)
        line = line.removeprefix(b"\xef\xbb\xbf") if number == 1 else line
        if line.strip():
            try:
                proposal = _proposal(number, line, seen)
            except Unusable as unusable:
                reading.bad.append(BadLine(number, str(unusable)))
                if len(reading.bad) > MOST_BAD:
                    words = f"More than {MOST_BAD:,} lines cannot be used, line {number} the last: {unusable}."
                    raise RuleBroken(words) from None
            else:
                seen[proposal.id] = number
                reading.proposals.append(proposal)
    reading.digest = hashed.hexdigest()
    reading.proposals.sort(key=lambda proposal: proposal.id)
    return reading


def _proposal(number: int, line: bytes, seen: dict[str, int]) -> Proposal:
    proposal = proposal_from(number, _json(line))
    if proposal.id in seen:
        raise Unusable(f"the id {proposal.id!r} stands in line {seen[proposal.id]} already")
    return proposal


def _json(line: bytes) -> Any:
    try:
        text = line.decode()
    except UnicodeDecodeError as error:
        raise Unusable(f"not UTF-8: byte {error.start + 1} is 0x{line[error.start]:02x}") from None
    try:
        return json.loads(text)
    except json.JSONDecodeError as error:
        raise Unusable(f"not JSON: {error.msg} at character {error.pos + 1}") from None
    except RecursionError:
        raise Unusable("not JSON that can be read: nested too deep") from None
