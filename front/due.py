"""What is due from staff, and how late it is: one line each, with its one next act; what waits longest comes first."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import UTC, datetime, timedelta

from flask import url_for
from sqlalchemy import func, literal, select, union_all

from commerce.catalog.product import Product, ProductState
from commerce.making.milestone import Milestone
from commerce.making.queries import last_words
from commerce.making.silence import too_long
from front import due_commons, due_goods
from front.due_kind import MOST, Due, end_of
from kernel.clock import now
from kernel.database import db
from kernel.given_up import Undelivered

KINDS = due_commons.KINDS | due_goods.KINDS
LETTERS_WITHIN = timedelta(hours=48)
LAST = datetime.max.replace(tzinfo=UTC)


@dataclass(frozen=True, slots=True)
class More:
    """How many further things of a kind there are than the desk shows, in words, and where they all are."""

    count: int
    words: str
    url: str


@dataclass(frozen=True, slots=True)
class Desk:
    """The lines of the desk, and what it leaves out of each kind."""

    lines: list[Due]
    more: list[More]

    def number(self) -> int:
        """How many things are due in all."""
        return len(self.lines) + sum(one.count for one in self.more)


def due_from_staff(outbox: Undelivered) -> Desk:
    """Everything due: by its day, then what has none, the longest waiting first. Two statements."""
    at = now()
    lines, more = _of_kinds(at)
    steps, further = _milestones(at)
    lines += [*steps, *_letters(outbox)]
    lines.sort(key=lambda line: (line.at is None, line.at or line.since or LAST))
    return Desk(lines, [*more, *further])


def _of_kinds(at: datetime) -> tuple[list[Due], list[More]]:
    parts = []
    for name, kind in KINDS.items():
        found = kind.found(at).limit(MOST).subquery()
        parts.append(select(literal(name).label("kind"), *found.c))
    lines: list[Due] = []
    totals: dict[str, int] = {}
    for row in db.session.execute(union_all(*parts)):
        lines.append(KINDS[row.kind].line(row))
        totals[row.kind] = row.total
    return lines, [_more(name, total - MOST) for name, total in totals.items() if total > MOST]


def _more(name: str, count: int) -> More:
    words, endpoint, about = KINDS[name].all_of_it
    return More(count, words, url_for(endpoint, **about))


def _milestones(at: datetime) -> tuple[list[Due], list[More]]:
    query = (
        select(Milestone, Product, func.count().over(), *last_words())
        .join(Product, Product.id == Milestone.product_id)
        .where(Milestone.reached_at.is_(None), Product.state == ProductState.LISTED)
        .order_by(Milestone.promised_on, Milestone.id)
    )
    lines: list[Due] = []
    last: dict[int, tuple[Product, datetime]] = {}
    total = 0
    for milestone, product, total, *said in db.session.execute(query.limit(MOST)):  # noqa: B007
        last[product.id] = product, max(filter(None, said))
        words, by = f"{product.name}: {milestone.title}", end_of(milestone.promised_on)
        lines.append(_of_making(product, words, "Mark reached or move", by))
    for product, word in last.values():
        silence = too_long(word, at)
        if silence is not None:
            words = f"{product.name}: a word on how it goes, after {silence.days} days"
            lines.append(_of_making(product, words, "Say how it goes", silence.due_at))
    return lines, [More(total - MOST, "more promised steps", url_for("shop.index"))] if total > MOST else []


def _of_making(product: Product, words: str, label: str, at: datetime) -> Due:
    return Due(words, "everybody who pledged", label, at, "making.show", {"slug": product.slug})


def _letters(outbox: Undelivered) -> Iterator[Due]:
    if outbox.failed:
        words = "One delivery failed" if outbox.failed == 1 else f"{outbox.failed} deliveries failed"
        at = outbox.since + LETTERS_WITHIN if outbox.since else None
        yield Due(words, "those who wait for them", "View", at, "front.failed", {})
