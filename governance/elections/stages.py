"""A count by the single transferable vote as it is kept: each stage in plain words and numbers, candidates by id.

Names are put in when it is read, so that somebody who leaves is named no longer.
"""

from __future__ import annotations

import re
from collections.abc import Mapping
from typing import Any

from governance.counting.contest import Contest
from governance.counting.outcome import Outcome, Stage
from governance.counting.telling import reasons, told

PLACEHOLDER = re.compile(r"“#(\d+)#”")


def nobody_stood() -> dict[str, Any]:
    """What is kept when there was no candidate."""
    return {"elected": [], "told": ["Nobody stood, so nobody was elected."], "standings": [], "stages": []}


def counted(contest: Contest[int], outcome: Outcome[int]) -> dict[str, Any]:
    """What is kept of a count: who was elected, how it is told, each candidate's end and each stage."""
    names = {finalist.key: f"#{finalist.key}#" for finalist in contest.finalists}
    ends = zip(outcome.standings, reasons(outcome), strict=True)
    before: Stage[int] | None = None
    stages = []
    for stage in outcome.stages:
        stages.append(_kept(stage, before))
        before = stage
    return {
        "elected": list(outcome.winners),
        "told": told(outcome, names),
        "standings": [{"candidate": line.key, "won": line.won, "words": words} for line, words in ends],
        "stages": stages,
    }


def named(words: str, names: Mapping[int, str]) -> str:
    """The sentence with candidates' names in place of their ids."""
    return PLACEHOLDER.sub(lambda found: names.get(int(found[1]), "somebody"), words)


def _kept(stage: Stage[int], before: Stage[int] | None) -> dict[str, Any]:
    return {
        "words": " ".join(_sentences(stage, before)),
        "tallies": {str(key): tally for key, tally in stage.tallies.items()},
        "not_transferable": stage.not_transferable,
        "elected": list(stage.elected),
        "excluded": stage.excluded,
    }


def _sentences(stage: Stage[int], before: Stage[int] | None) -> list[str]:
    found = []
    if stage.excluded is not None:
        found.append(f"“#{stage.excluded}#” had the fewest and goes out; each ballot moves to its next choice.")
    elif stage.transferred is not None:
        found.append(
            f"What “#{stage.transferred}#” had above the quota moves on, each ballot's next choice getting its part."
        )
    elif before is None:
        found.append("Every ballot counts for its first choice.")
    lone = len(stage.elected) == 1
    if stage.elected:
        names = " and ".join(f"“#{one}#”" for one in stage.elected)
        found.append(f"{names} {'is' if lone else 'are'} elected.")
    return found
