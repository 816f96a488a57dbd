"""One row of votes: what it names must exist and stand there once, and its number and points must keep the file's limits."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass

from governance.pabulib.blocks import Row
from governance.pabulib.election import Cast, Project, VoteType
from governance.pabulib.faults import BadFile, shown
from governance.pabulib.numbers import whole

LONGEST_VOTER = 120


@dataclass(frozen=True, slots=True)
class Limits:
    """What META allows a ballot; None where it does not say."""

    least: int | None = None
    most: int | None = None
    cost_together: int | None = None
    points_each: int | None = None
    points_least: int | None = None
    points_together: int | None = None
    points_together_least: int | None = None


def cast(row: Row, vote_type: VoteType, limits: Limits, projects: Mapping[str, Project]) -> Cast:
    """The ballot in this row. A blank one names nothing. Raises BadFile."""
    voter = row.cells["voter_id"]
    if not voter.isprintable() or voter.lower() in ("", "meta", "projects", "votes"):
        raise BadFile(f"{shown(voter)} cannot be the id of a voter", row.line)
    if len(voter) > LONGEST_VOTER:
        raise BadFile(f"the voter {shown(voter)} has an id of more than {LONGEST_VOTER} letters", row.line)
    choices = _listed(row.cells["vote"])
    _known(choices, vote_type, projects, row.line)
    _long_enough(choices, limits, row.line)
    together = sum(projects[choice].cost_minor for choice in choices)
    if limits.cost_together is not None and together > limits.cost_together:
        raise BadFile("the choices cost more together than max_sum_cost", row.line)
    return Cast(voter, choices, _points(row, vote_type, limits, choices))


def _listed(text: str) -> tuple[str, ...]:
    return tuple(part.strip() for part in text.split(",")) if text and text.lower() != "none" else ()


def _known(choices: tuple[str, ...], vote_type: VoteType, projects: Mapping[str, Project], line: int) -> None:
    for choice in choices:
        if choice not in projects:
            raise BadFile(f"the vote names {shown(choice)}, which is no project of this file", line)
    if len(set(choices)) < len(choices):
        twice = next(choice for at, choice in enumerate(choices) if choice in choices[:at])
        names = "ranks" if vote_type is VoteType.ORDINAL else "names"
        raise BadFile(f"the vote {names} {shown(twice)} twice", line)


def _long_enough(choices: tuple[str, ...], limits: Limits, line: int) -> None:
    if limits.most is not None and len(choices) > limits.most:
        raise BadFile(f"the vote has {len(choices):,} choices; {limits.most:,} are the most", line)
    if limits.least is not None and len(choices) < limits.least:
        raise BadFile(f"the vote has {len(choices):,} choices; {limits.least:,} are the least", line)


def _points(row: Row, vote_type: VoteType, limits: Limits, choices: tuple[str, ...]) -> tuple[int, ...]:
    if vote_type not in (VoteType.CUMULATIVE, VoteType.ORDINAL):
        return ()
    if vote_type is VoteType.ORDINAL and "points" not in row.cells:
        best = limits.most or len(choices)
        return tuple(best - rank for rank in range(len(choices)))
    points = tuple(whole(part, "the number of points", row.line) for part in _listed(row.cells["points"]))
    if len(points) != len(choices):
        raise BadFile(f"the vote has {len(choices):,} choices, but {len(points):,} numbers of points", row.line)
    if vote_type is VoteType.ORDINAL and any(
        lower >= higher for higher, lower in zip(points, points[1:], strict=False)
    ):
        raise BadFile("two choices have the same rank, or the points rise where the ranks fall", row.line)
    _within(points, limits, row.line)
    return points


def _within(points: tuple[int, ...], limits: Limits, line: int) -> None:
    together = sum(points)
    if any(given < 0 for given in points):
        raise BadFile("the vote gives negative points", line)
    if limits.points_each is not None and any(given > limits.points_each for given in points):
        raise BadFile(f"the vote gives one project more than {limits.points_each:,} points", line)
    if limits.points_least is not None and any(given < limits.points_least for given in points):
        raise BadFile(f"the vote gives one project less than {limits.points_least:,} points", line)
    if limits.points_together is not None and together > limits.points_together:
        raise BadFile(f"the vote gives {together:,} points; {limits.points_together:,} are the most", line)
    if limits.points_together_least is not None and together < limits.points_together_least:
        raise BadFile(f"the vote gives {together:,} points; {limits.points_together_least:,} are the least", line)
