"""What a round asks and offers, checked as a whole before anybody sees it: words, numbers and an order of dates."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime, timedelta
from typing import Any

from governance.charter.values import value
from ideas.rounds.phase import Timetable
from ideas.rounds.round import TITLE_LENGTH, Round
from ideas.rounds.rule import RoundRule, check_rule
from kernel.markup import to_html
from kernel.rules import RuleBroken

EXCLUSIONS_LENGTH = 2000
LATE = timedelta(hours=1)
FAR = timedelta(days=2 * 366)


@dataclass(frozen=True)
class RoundTerms:
    """A round as its opener typed it. `slug` is made from the title when empty; no limit is None."""

    title: str
    brief: str
    timetable: Timetable
    rule: RoundRule = RoundRule()
    exclusions: str = ""
    finalists_limit: int | None = None
    slug: str = ""


def write(round: Round, terms: RoundTerms) -> None:
    """Put the words on the round, and the number of finalists. Raises RuleBroken on the field that does not fit."""
    title = " ".join(terms.title.split())
    if not title or len(title) > TITLE_LENGTH:
        raise RuleBroken(f"A round needs a title of at most {TITLE_LENGTH} characters.", "title")
    write_brief(round, terms.brief, terms.exclusions)
    _check_finalists(terms.finalists_limit, round.slots)
    round.title, round.finalists_limit = title, terms.finalists_limit


def write_brief(round: Round, brief: str, exclusions: str) -> None:
    """Put the brief and what is not wanted on the round. Raises RuleBroken on the field that does not fit."""
    if not brief.strip():
        raise RuleBroken("Write the brief: what you ask for, and what a good answer looks like.", "brief")
    if len(exclusions) > EXCLUSIONS_LENGTH:
        raise RuleBroken(f"Keep the exclusions under {EXCLUSIONS_LENGTH:,} characters.", "exclusions")
    round.brief_source, round.brief_html = brief, to_html(brief, "brief")
    round.exclusions = exclusions.strip()


def write_rule(round: Round, rule: RoundRule) -> None:
    """Put the rule on a round that is new or announced; later the database refuses. Raises RuleBroken on its field."""
    check_rule(rule)
    if rule.slots > (most := value("round.slots-most")):
        raise RuleBroken(f"A round fills {most} slots at most.", "slots")
    round.rule = rule


def _check_finalists(limit: int | None, slots: int) -> None:
    most = value("round.finalists-most")
    if limit is not None and not max(slots, 1) <= limit <= most:
        words = f"There must be at least as many finalists as slots ({slots}), and {most} at most."
        raise RuleBroken(f"{words} Leave it empty to let every concept be a finalist.", "finalists_limit")


def facts(round: Round) -> dict[str, Any]:
    """What the public record keeps of a round's terms beside its rule."""
    return {
        "title": round.title,
        "url": f"/rounds/{round.slug}",
        "finalists_limit": round.finalists_limit,
        "timetable": [moment.isoformat() for moment in round.timetable.moments],
        "signals_picked": sorted(answer.signal_id for answer in round.signals if answer.picked),
    }


def check_timetable(timetable: Timetable, at: datetime) -> None:
    """Raise RuleBroken unless a new round with these dates gives people time to propose and to vote."""
    if timetable.proposing_at < at - LATE:
        raise RuleBroken("Proposing cannot begin in the past.", "proposing_at")
    if timetable.proposing_at >= timetable.refining_at:
        raise RuleBroken("Refining begins after proposing: leave time to propose.", "refining_at")
    check_order(timetable, at)


def check_order(timetable: Timetable, at: datetime) -> None:
    """Raise RuleBroken on the first date that comes before the one above it, or that lies absurdly far ahead."""
    if timetable.refining_at < timetable.proposing_at:
        raise RuleBroken("Refining cannot begin before proposing.", "refining_at")
    if timetable.balloting_at < timetable.refining_at:
        raise RuleBroken("Balloting cannot begin before refining.", "balloting_at")
    if timetable.closes_at <= timetable.balloting_at:
        raise RuleBroken("The close comes after balloting begins: leave time to vote.", "closes_at")
    if timetable.closes_at > at + FAR:
        raise RuleBroken("A round closes within two years.", "closes_at")
