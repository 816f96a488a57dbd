"""Finding: every word of the query must occur, as a word or a word's beginning; a word nobody wrote is taken as a slip."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, field

from sqlalchemy import func, select, text

from kernel.database import db
from kernel.search.vocabulary import SearchWord, stands
from kernel.search.words import groups, is_ideograph_token, nearest, stem

# The engine ranks by its index alone; only the page's own rows are then read.
FOUND = """
SELECT e.kind, e.ref_id, e.title, e.beginning, e.url
FROM ({ranked} LIMIT :most OFFSET :skip) i JOIN search_entry e ON e.id = i.rowid ORDER BY i.place, i.rowid
"""
TRIED = 5  # words that may wait for the clock to drop them, and are passed over
KINDS = "AND rowid IN (SELECT id FROM search_entry WHERE kind IN ({names}))"
SQLITE_RANKED = """
SELECT rowid, bm25(search_index, 6.0, 1.0) AS place
FROM search_index WHERE search_index MATCH :query {kinds} ORDER BY place, rowid
"""
POSTGRESQL_RANKED = """
SELECT rowid, -ts_rank(words, q) AS place
FROM search_index, to_tsquery('simple', :query) q WHERE words @@ q {kinds} ORDER BY place, rowid
"""


@dataclass(frozen=True, slots=True)
class Hit:
    """One thing found."""

    kind: str
    ref_id: int
    title: str
    beginning: str
    url: str


@dataclass(frozen=True, slots=True)
class Hits:
    """A page of what was found, and the words that were searched instead of slips."""

    rows: list[Hit]
    has_next: bool = False
    corrected: dict[str, str] = field(default_factory=dict)


def find(query: str, kinds: Sequence[str] = (), number: int = 1, per_page: int = 20) -> Hits:
    """The page of things that match the query, best first. An empty query finds nothing."""
    wanted = groups(query[:200])
    if not wanted:
        return Hits([])
    rows = _match(wanted, kinds, number, per_page)
    corrected: dict[str, str] = {}
    if not rows and number == 1:
        wanted, corrected = _corrected(wanted)
        rows = _match(wanted, kinds, number, per_page) if corrected else []
    return Hits(rows[:per_page], len(rows) > per_page, corrected)


def _match(wanted: list[list[str]], kinds: Sequence[str], number: int, per_page: int) -> list[Hit]:
    on_sqlite = db.engine.dialect.name == "sqlite"
    only = KINDS.format(names=", ".join(f":kind{i}" for i in range(len(kinds)))) if kinds else ""
    ranked = (SQLITE_RANKED if on_sqlite else POSTGRESQL_RANKED).format(kinds=only)
    values = {f"kind{i}": kind for i, kind in enumerate(kinds)}
    terms = [_sqlite_term(group) if on_sqlite else _postgresql_term(group) for group in wanted]
    query = (" AND " if on_sqlite else " & ").join(terms)
    skip = (min(max(number, 1), 50) - 1) * per_page
    found = db.session.execute(
        text(FOUND.format(ranked=ranked)), {"query": query, "most": per_page + 1, "skip": skip, **values}
    )
    return [Hit(*row) for row in found]


def _sqlite_term(group: list[str]) -> str:
    if is_ideograph_token(group[0]):
        return '"' + " ".join(group) + '"'
    return f'"{stem(group[0])}"*'


def _postgresql_term(group: list[str]) -> str:
    if is_ideograph_token(group[0]):
        return "(" + " <-> ".join(group) + ")"
    return f"'{stem(group[0])}':*"


def _corrected(wanted: list[list[str]]) -> tuple[list[list[str]], dict[str, str]]:
    """The query with each unknown word replaced by the nearest known one, and what was replaced."""
    corrected: dict[str, str] = {}
    for group in wanted:
        word = group[0]
        if len(word) > 3 and not is_ideograph_token(word) and not _is_known(word):
            near = _nearest_standing(word)
            if near:
                corrected[word] = near
    return [[corrected.get(token, token) for token in group] for group in wanted], corrected


def _is_known(word: str) -> bool:
    beginning = stem(word)
    known = select(SearchWord.word).where(SearchWord.word.startswith(beginning)).limit(TRIED)
    return any(stands(word) for word in db.session.scalars(known).all())


def _nearest_standing(word: str) -> str | None:
    """The nearest known word that can be read somewhere now; the words of what was hidden are not told."""
    candidates = _candidates(word)
    for _ in range(TRIED):
        near = nearest(word, candidates)
        if near is None or stands(near):
            return near
        candidates = [known for known in candidates if known != near]
    return None


def _candidates(word: str) -> list[str]:
    """Known words of about this length: those with the same first letter, or else those ending alike."""
    length = func.length(SearchWord.word)
    about = select(SearchWord.word).where(length.between(len(word) - 2, len(word) + 2)).limit(20_000)
    same_start = list(db.session.scalars(about.where(SearchWord.word.startswith(word[0]))))
    if nearest(word, same_start):
        return same_start
    return list(db.session.scalars(about))
