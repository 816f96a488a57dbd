"""A count by the single transferable vote as it is kept: each stage in plain words and numbers, candidates by id.

Names are put in when it is read, so that somebody who leaves is named no longer.
"""

from __future__ import annotations

import re
from collections.abc import Mapping
from typing import Any

from governance.counting.contest import Contest
from governance.counting.outcome import Outcome, Stage
from governance.counting.stages import happened
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
        stages.append(_kept(stage, happened(stage, before, names)))
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


def read(kept: Mapping[str, Any]) -> Stage[int]:
    """A stage from what is kept of it; whose votes were passed on is in its words only."""
    return Stage(
        tallies={int(key): tally for key, tally in kept["tallies"].items()},
        elected=tuple(kept["elected"]),
        excluded=kept["excluded"],
        transferred=None,
        not_transferable=kept["not_transferable"],
    )


def _kept(stage: Stage[int], words: str) -> dict[str, Any]:
    return {
        "words": words,
        "tallies": {str(key): tally for key, tally in stage.tallies.items()},
        "not_transferable": stage.not_transferable,
        "elected": list(stage.elected),
        "excluded": stage.excluded,
    }
