"""A Pabulib file is read whole or not at all: whatever does not hold together is refused with its line."""

from __future__ import annotations

import re

from governance.pabulib.ballots import Limits, cast
from governance.pabulib.blocks import Block, Row, blocks_of
from governance.pabulib.election import Cast, Election, Project, VoteType
from governance.pabulib.faults import BadFile, shown
from governance.pabulib.numbers import amount, whole
from kernel.amount import NOT_IN_CENTS

LONGEST_ID = 100
_CURRENCY = re.compile(r"[A-Z]{3}", re.ASCII)
_SEPARATOR = re.compile("[,>]")  # between the choices of a ballot, in a file or in what is published
_RESERVED = {"", "none", "meta", "projects", "votes"}


def read(content: bytes) -> Election:
    """The election in this file. Raises BadFile, and nothing else, whatever the bytes."""
    blocks = blocks_of(content)
    meta = _Meta(blocks["META"])
    blocks["VOTES"].needs("voter_id", "vote")
    projects = _projects(blocks["PROJECTS"])
    meta.agrees("num_projects", len(projects), "projects")
    meta.agrees("num_votes", len(blocks["VOTES"].rows), "votes")
    limits = meta.limits()
    ballots = _ballots(blocks["VOTES"], meta.vote_type(), limits, {project.id: project for project in projects})
    return Election(
        meta=meta.values,
        lines=meta.lines,
        vote_type=meta.vote_type(),
        budget_minor=meta.budget(),
        projects=projects,
        ballots=ballots,
        most=limits.most,
        points=limits.points_together,
        minimum=meta.number("min_project_score_threshold") or 0,
    )


class _Meta:
    """The META block's values, each with its line."""

    def __init__(self, block: Block) -> None:
        block.needs("key", "value")
        self.end = block.line
        self.values: dict[str, str] = {}
        self.lines: dict[str, int] = {}
        for row in block.rows:
            key = row.cells["key"]
            if key in self.values:
                raise BadFile(f"META says {shown(key)} twice", row.line)
            self.values[key], self.lines[key] = row.cells["value"], row.line
        currency = self.values.get("currency")
        if currency and not _CURRENCY.fullmatch(currency):
            raise BadFile(f"the currency {shown(currency)} is not a code such as EUR", self.lines["currency"])
        if currency in NOT_IN_CENTS:
            raise BadFile(f"{currency} is not parted into hundredths, as every amount here is", self.lines["currency"])

    def number(self, key: str) -> int | None:
        """A whole number that is not negative, or None where the file does not say."""
        if not self.values.get(key):
            return None
        number = whole(self.values[key], key, self.lines[key])
        if number < 0:
            raise BadFile(f"{key} is negative", self.lines[key])
        return number

    def needed(self, key: str) -> str:
        if not self.values.get(key):
            raise BadFile(f"META does not say the {key}", self.lines.get(key, self.end))
        return self.values[key]

    def agrees(self, key: str, count: int, things: str) -> None:
        """What META says of how many there are must be so."""
        self.needed(key)
        if self.number(key) != count:
            raise BadFile(f"{key} says {shown(self.values[key])}, but there are {count:,} {things}", self.lines[key])

    def budget(self) -> int:
        return amount(self.needed("budget"), "the budget", self.lines["budget"])

    def vote_type(self) -> VoteType:
        named = self.needed("vote_type")
        if named not in set(VoteType):
            known = ", ".join(VoteType)
            raise BadFile(f"the vote_type {shown(named)} is none of {known}", self.lines["vote_type"])
        return VoteType(named)

    def limits(self) -> Limits:
        cost = self.values.get("max_sum_cost")
        return Limits(
            least=self.number("min_length"),
            most=1 if self.vote_type() is VoteType.CHOOSE_1 else self.number("max_length"),
            cost_together=amount(cost, "max_sum_cost", self.lines["max_sum_cost"]) if cost else None,
            points_each=self.number("max_points"),
            points_least=self.number("min_points"),
            points_together=self.number("max_sum_points"),
            points_together_least=self.number("min_sum_points"),
        )


def _projects(block: Block) -> tuple[Project, ...]:
    block.needs("project_id", "cost")
    found: dict[str, Project] = {}
    for row in block.rows:
        project = _project(row)
        if project.id in found:
            raise BadFile(f"the project {shown(project.id)} stands there twice", row.line)
        found[project.id] = project
    if not found:
        raise BadFile("there are no projects", block.line)
    return tuple(found.values())


def _project(row: Row) -> Project:
    more = dict(row.cells)
    named, cost = more.pop("project_id"), more.pop("cost")
    if named.lower() in _RESERVED or _SEPARATOR.search(named) or not named.isprintable() or len(named) > LONGEST_ID:
        raise BadFile(f"{shown(named)} cannot be the id of a project", row.line)
    minor, selected = amount(cost, "the cost", row.line), more.get("selected") == "1"
    return Project(named, minor, more.get("name", ""), selected, more, row.line)


def _ballots(block: Block, vote_type: VoteType, limits: Limits, projects: dict[str, Project]) -> tuple[Cast, ...]:
    block.needs("voter_id", "vote", *(["points"] if vote_type is VoteType.CUMULATIVE else []))
    found: dict[str, Cast] = {}
    for row in block.rows:
        ballot = cast(row, vote_type, limits, projects)
        if ballot.voter in found:
            raise BadFile(f"the voter {shown(ballot.voter)} votes twice", row.line)
        found[ballot.voter] = ballot
    if not found:
        raise BadFile("there are no votes", block.line)
    return tuple(found.values())
