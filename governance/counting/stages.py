"""The stages of a single transferable vote, told and drawn: what happened at each, and how many votes everybody then had."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass

from governance.counting.contest import C
from governance.counting.outcome import Stage
from governance.counting.single_transferable import ONE


@dataclass(frozen=True, slots=True)
class Tallied:
    """One candidate's votes at a stage, and whether it was elected or went out there: "elected", "out" or ""."""

    name: str
    votes: float
    end: str


@dataclass(frozen=True, slots=True)
class Drawn:
    """One stage: its sentences, who was still in it, and the votes whose ballots named nobody further."""

    words: str
    tallied: list[Tallied]
    lost: float


def happened(stage: Stage[C], before: Stage[C] | None, names: Mapping[C, str]) -> str:
    """What happened at a stage, in one or two sentences. `before` is the stage before it, None at the first."""
    found = []
    if stage.excluded is not None:
        found.append(f"“{names[stage.excluded]}” had the fewest and goes out; each ballot moves to its next choice.")
    elif stage.transferred is not None:
        found.append(
            f"What “{names[stage.transferred]}” had above the quota moves on, each ballot's next choice getting its part."
        )
    elif before is None:
        found.append("Every ballot counts for its first choice.")
    if stage.elected:
        elected = " and ".join(f"“{names[one]}”" for one in stage.elected)
        found.append(f"{elected} {'is' if len(stage.elected) == 1 else 'are'} elected.")
    return " ".join(found)


def drawn(stages: Sequence[Stage[C]], words: Sequence[str], names: Mapping[C, str]) -> list[Drawn]:
    """The stages as they are drawn, candidates in the order of `names`; one that went out is left out of later stages."""
    out: set[C] = set()
    found = []
    for stage, told in zip(stages, words, strict=True):
        tallied = [
            Tallied(name, stage.tallies.get(key, 0) / ONE, _end(stage, key))
            for key, name in names.items()
            if key not in out
        ]
        found.append(Drawn(told, tallied, stage.not_transferable / ONE))
        out |= set() if stage.excluded is None else {stage.excluded}
    return found


def _end(stage: Stage[C], key: C) -> str:
    if stage.excluded == key:
        return "out"
    return "elected" if key in stage.elected else ""
