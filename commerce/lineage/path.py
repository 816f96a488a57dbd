"""The circle of one product as a path of cards, from the complaints that asked for it to the brief that answers it.

Every card links to the page it speaks of; what is still ahead is shown without a link, so that the way on is always in view.
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import datetime

from commerce.campaigns.campaign import Campaign
from commerce.lineage.queries import Circle
from ideas.rounds.signal import Signal
from kernel.clock import now

MOST = 6


@dataclass(frozen=True, slots=True)
class Card:
    """One stop on the path."""

    kind: str
    title: str
    url: str = ""
    words: str = ""
    at: datetime | None = None
    done: bool = True


def path_of(circle: Circle) -> list[Card]:
    """The cards in the order in which things happened, or will."""
    return [*_asked_for(circle), *_proposed(circle), *_decided(circle), *_sold(circle), *_made(circle), *_heard(circle)]


def _asked_for(circle: Circle) -> Iterator[Card]:
    for signal in circle.signals[:MOST]:
        words = "" if signal.id in circle.cited else "Picked by the brief; the concept does not name it. "
        words += _first_line(signal.evidence)
        yield Card("Signal", signal.statement, _signal_url(signal), words, signal.created_at)
    if circle.round is not None:
        words = "The brief said what it asks for and which signals it answers."
        yield Card("Brief", circle.round.title, f"/rounds/{circle.round.slug}", words, circle.round.opened_at)


def _signal_url(signal: Signal) -> str:
    return signal.url or f"/forums/{signal.forum.slug}/signals#signal-{signal.id}"


def _first_line(text: str) -> str:
    return text.strip().splitlines()[0][:200] if text.strip() else ""


def _proposed(circle: Circle) -> Iterator[Card]:
    concept = circle.concept
    if concept is None:
        return
    said = f"{_many(circle.supports, 'support')}, {_many(concept.comments_count, 'comment')}"
    words = f"Proposed by {concept.author.name}; {said}."
    yield Card("Concept", concept.title, f"/concepts/{concept.id}", words, concept.proposed_at)


def _decided(circle: Circle) -> Iterator[Card]:
    line, assessment = circle.line, circle.assessment
    if line is not None and circle.round is not None and circle.result is not None:
        words = f"{_many(line.votes, 'vote')} in {_many(circle.result.ballots, 'ballot')}; place {line.position}."
        url = f"/rounds/{circle.round.slug}/result"
        yield Card(
            "Ballot and result", "Won its round" if line.won else "Counted", url, words, circle.result.counted_at
        )
    if assessment is not None and circle.concept is not None:
        verdict = f"Found {assessment.verdict.value}" if assessment.verdict else "Being judged"
        url = f"/concepts/{circle.concept.id}/assessments"
        done = assessment.verdict is not None
        yield Card("Assessment", verdict, url, _first_line(assessment.words), assessment.decided_at, done)


def _sold(circle: Circle) -> Iterator[Card]:
    product = circle.product
    words = product.summary or ("On the list." if product.was_listed else "Being prepared.")
    if circle.why is not None:
        words = f"{'Dropped' if product.is_dropped else 'Retired'}: {circle.why.reason}"
    yield Card("Product", product.name, product.path, words, product.listed_at, product.was_listed)
    campaign = product.campaign
    if campaign is None or not campaign.is_launched:
        return
    words = f"{_many(campaign.units_at_close, 'unit')} pledged of at least {campaign.minimum_units:,}."
    yield Card("Campaign", _campaign_words(campaign), f"{product.path}#campaign", words, campaign.opens_at)
    yield _settlement(campaign, product.path)


def _campaign_words(campaign: Campaign) -> str:
    at = now()
    if campaign.opens_at is not None and at < campaign.opens_at:
        return "Announced"
    return (
        "Open for pledges" if campaign.closes_at is not None and at < campaign.closes_at else "Asked who would pledge"
    )


def _settlement(campaign: Campaign, path: str) -> Card:
    settlement = campaign.settlement
    if settlement is None:
        return Card("Settlement", "At the close, the minimum is met or nobody pays", at=campaign.closes_at, done=False)
    met = settlement.outcome.value == "met"
    title = "The minimum was met" if met else "The minimum was missed; nobody paid"
    words = f"{_many(settlement.pledges, 'pledge')}, {_many(settlement.units, 'unit')}."
    return Card("Settlement", title, f"{path}#campaign", words, settlement.settled_at)


def _made(circle: Circle) -> Iterator[Card]:
    url = f"{circle.product.path}/making"
    for milestone in circle.milestones[:MOST]:
        words = f"{'Done; promised' if milestone.is_reached else 'Promised'} for {milestone.promised_on:%-d %B %Y}."
        yield Card("Milestone", milestone.title, url, words, milestone.reached_at, milestone.is_reached)
    if circle.inspection is not None:
        words = f"{circle.inspection.defects:,} of {circle.inspection.sample:,} with a defect."
        title = f"Inspection {circle.inspection.verdict.words}"
        yield Card("Inspection", title, f"{circle.product.path}/inspections", words, circle.inspection.inspected_at)
    if circle.shipped:
        title = f"{circle.delivered:,} of {circle.shipped:,} arrived"
        yield Card("Delivery", title, url, done=circle.delivered > 0)


def _heard(circle: Circle) -> Iterator[Card]:
    reviews = f"{circle.product.path}/reviews"
    if circle.tally is None and circle.has_ended:
        return
    if circle.tally is None:
        yield Card("Reviews", "Who receives it says what should change", reviews, done=False)
        return
    index, brought_in = circle.tally.index, circle.tally.brought_in
    words = f"Index {float(index.mean):.1f} of 10." if index else "Brought in from elsewhere; not counted in an index."
    yield Card("Reviews", _many(circle.tally.counted + brought_in, "review"), reviews, words)
    for line in circle.themes[:MOST]:
        sides = f"{line.negative} against, {line.positive} for"
        words = f"{_many(line.quotes, 'sentence')} from {_many(line.reviews, 'review')}: {sides}."
        yield Card("Theme", line.theme.name, f"/themes/{line.theme.id}", words, line.theme.created_at)
    for signal in circle.next_signals[:MOST]:
        url = f"/forums/{signal.forum.slug}/signals#signal-{signal.id}"
        yield Card("Signal", signal.statement, url, "From what reviews said.", signal.created_at)
    for round in circle.next_rounds[:MOST]:
        words = f"Answers {_many(len(circle.answered_by(round.id)), 'signal')} of these reviews."
        yield Card("Next brief", round.title, f"/rounds/{round.slug}", words, round.opened_at)
    if circle.next_signals and not circle.next_rounds:
        yield Card("Next brief", "The next round has to answer these signals", done=False)


def _many(number: int, noun: str) -> str:
    return f"{number:,} {noun}{'' if number == 1 else 's'}"
