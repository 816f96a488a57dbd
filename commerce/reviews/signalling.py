"""A theme becomes a signal of its product's forum: a statement, the counts and quotes as evidence, and the way back."""

from __future__ import annotations

from collections.abc import Sequence

from sqlalchemy import select

from commerce.catalog.product import Product
from commerce.reviews.polarity import Polarity
from commerce.reviews.policy import may_signal
from commerce.reviews.theme import Theme, ThemeQuote
from ideas import lineage
from ideas.rounds.noting import note_signal
from ideas.rounds.signal import Signal
from kernel.clock import now
from kernel.database import db
from kernel.policy import require
from kernel.rules import RuleBroken
from members.accounts.member import Member

MOST_QUOTED = 6
LONGEST = 3500


def signal(actor: Member, theme: Theme, product: Product, statement: str) -> Signal:
    """The signal of this theme. Its quotes, the product's forum and stewards must be loaded.

    Raises Refused; RuleBroken on statement, or when the theme has its signal already.
    """
    require(may_signal(actor, product.forum, len(theme.quotes), now()))
    if product.forum is None or signal_of(theme) is not None:
        raise RuleBroken("This theme is a signal already.")
    told = note_signal(actor, product.forum, statement, evidence(theme, product), theme.id, f"/themes/{theme.id}")
    if product.concept_id is not None:
        words = f"What reviews say about “{theme.name}” is a signal now."
        lineage.note(product.concept_id, "signal", words, f"/themes/{theme.id}")
    return told


def signal_of(theme: Theme) -> Signal | None:
    """The signal that was made from this theme, if one was."""
    return db.session.scalar(select(Signal).where(Signal.theme_id == theme.id))


def evidence(theme: Theme, product: Product) -> str:
    """The counts, and quotes against first, in words that stand without the page."""
    quotes = theme.quotes
    against = [quote for quote in quotes if quote.polarity is Polarity.NEGATIVE]
    others = [quote for quote in quotes if quote.polarity is not Polarity.NEGATIVE]
    told = f"{_many(len(quotes), 'sentence')} from {_many(theme.reviews_count, 'review')} of {product.name}"
    told += f" speak about “{theme.name}”: {len(against)} against, {theme.count(Polarity.POSITIVE)} for."
    return _with_quotes(told, [quote for quote in (*against, *others) if quote.review.hidden_at is None])


def _with_quotes(told: str, quotes: Sequence[ThemeQuote]) -> str:
    for quote in quotes[:MOST_QUOTED]:
        longer = f"{told}\n“{quote.sentence}”"
        if len(longer) > LONGEST:
            break
        told = longer
    return told


def _many(number: int, noun: str) -> str:
    return f"{number} {noun}{'' if number == 1 else 's'}"
