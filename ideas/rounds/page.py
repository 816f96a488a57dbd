"""The round's page as one value: what this reader sees in this phase, in at most six statements for a guest and ten for a
member, however many concepts there are.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime
from typing import Any

from governance.charter.values import value
from ideas.exposure.queries import level
from ideas.forums.policy import standing
from ideas.lineage import lineages_in
from ideas.rounds.order import EVENNESS, beginning_of, hour_for, hour_of, shuffle_for
from ideas.rounds.phase import HEARING, Phase
from ideas.rounds.round import Round
from ideas.rounds.table import (
    MOST_CHOICES_SHOWN,
    Choice,
    chosen_in,
    concepts_on_the_table,
    finalists_on_the_table,
    result_lines,
    supported_in,
    why_in_short,
)
from ideas.status.queries import statuses_of
from ideas.status.stop import Status
from ideas.supports.policy import may_support
from ideas.supports.queries import supported_among
from kernel.paging import Page
from kernel.policy import Verdict
from members.accounts.member import Member

PARTS = {
    Phase.ANNOUNCED: "ideas/rounds/_announced.html",
    Phase.PROPOSING: "ideas/rounds/_proposing.html",
    Phase.REFINING: "ideas/rounds/_refining.html",
    Phase.BALLOTING: "ideas/rounds/_balloting.html",
    Phase.CLOSED: "ideas/rounds/_closed.html",
}


@dataclass(frozen=True, slots=True)
class RoundPage:
    """What the template needs besides the round. `page` holds concepts, or result lines once the round is counted."""

    phase: Phase
    since: int
    part: str
    page: Page[Any]
    choices: Sequence[Choice]
    chosen: frozenset[int]
    stale: frozenset[int]
    may_support: dict[int, Verdict]
    statuses: dict[int, Status]
    lineages: dict[int, str]
    whys: dict[int, str]
    may_act: Verdict


def round_page(round: Round, reader: Member | None, number: int, at: datetime, since: int | None = None) -> RoundPage:
    """The page of a round whose forum is loaded, for this reader; `since` is the hour in which their visit began."""
    phase = round.phase(at)
    choices = choices_in(round, reader, phase)
    hour = hour_for(since, at)
    page = _table(round, reader, number, at, phase, hour)
    return RoundPage(
        phase=phase,
        since=hour,
        part="ideas/rounds/_withdrawn.html" if round.withdrawn_at else PARTS[phase],
        page=page,
        choices=choices,
        chosen=_chosen(reader, page, choices),
        stale=frozenset(choice.concept_id for choice in choices if choice.stale),
        may_support={one.id: may_support(reader, one, at) for one in page.rows} if phase in HEARING else {},
        statuses=(statuses := _statuses(page, at) if phase is Phase.CLOSED else {}),
        lineages=lineages_in(round.id) if statuses else {},
        whys={one.id: why_in_short(one, round) for one in page.rows} if phase is Phase.CLOSED else {},
        may_act=standing(reader),
    )


def choices_in(round: Round, reader: Member | None, phase: Phase) -> Sequence[Choice]:
    """What this reader has chosen so far: supports until the ballot, the ballot from then on."""
    if phase in (Phase.BALLOTING, Phase.CLOSED):
        return chosen_in(round, reader)
    return supported_in(round, reader) if phase is not Phase.ANNOUNCED else []


def _statuses(page: Page[Any], at: datetime) -> dict[int, Status]:
    """Where each concept of the result stands, in the words of its own page; of hidden ones nothing is told."""
    return statuses_of([line.concept for line in page.rows if line.concept.hidden_at is None], at)


def _chosen(reader: Member | None, page: Page[Any], choices: Sequence[Choice]) -> frozenset[int]:
    """What this reader has chosen. Only who chose more than is read at once costs another statement."""
    chosen = frozenset(choice.concept_id for choice in choices)
    if len(choices) < MOST_CHOICES_SHOWN:
        return chosen
    return chosen | supported_among(reader, [getattr(row, "concept_id", row.id) for row in page.rows])


def _table(round: Round, reader: Member | None, number: int, at: datetime, phase: Phase, hour: int) -> Page[Any]:
    if phase is Phase.ANNOUNCED:
        return Page([], 1, False)
    if phase is Phase.CLOSED:
        return result_lines(round, number)
    reader_id = reader.id if reader else None
    if phase is Phase.BALLOTING:
        return finalists_on_the_table(round, shuffle_for(reader_id, hour), number)
    shuffle = shuffle_for(reader_id, hour, value(EVENNESS))
    return concepts_on_the_table(round, shuffle, level(hour, hour_of(at)), number, beginning_of(hour))
