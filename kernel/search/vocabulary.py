"""The words that slips are corrected to stand in something that can be read now: a text that is hidden takes its words along.

Un-indexing drops the words of a thing's title and beginning at once; a clock tick walks through all and drops the others.
"""

from __future__ import annotations

from collections.abc import Collection, Mapping, Sequence
from typing import Any

from flask import current_app
from sqlalchemy import String, bindparam, select, text
from sqlalchemy.orm import Mapped, mapped_column

from kernel.conflicts import insert_unless_there
from kernel.database import Model, db, short
from kernel.search.words import is_ideograph_token

WORDS_A_MINUTE = 500
BEGUN, LIKE = 5, 30  # known words that are looked at for each that was typed
LAST = chr(0x10FFFF)  # sorts behind every letter, in bytes
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


def standing(begun: Collection[str], likely: Mapping[str, Sequence[str]]) -> tuple[set[str], dict[str, str]]:
    """Which of these are beginnings of known words, and of each word the first spelling that is a known one; one statement.

    Only what stands in something that can be found now is told, and of each word a few are looked at, whatever is known.
    """
    parts: list[str] = []
    values: dict[str, Any] = {}
    for at, word in enumerate(begun):
        parts.append(_looked_up(f"{at}, 0", f"word BETWEEN :from{at} AND :to{at}", BEGUN))
        values |= {f"from{at}": word, f"to{at}": word + LAST}  # a range, which the key's own index answers
    for at, spelled in enumerate(likely.values()):
        parts.append(_looked_up(f"{at}, 1", f"word IN :like{at}", LIKE))
        values[f"like{at}"] = list(spelled)
    if not parts:
        return set(), {}
    lists: list[Any] = [bindparam(name, expanding=True) for name in values if name.startswith("like")]
    rows = db.session.execute(text(" UNION ALL ".join(parts)).bindparams(*lists), values).all()
    known = {word for at, word in enumerate(begun) if any(row[:2] == (at, 0) for row in rows)}
    told = {word: {row[2] for row in rows if row[:2] == (at, 1)} for at, word in enumerate(likely)}
    return known, {word: next(one for one in likely[word] if one in told[word]) for word in likely if told[word]}


def _looked_up(told: str, where: str, most: int) -> str:
    some = f"(SELECT word FROM search_word WHERE {where} LIMIT {most}) AS search_word"  # noqa: S608  (our own words)
    return f"SELECT {told}, word FROM {some} WHERE EXISTS ({STANDS[db.engine.dialect.name]})"  # noqa: S608


def prune() -> None:
    """Unlearn some hundred words after those of the last minute, in the order of the alphabet. A clock tick."""
    after = current_app.extensions.get("words_pruned_to", "")
    next_ones = select(SearchWord.word).where(SearchWord.word > after).order_by(SearchWord.word).limit(WORDS_A_MINUTE)
    words = db.session.scalars(next_ones).all()
    current_app.extensions["words_pruned_to"] = words[-1] if len(words) == WORDS_A_MINUTE else ""
    unlearn(words)
