"""Finding: every word of the query must occur, as a word or a word's beginning; a word nobody wrote is taken as a slip."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, field

from sqlalchemy import ColumnElement, func, or_, select, text

from kernel.database import db
from kernel.search.vocabulary import SearchWord, stands
from kernel.search.words import groups, is_ideograph_token, nearest, stem

MOST_SLIPS, MOST_LIKE = 3, 1_000
LAST = chr(0x10FFFF)  # sorts behind every letter, in bytes
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
    """The query with each unknown word replaced by the nearest known one, and what was replaced.

    Every word must occur, so the first one that is like none settles it; and whoever types more than a few that nobody ever
    wrote did not slip. That bounds what a query can cost, whatever is in it.
    """
    unknown = [group[0] for group in wanted if _may_be_a_slip(group[0]) and not _is_known(group[0])]
    corrected: dict[str, str] = {}
    for word in unknown if len(unknown) <= MOST_SLIPS else ():
        near = _nearest_standing(word, _beginning_alike(word)) or _nearest_standing(word, _ending_alike(word))
        if near is None:
            return wanted, {}
        corrected[word] = near
    return [[corrected.get(token, token) for token in group] for group in wanted], corrected


def _may_be_a_slip(word: str) -> bool:
    return len(word) > 3 and not is_ideograph_token(word)


def _is_known(word: str) -> bool:
    known = db.session.scalars(select(SearchWord.word).where(_begins(stem(word))).limit(TRIED)).all()
    return any(map(stands, known))


def _nearest_standing(word: str, candidates: Sequence[str]) -> str | None:
    """The nearest of these that can be read somewhere now; the words of what was hidden are not told."""
    for _ in range(TRIED):
        near = nearest(word, candidates)
        if near is None or stands(near):
            return near
        candidates = [known for known in candidates if known != near]
    return None


def _begins(beginning: str) -> ColumnElement[bool]:
    """As a range, which the key's own index answers; LIKE would read every word."""
    return SearchWord.word.between(beginning, beginning + LAST)


def _beginning_alike(word: str) -> Sequence[str]:
    """Known words of about this length with the same first letter, and the second or the last ones too."""
    same = or_(_begins(word[:2]), SearchWord.word.endswith(word[-2:]))
    return _known(_begins(word[0]), same, func.length(SearchWord.word).between(len(word) - 2, len(word) + 2))


def _ending_alike(word: str) -> Sequence[str]:
    """Known words of about this length that end as this one, for a slip at its beginning."""
    return _known(
        SearchWord.word.endswith(word[-3:]), func.length(SearchWord.word).between(len(word) - 1, len(word) + 1)
    )


def _known(*alike: ColumnElement[bool]) -> Sequence[str]:
    return db.session.scalars(select(SearchWord.word).where(*alike).limit(MOST_LIKE)).all()
