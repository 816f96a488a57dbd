"""The concepts on a round's table, thirty a page, and what one reader has chosen among them so far.

Until the result is out nobody is shown counts: only a reader's own supports and choices. What moderation has hidden is
not on the table.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, replace
from datetime import datetime
from fractions import Fraction
from typing import Any

from sqlalchemy import Select, and_, or_, select
from sqlalchemy.orm import joinedload

from governance.counting.outcome import Reason
from governance.counting.rule import RuleName
from ideas.ballots.ballot import Ballot, BallotChoice
from ideas.ballots.result import Result, ResultLine
from ideas.concepts.concept import Concept, ConceptState
from ideas.concepts.queries import for_cards
from ideas.exposure.exposure import Exposure
from ideas.rounds.finalist import Finalist
from ideas.rounds.order import Shuffle
from ideas.rounds.round import Round
from ideas.supports.support import Support, live
from kernel.database import db
from kernel.figures import money_words
from kernel.paging import DEEPEST, Page, page_of
from kernel.rules import counted
from members.accounts.member import Member

PER_PAGE = 30
GONE = (ConceptState.WITHDRAWN, ConceptState.REJECTED)
MOST_CHOICES_SHOWN = 500


@dataclass(frozen=True, slots=True)
class Choice:
    """One concept a reader has chosen; `stale` when it has changed materially since."""

    concept_id: int
    title: str
    stale: bool = False


def concepts_on_the_table(round: Round, shuffle: Shuffle, shown: Any, number: int, since: datetime) -> Page[Concept]:
    """The proposed concepts in this reader's order, those shown least further up; `shown` from ideas.exposure.queries.

    What left the table after `since` keeps its place, unseen: else the pages after it would each skip one.
    """
    placed = _placed(round, since).outerjoin(Exposure, Exposure.concept_id == Concept.id)
    page = _cards(placed, shuffle.turn(Concept.id, shown), number)
    stay = [one for one in page.rows if one.hidden_at is None and one.state not in GONE]
    return replace(page, rows=stay)


def finalists_on_the_table(round: Round, shuffle: Shuffle, number: int) -> Page[Concept]:
    """The concepts on the ballot in this reader's order; empty until the finalists are frozen."""
    final = select(Concept.id).join(Finalist, Finalist.concept_id == Concept.id).where(Finalist.round_id == round.id)
    final = final.where(Concept.hidden_at.is_(None))
    return _cards(final, shuffle.place(Concept.id), number)


def result_lines(round: Round, number: int) -> Page[ResultLine]:
    """The counted finalists in the order of the result, each with its concept, author and cover; empty until counted."""
    lines = select(ResultLine).join(Result).where(Result.round_id == round.id).order_by(ResultLine.position)
    concept = joinedload(ResultLine.concept).options(*for_cards())
    return page_of(lines.options(concept), number, PER_PAGE)


def why_in_short(line: ResultLine, round: Round) -> str:
    """What decided, for a card: a place alone would raise the question why one with more votes missed."""
    people, by_shares = counted(line.votes, "supporter"), round.counting_rule is RuleName.EQUAL_SHARES
    if line.reason == Reason.PAID:
        return f"Won: its {people} paid for it together from their shares."
    if line.reason == Reason.SUPPORTERS_SHORT and line.money_short:
        short = Fraction(line.money_short)
        missing = money_words(int(short), round.currency) if round.currency else f"{int(100 * short)} % of a place"
        return f"Its {people} lacked {missing}: the rest of their shares had paid for other winners."
    if line.reason in (Reason.NO_ROOM, Reason.AFTER_STOP) and line.votes_short:
        return f"It missed by {counted(line.votes_short, 'vote')}."
    return "From what was left over, by most votes." if line.reason == Reason.MOST_VOTES and by_shares else ""


def _placed(round: Round, since: datetime) -> Select[Any]:
    left = or_(Concept.withdrawn_at >= since, Concept.rejected_at >= since)
    stands = or_(Concept.state == ConceptState.PROPOSED, and_(Concept.state.in_(GONE), left))
    seen = or_(Concept.hidden_at.is_(None), Concept.hidden_at >= since)
    return select(Concept.id).where(Concept.round_id == round.id, stands, seen)


def _cards(ids: Select[Any], turn: Any, number: int) -> Page[Concept]:
    """One page of these concepts. They are sorted without being read, and only the page's own rows are read whole."""
    number = min(max(number, 1), DEEPEST)
    ordered = ids.add_columns(turn.label("turn")).order_by("turn", Concept.id)
    page = ordered.limit(PER_PAGE + 1).offset((number - 1) * PER_PAGE).subquery()
    whole = select(Concept).join(page, page.c.id == Concept.id).order_by(page.c.turn, page.c.id).options(*for_cards())
    rows = list(db.session.scalars(whole))
    return Page(rows[:PER_PAGE], number, len(rows) > PER_PAGE)


def supported_in(round: Round, reader: Member | None) -> Sequence[Choice]:
    """What this reader supports in the round, newest first."""
    if reader is None:
        return []
    theirs = (
        select(Concept.id, Concept.title, ~live())
        .join(Support, Support.concept_id == Concept.id)
        .where(Support.member_id == reader.id, Concept.round_id == round.id, Concept.hidden_at.is_(None))
        .order_by(Support.created_at.desc(), Concept.id)
        .limit(MOST_CHOICES_SHOWN)
    )
    return [Choice(*row) for row in db.session.execute(theirs)]


def chosen_in(round: Round, reader: Member | None) -> Sequence[Choice]:
    """What this reader's ballot in the round approves, by title; empty when they cast none."""
    if reader is None:
        return []
    theirs = (
        select(Concept.id, Concept.title)
        .join(BallotChoice, BallotChoice.concept_id == Concept.id)
        .join(Ballot, Ballot.id == BallotChoice.ballot_id)
        .where(Ballot.round_id == round.id, Ballot.member_id == reader.id, Concept.hidden_at.is_(None))
        .order_by(Concept.title, Concept.id)
        .limit(MOST_CHOICES_SHOWN)
    )
    return [Choice(*row) for row in db.session.execute(theirs)]
