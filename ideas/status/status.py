"""Where one concept stands, in one sentence with one next step: what its page, lists, my page and letters say is said here.
Nothing that is sealed while a round runs is told before its close: a concept's place and supports come out with it.
"""

from __future__ import annotations

from datetime import datetime

from ideas.concepts.concept import Concept, ConceptState
from ideas.rounds.phase import Phase
from ideas.status.facts import Facts
from ideas.status.judged import judged
from ideas.status.stop import VOTE, Status, Stop
from ideas.viability.rubric import AssessmentVerdict
from kernel.figures import nth
from kernel.rules import counted

# What the packages above write into ideas.lineage, and how far a concept then is: (stop, name, tone, whether it is over).
BECAME = {
    "product": (Stop.PRE_ORDER, "found viable", "good", False),
    "dropped": (Stop.PRE_ORDER, "not offered", "warn", True),
    "campaign": (Stop.PRE_ORDER, "pre-order", "good", False),
    "missed": (Stop.PRE_ORDER, "minimum missed", "warn", True),
    "settlement": (Stop.MAKING, "being made", "good", False),
    "delivered": (Stop.REVIEWS, "delivered", "good", False),
    "reviews": (Stop.REVIEWS, "made and reviewed", "good", False),
    "retired": (Stop.MAKING, "retired", "plain", True),
}
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
    return _closed(concept, facts, at) if phase is Phase.CLOSED else _hearing(concept, phase)


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


def _closed(concept: Concept, facts: Facts, at: datetime) -> Status:
    result = f"/rounds/{concept.round.slug}/result"
    if facts.became and facts.verdict in (None, AssessmentVerdict.VIABLE):
        stop, name, tone, over = BECAME[facts.became]
        if facts.became == "retired" and facts.became_before:
            stop = BECAME[facts.became_before][0]  # it ended where it was
        return Status(stop, name, facts.became_words, tone, over, "See what came of it", facts.became_url)
    if facts.is_assessed:
        return judged(f"/concepts/{concept.id}/assessments", facts, at)
    if not facts.is_finalist:
        return Status(
            Stop.SUPPORTS, "not on the ballot", missed_words(concept, facts), "warn", True, "See the result", result
        )
    if facts.place is None:
        return Status(Stop.BALLOT, "being counted", "The ballots are being counted.", label="See the count", url=result)
    if facts.won:
        words = "It won, and staff judge in public whether it can be made."
        return Status(Stop.VIABILITY, "won", words, "good", label="See the result", url=result)
    words = f"It was on the ballot, came {nth(facts.place)} of {facts.finalists}, and did not win."
    return Status(Stop.BALLOT, "did not win", words, "plain", True, "See what was missing", f"{result}#others")


def missed_words(concept: Concept, facts: Facts) -> str:
    """How far a concept was from the ballot: for after the round's close only, since supports are sealed until then."""
    if concept.final_place is None or concept.final_supports is None:
        return "It was not on the ballot."
    missing = (facts.least or 0) - concept.final_supports
    first = f"It came {nth(concept.final_place)} by supports; the first {facts.finalists} went on the ballot."
    if missing <= 0:
        return f"{first} It had as many as the last of them, which was proposed earlier."
    return f"{first} It had {counted(concept.final_supports, 'support')}, {missing:,} fewer than the last of them."
