"""An election as a Pabulib file tells it. Money is in minor units of a two-decimal currency, ids are text."""

from __future__ import annotations

from dataclasses import dataclass, field
from enum import StrEnum

from governance.counting.contest import BallotKind, Contest, Finalist, TieRule, Vote, grouped


class VoteType(StrEnum):
    """The kinds of ballot this site can count."""

    APPROVAL = "approval"
    CHOOSE_1 = "choose-1"
    CUMULATIVE = "cumulative"
    ORDINAL = "ordinal"

    @property
    def kind(self) -> BallotKind:
        """The same as a kind of ballot of this site."""
        return {VoteType.CUMULATIVE: BallotKind.POINTS, VoteType.ORDINAL: BallotKind.RANKED}.get(
            self, BallotKind.APPROVAL
        )


@dataclass(frozen=True, slots=True)
class Project:
    """What could be voted for. `more` holds the file's other columns as they stand, `line` is where it stands."""

    id: str
    cost_minor: int
    name: str = ""
    selected: bool = False
    more: dict[str, str] = field(default_factory=dict)
    line: int = field(default=0, compare=False)


@dataclass(frozen=True, slots=True)
class Cast:
    """One voter's ballot. Points run beside the choices; an ordinal ballot has them for its ranks."""

    voter: str
    choices: tuple[str, ...]
    points: tuple[int, ...] = ()


@dataclass(frozen=True)
class Election:
    """Everything of a file, in its order. `most` is how many choices a ballot may have, `points` how many to give.

    `lines` is where each key of META stands.
    """

    meta: dict[str, str]
    vote_type: VoteType
    budget_minor: int
    projects: tuple[Project, ...]
    ballots: tuple[Cast, ...]
    most: int | None = None
    points: int | None = None
    minimum: int = 0
    lines: dict[str, int] = field(default_factory=dict, compare=False)

    @property
    def currency(self) -> str | None:
        """The ISO 4217 code, where the file names one."""
        return self.meta.get("currency") or None

    @property
    def title(self) -> str:
        """What the file calls itself."""
        return self.meta.get("description", "")

    @property
    def official_winners(self) -> tuple[str, ...] | None:
        """The ids marked as selected, in file order; None where the file has no such column."""
        if "selected" not in self.meta_columns:
            return None
        return tuple(project.id for project in self.projects if project.selected)

    @property
    def meta_columns(self) -> frozenset[str]:
        """The columns beyond id and cost that the projects have."""
        return frozenset(self.projects[0].more) if self.projects else frozenset()

    def contest(self, tie_rule: TieRule = TieRule.BY_ID) -> Contest[str]:
        """What governance.counting counts. One step of add1 is one whole currency unit for every voter."""
        return Contest(
            finalists=tuple(Finalist(project.id, project.cost_minor) for project in self.projects),
            votes=grouped(Vote(ballot.choices, ballot.points) for ballot in self.ballots),
            budget=self.budget_minor,
            kind=self.vote_type.kind,
            tie_rule=tie_rule,
        )
