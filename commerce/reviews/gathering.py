"""A steward or staff gathers sentences of reviews into a theme: word for word, each once, and counted by review."""

from __future__ import annotations

from collections.abc import Sequence

from sqlalchemy import select
from sqlalchemy.exc import IntegrityError

from commerce.catalog.product import Product
from commerce.reviews import polarity
from commerce.reviews.polarity import Polarity
from commerce.reviews.policy import may_gather
from commerce.reviews.sentence import ReviewSentence
from commerce.reviews.theme import Theme, ThemeQuote
from kernel.clock import now
from kernel.database import db
from kernel.policy import require
from kernel.rules import RuleBroken
from members.accounts.member import Member

NAME_MAX = 80
MOST_QUOTES = 200


def gather(actor: Member, product: Product, name: str, sentences: Sequence[ReviewSentence]) -> Theme:
    """The product's theme of that name, made when it is new, with these sentences added. The forum's stewards must be
    loaded. Raises Refused; RuleBroken on name or sentences."""
    require(may_gather(actor, product.forum, now()))
    name = " ".join(name.split())
    if not 1 <= len(name) <= NAME_MAX:
        raise RuleBroken(f"Name the theme in at most {NAME_MAX} characters, such as “strap length”.", "name")
    theme = db.session.scalar(select(Theme).where(Theme.product_id == product.id, Theme.name == name))
    if theme is None:
        theme = _new(actor, product, name)
    add(actor, product, theme, sentences)
    return theme


def _new(actor: Member, product: Product, name: str) -> Theme:
    theme = Theme(product_id=product.id, name=name, created_by=actor.id, created_at=now())
    try:
        with db.session.begin_nested():
            db.session.add(theme)
    except IntegrityError:
        raise RuleBroken("Somebody has just made a theme of that name. Add your sentences to it.", "name") from None
    return theme


def add(actor: Member, product: Product, theme: Theme, sentences: Sequence[ReviewSentence]) -> int:
    """Add sentences of this product's reviews; those already there stay once. Returns how many were new."""
    require(may_gather(actor, product.forum, now()))
    if not sentences:
        raise RuleBroken("Choose at least one sentence.", "sentences")
    if any(sentence.product_id != product.id for sentence in sentences):
        raise RuleBroken("A theme holds sentences from reviews of its own product.", "sentences")
    there = {
        (review_id, text)
        for review_id, text in db.session.execute(
            select(ThemeQuote.review_id, ThemeQuote.sentence).where(ThemeQuote.theme_id == theme.id)
        )
    }
    new = {(one.review_id, one.text): one for one in sentences if (one.review_id, one.text) not in there}
    if len(there) + len(new) > MOST_QUOTES:
        raise RuleBroken(f"A theme holds at most {MOST_QUOTES} sentences.", "sentences")
    for (review_id, text), sentence in new.items():
        quote = ThemeQuote(theme_id=theme.id, review_id=review_id, sentence=text, added_by=actor.id, added_at=now())
        quote.polarity = Polarity.NEGATIVE if sentence.is_wish else polarity.of_sentence(text)
        db.session.add(quote)
    db.session.flush()
    return len(new)


def turn(actor: Member, product: Product, quote: ThemeQuote, spoken: Polarity) -> None:
    """Correct what the word list thought: say that a sentence speaks for, against, or neither."""
    require(may_gather(actor, product.forum, now()))
    quote.polarity = spoken
    db.session.flush()


def take_out(actor: Member, product: Product, quote: ThemeQuote) -> None:
    """Take a sentence out of a theme; the review keeps it."""
    require(may_gather(actor, product.forum, now()))
    db.session.delete(quote)
    db.session.flush()
