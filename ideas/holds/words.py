"""What was found, in sentences: numbers about a group, never a judgement of a person."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import datetime
from typing import Any

from ideas.holds.hold import Finding
from ideas.holds.reason import HoldReason, Uncounted, VoteKind

ONE_OF = {VoteKind.SUPPORT: "one member’s supports", VoteKind.BALLOT: "one ballot"}
MANY_OF = {VoteKind.SUPPORT: "the supports of {} members", VoteKind.BALLOT: "{} ballots"}
WHY = {
    Uncounted.UNCONFIRMED: "from accounts that were not confirmed in time",
    Uncounted.TOO_NEW: "from accounts that were too new",
    Uncounted.HELD: "held for checking",
    Uncounted.INVALIDATED: "found invalid by two staff",
}


def facts_told(finding: Finding, titles: Mapping[int, str], at: datetime) -> list[str]:
    """The finding's facts as sentences for staff; until the close without what everybody else chose, which is sealed.

    `titles` are those of the concepts it names. The finding's round must be loaded.
    """
    facts = {**finding.facts, "sealed": not finding.round.is_closed(at)}
    concept = titles.get(facts.get("concept", 0), "a concept that is gone")
    return _TELLING[finding.reason](facts, concept, [titles.get(one, "a concept") for one in facts.get("concepts", [])])


def apart_told(figures: Mapping[tuple[VoteKind, Uncounted], int]) -> list[str]:
    """What was set apart, one sentence a reason, ballots first: "12 ballots held for checking"."""
    return [
        f"{_many(kind, figures[kind, why])} {WHY[why]}"
        for kind in (VoteKind.BALLOT, VoteKind.SUPPORT)
        for why in Uncounted
        if figures.get((kind, why))
    ]


def _many(kind: VoteKind, number: int) -> str:
    return ONE_OF[kind] if number == 1 else MANY_OF[kind].format(f"{number:,}")


def _network(facts: dict[str, Any], concept: str, _: list[str]) -> list[str]:
    elsewhere = f"Of everybody else, {facts['others_percent']} in 100 chose it."
    if facts["sealed"]:
        elsewhere = "Everybody else chose it far less often; how often is sealed until the close."
    if "networks" in facts:
        return [f"{facts['alike']} accounts in {facts['networks']} small networks chose “{concept}”.", elsewhere]
    return [f"{facts['alike']} of the {facts['group']} accounts opened from one network chose “{concept}”.", elsewhere]


def _burst(facts: dict[str, Any], concept: str, _: list[str]) -> list[str]:
    return [
        f"{facts['alike']} accounts that chose “{concept}” were opened close together.",
        f"In {_span(facts['hours'])} {facts['joined']} accounts were opened; {facts['most']} of them chose it.",
    ]


def _follow(facts: dict[str, Any], _: str, row: list[str]) -> list[str]:
    chosen = ", ".join(f"“{title}”" for title in row)
    return [
        f"{facts['alike']} accounts chose the same, one after another: {chosen}.",
        f"{facts['most']} of them did so within {facts['hours']} hours.",
    ]


def _target(facts: dict[str, Any], concept: str, _: list[str]) -> list[str]:
    return [
        f"{facts['alike']} new accounts chose “{concept}” and nothing else.",
        f"In {_span(facts['hours'])} {facts['joined']} accounts were opened; {facts['most']} were of this kind.",
    ]


def _span(hours: int) -> str:
    if hours <= 24:
        return "one hour" if hours == 1 else f"{hours} hours"
    return f"{hours // 24} days"


_TELLING = {
    HoldReason.SHARED_NETWORK: _network,
    HoldReason.SIGN_UP_BURST: _burst,
    HoldReason.FOLLOW_THE_LEADER: _follow,
    HoldReason.ONE_TARGET: _target,
}
