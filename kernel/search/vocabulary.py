"""The words that slips are corrected to stand in something that can be read now: a text that is hidden takes its words along.

Un-indexing drops the words of a thing's title and beginning at once; a clock tick walks through all and drops the others.
"""

from __future__ import annotations

from collections.abc import Collection

from flask import current_app
from sqlalchemy import String, bindparam, select, text
from sqlalchemy.orm import Mapped, mapped_column

from kernel.conflicts import insert_unless_there
from kernel.database import Model, db, short
from kernel.search.words import is_ideograph_token

WORDS_A_MINUTE = 500
STANDS = {
    "sqlite": "SELECT 1 FROM search_index WHERE search_index MATCH '\"' || search_word.word || '\"'",
    "postgresql": "SELECT 1 FROM search_index WHERE words @@ phraseto_tsquery('simple', search_word.word)",
}


# Compared by bytes on both engines, so that the key's index answers "begins with" as a range.
LONGEST_WORD = 40
BY_BYTES = short(LONGEST_WORD).with_variant(String(LONGEST_WORD, collation="C"), "postgresql")


class SearchWord(Model):
    """A word that stands somewhere in the index: what a typing slip is corrected to."""

    __tablename__ = "search_word"
    word: Mapped[str] = mapped_column(BY_BYTES, primary_key=True)


def _worth_knowing(words: Collection[str]) -> list[str]:
    return sorted({word for word in words if len(word) > 3 and not is_ideograph_token(word)})


def learn(words: Collection[str]) -> None:
    """Know these words from now on."""
    if new := _worth_knowing(words):
        unknown = insert_unless_there(SearchWord.__table__).on_conflict_do_nothing()
        db.session.execute(unknown, [{"word": word} for word in new])


def unlearn(words: Collection[str]) -> None:
    """Forget those of these words that stand nowhere any more."""
    if old := _worth_knowing(words):
        gone = f"DELETE FROM search_word WHERE word IN :words AND NOT EXISTS ({STANDS[db.engine.dialect.name]})"  # noqa: S608  (our own words)
        db.session.execute(text(gone).bindparams(bindparam("words", expanding=True)), {"words": old})


def stands(word: str) -> bool:
    """Whether this known word stands in anything that can be found now."""
    found = f"SELECT 1 FROM search_word WHERE word = :word AND EXISTS ({STANDS[db.engine.dialect.name]})"  # noqa: S608
    return db.session.scalar(text(found), {"word": word}) is not None


def prune() -> None:
    """Unlearn some hundred words after those of the last minute, in the order of the alphabet. A clock tick."""
    after = current_app.extensions.get("words_pruned_to", "")
    next_ones = select(SearchWord.word).where(SearchWord.word > after).order_by(SearchWord.word).limit(WORDS_A_MINUTE)
    words = db.session.scalars(next_ones).all()
    current_app.extensions["words_pruned_to"] = words[-1] if len(words) == WORDS_A_MINUTE else ""
    unlearn(words)
