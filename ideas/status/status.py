"""Where one concept stands, in one sentence with one next step: what its page, lists, my page and letters say is said here.
Nothing that is sealed while a round runs is told before its close: a concept's place and supports come out with it.
"""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from datetime import datetime
from enum import StrEnum

from ideas.concepts.concept import Concept, ConceptState
from ideas.rounds.phase import Phase
from ideas.status.facts import Facts
from ideas.viability.rubric import AssessmentVerdict
from kernel.figures import nth
from kernel.rules import counted


class Stop(StrEnum):
    """The stops of the circle that a concept comes to, in order."""

    CONCEPT = "Concept"
    SUPPORTS = "Supports"
    BALLOT = "Ballot"
    VIABILITY = "Viability"
    PRE_ORDER = "Pre-order"
    MAKING = "Making"
    REVIEWS = "Reviews"


@dataclass(frozen=True, slots=True)
class Status:
    """`name` in two or three words, `words` in a sentence or two. `label` and `url` are the next step, `until` ends it;
    `ends` says what happens then. `is_over`: it goes no further.
    """

    stop: Stop
    name: str
    words: str
    tone: str = "plain"
    is_over: bool = False
    label: str = ""
    url: str = ""
    until: datetime | None = None
    ends: tuple[str, str] = ("", "")

    @property
    def takes_votes(self) -> bool:
        """Whether it is on a ballot that is open."""
        return self.label == VOTE

    @property
    def steps(self) -> list[tuple[str, str]]:
        """Every stop with past, here, over or ahead."""
        stops = list(Stop)
        here = stops.index(self.stop)
        at = "over" if self.is_over else "here"
        return [(one.value, "past" if n < here else at if n == here else "ahead") for n, one in enumerate(stops)]


# What the packages above write into ideas.lineage, and how far a concept then is: (stop, name, tone, whether it is over).
BECAME = {
    "product": (Stop.PRE_ORDER, "found viable", "good", False),
    "campaign": (Stop.PRE_ORDER, "pre-order", "good", False),
    "missed": (Stop.PRE_ORDER, "minimum missed", "warn", True),
    "settlement": (Stop.MAKING, "being made", "good", False),
    "delivered": (Stop.REVIEWS, "delivered", "good", False),
    "reviews": (Stop.REVIEWS, "made and reviewed", "good", False),
    "retired": (Stop.MAKING, "retired", "plain", True),
}
VOTE = "Vote"
ENDED = "Supporting ended when balloting began."
GONE = {
    ConceptState.WITHDRAWN: ("withdrawn", "Its author withdrew it, so it goes no further."),
    ConceptState.REJECTED: ("rejected", "Staff rejected it; the reason stands on its page."),
    ConceptState.MERGED: ("merged", "It was merged into another concept and goes on there."),
}


def status_of(concept: Concept, facts: Facts, at: datetime) -> Status:
    """Where this concept stands at that moment. Its round must be loaded."""
    if concept.is_draft:
        return Status(Stop.CONCEPT, "draft", "Only its authors see it.")
    if concept.state in GONE:
        name, words = GONE[concept.state]
        return Status(Stop.SUPPORTS, name, words, "warn", True)
    phase = concept.round.phase(at)
    if phase is Phase.BALLOTING:
        return _balloting(concept, facts)
    return _closed(concept, facts) if phase is Phase.CLOSED else _hearing(concept, phase)


def _hearing(concept: Concept, phase: Phase) -> Status:
    round = concept.round
    most = f"The {round.finalists_limit} with most supports go on the ballot." if round.finalists_limit else ""
    words = f"It gathers supports and improvements. {most}".strip()
    name = "being refined" if phase is Phase.REFINING else "open for support"
    ends = ("The ballot opens", "The ballot opened")
    return Status(Stop.SUPPORTS, name, words, until=round.balloting_at, ends=ends)


def _balloting(concept: Concept, facts: Facts) -> Status:
    round = concept.round
    url, ends = f"/rounds/{round.slug}", ("The ballot closes", "The ballot closed")
    if not facts.finalists:
        return Status(
            Stop.BALLOT, "ballot opening", f"{ENDED} The finalists are being drawn up: look again in a minute."
        )
    if facts.is_finalist:
        words = f"{ENDED} It is one of {counted(facts.finalists, 'finalist')}, and members vote on it now."
        ballot = f"{url}/ballot#choice-{concept.id}"
        return Status(Stop.BALLOT, "on the ballot", words, "good", False, VOTE, ballot, round.closes_at, ends)
    words = (
        f"{ENDED} It is not among the {counted(facts.finalists, 'finalist')}. "
        "Its place and supports are shown once the round is closed, so that no count sways the vote."
    )
    return Status(
        Stop.SUPPORTS, "not on the ballot", words, "warn", True, "See the finalists", url, round.closes_at, ends
    )


def _closed(concept: Concept, facts: Facts) -> Status:
    result = f"/rounds/{concept.round.slug}/result"
    if facts.became and facts.verdict in (None, AssessmentVerdict.VIABLE):
        stop, name, tone, over = BECAME[facts.became]
        return Status(stop, name, facts.became_words, tone, over, "See what came of it", facts.became_url)
    if facts.is_assessed:
        return _judged(concept, facts)
    if not facts.is_finalist:
        return Status(
            Stop.SUPPORTS, "not on the ballot", missed_words(concept, facts), "warn", True, "See the result", result
        )
    if facts.place is None:
        return Status(Stop.BALLOT, "being counted", "The ballots are being counted.", label="See the count", url=result)
    if facts.won:
        words = "It won. Staff judge next whether it can be made."
        return Status(Stop.VIABILITY, "won", words, "good", label="See the result", url=result)
    words = f"It was on the ballot, came {nth(facts.place)} of {facts.finalists}, and did not win."
    return Status(Stop.BALLOT, "did not win", words, "plain", True, "See what was missing", f"{result}#others")


def _judged(concept: Concept, facts: Facts) -> Status:
    return _JUDGED[facts.verdict](f"/concepts/{concept.id}/assessments", facts)


def _waits(url: str, facts: Facts) -> Status:
    words = "It won, and staff judge in public whether it can be made."
    if facts.is_from_jury:
        words = "A jury sent it back to staff, who judge once more whether it can be made."
    ends = ("The answer is due", "The answer was due")
    return Status(
        Stop.VIABILITY, "won, being judged", words, "good", False, "See the assessment", url, facts.due_at, ends
    )


def _viable(url: str, facts: Facts) -> Status:
    words = "It won and was found viable: it becomes a product."
    return Status(Stop.PRE_ORDER, "found viable", words, "good", label="Read why", url=url)


def _returned(url: str, facts: Facts) -> Status:
    words = "It won, and was returned for changes. Once its authors have revised it, they can ask for a new answer."
    return Status(Stop.VIABILITY, "returned for changes", words, "warn", label="See what should change", url=url)


def _declined(url: str, facts: Facts) -> Status:
    if not facts.jury_id:
        words = "It won, but staff declined to make it."
        return Status(Stop.VIABILITY, "declined", words, "bad", True, "Read why, and what would change it", url)
    words, jury = "It won and was declined. Its authors appealed, and a jury of members hears them.", facts.jury_id
    ends = ("The jury answers by", "The jury was to answer by")
    return Status(
        Stop.VIABILITY,
        "before a jury",
        words,
        "warn",
        False,
        "See the appeal",
        f"/juries/{jury}",
        facts.jury_until,
        ends,
    )


_JUDGED: dict[AssessmentVerdict | None, Callable[[str, Facts], Status]] = {
    None: _waits,
    AssessmentVerdict.VIABLE: _viable,
    AssessmentVerdict.RETURNED: _returned,
    AssessmentVerdict.DECLINED: _declined,
}


def missed_words(concept: Concept, facts: Facts) -> str:
    """How far a concept was from the ballot: for after the round's close only, since supports are sealed until then."""
    if concept.final_place is None or concept.final_supports is None:
        return "It was not on the ballot."
    missing = (facts.least or 0) - concept.final_supports
    first = f"It came {nth(concept.final_place)} by supports; the first {facts.finalists} went on the ballot."
    if missing <= 0:
        return f"{first} It had as many as the last of them, which was proposed earlier."
    return f"{first} It had {counted(concept.final_supports, 'support')}, {missing:,} fewer than the last of them."
