"""Where a concept stands once staff owe it an answer: being judged, found viable, returned, declined, or before a jury."""

from __future__ import annotations

from collections.abc import Callable
from datetime import datetime, timedelta

from governance.charter.values import value
from ideas.status.facts import Facts
from ideas.status.stop import Status, Stop
from ideas.viability.rubric import AssessmentVerdict


def judged(url: str, facts: Facts, at: datetime) -> Status:
    """What the newest answer of staff says; `url` is the page of all answers to this concept."""
    return _SAID[facts.verdict](url, facts, at)


def appeal_until(facts: Facts) -> datetime | None:
    """Until when its authors may ask for a jury; None when they cannot, or have."""
    if facts.verdict is not AssessmentVerdict.DECLINED or facts.jury_id or facts.decided_at is None:
        return None
    return facts.decided_at + timedelta(days=value("jury.appeal-days"))


def _waits(url: str, facts: Facts, at: datetime) -> Status:
    words = "It won, and staff judge in public whether it can be made."
    if facts.is_from_jury:
        words = "It was sent back by a jury, and staff judge once more whether it can be made."
    ends = ("The answer is due", "The answer was due")
    step = ("See the assessment", url, facts.due_at, ends)
    return Status(Stop.VIABILITY, "won, being judged", words, "good", False, *step)


def _viable(url: str, facts: Facts, at: datetime) -> Status:
    words = "It won and was found viable: it becomes a product."
    return Status(Stop.PRE_ORDER, "found viable", words, "good", label="Read why", url=url)


def _returned(url: str, facts: Facts, at: datetime) -> Status:
    words = "It won, and was returned for changes. Once its authors have revised it, they can ask for a new answer."
    return Status(Stop.VIABILITY, "returned for changes", words, "warn", label="See what should change", url=url)


def _declined(url: str, facts: Facts, at: datetime) -> Status:
    if facts.jury_is_open:
        words, path = (
            "It won and was declined. Its authors appealed, and a jury of members hears them.",
            f"/juries/{facts.jury_id}",
        )
        ends = ("The jury answers by", "The jury was to answer by")
        return Status(
            Stop.VIABILITY, "before a jury", words, "warn", False, "See the appeal", path, facts.jury_until, ends
        )
    until, words = appeal_until(facts), "It won, but staff declined to make it."
    step = ("Read why, and what would change it", url)
    if until and at < until:
        words = f"{words} Its authors may appeal to a jury of members."
        ends = ("The time to appeal ends", "The time to appeal ended")
        return Status(Stop.VIABILITY, "declined", words, "bad", False, *step, until, ends)
    if facts.is_from_jury:
        words = "It won and was declined; a jury sent it back, and staff declined it again."
    elif facts.jury_id:
        words = "It won, but staff declined to make it, and a jury of members let that stand."
    return Status(Stop.VIABILITY, "declined", words, "bad", True, *step)


_SAID: dict[AssessmentVerdict | None, Callable[[str, Facts, datetime], Status]] = {
    None: _waits,
    AssessmentVerdict.VIABLE: _viable,
    AssessmentVerdict.RETURNED: _returned,
    AssessmentVerdict.DECLINED: _declined,
}
