"""Finding: every word of the query must occur, as a word or a word's beginning. What bears that name comes first, then what
has the words in its title, then what speaks of them; of each kind the newest first. Both engines answer alike.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, field
from itertools import groupby
from typing import Any

from sqlalchemy import text

from kernel.database import db
from kernel.search.kinds import SPAN, kind_at, rank_of
from kernel.search.slips import corrected
from kernel.search.words import groups, is_ideograph_token, name_of, stem

EXACT, TITLED, SAID = range(3)
ENOUGH = 2_000  # hits of a kind that are ever counted or ranked: who gets more types another word
MOST_PAGES = 50
MATCH = {
    "sqlite": "SELECT rowid FROM search_index WHERE search_index MATCH {query} {kinds} ORDER BY rowid DESC LIMIT :enough",
    "postgresql": "SELECT rowid FROM search_index WHERE words @@ to_tsquery('simple', {query}) {kinds} "
    "ORDER BY rowid DESC LIMIT :enough",
}
# The index alone decides what is shown and where; only the shown rows are then read.
FOUND = """
WITH exact AS (SELECT id FROM search_entry e WHERE name = :name {named} ORDER BY id DESC LIMIT :enough),
found AS (
  SELECT id, 0 AS tier FROM exact
  UNION ALL SELECT rowid, 1 FROM ({titled}) t WHERE rowid NOT IN (SELECT id FROM exact)
  UNION ALL SELECT rowid, 2 FROM ({said}) s WHERE rowid NOT IN (SELECT id FROM exact)),
placed AS (SELECT id, tier, row_number() OVER ({parts} ORDER BY tier, id DESC) AS place, count(*) OVER ({parts}) AS total
  FROM found)
SELECT p.id, p.tier, p.total, e.ref_id, e.title, e.beginning, e.url
FROM placed p JOIN search_entry e ON e.id = p.id
WHERE p.place > :skip AND p.place <= :skip + :most OR p.tier = 0 AND p.place <= :exact ORDER BY p.place, p.id DESC
"""


@dataclass(frozen=True, slots=True)
class Hit:
    """One thing found."""

    kind: str
    ref_id: int
    title: str
    beginning: str
    url: str
    tier: int


@dataclass(frozen=True, slots=True)
class Hits:
    """A page of what was found, and the words that were searched instead of slips."""

    rows: list[Hit]
    has_next: bool = False
    corrected: dict[str, str] = field(default_factory=dict)


@dataclass(frozen=True, slots=True)
class OfKind:
    """The first hits of one kind, and how many there are; `more` when they were not all counted."""

    kind: str
    rows: list[Hit]
    total: int
    more: bool


@dataclass(frozen=True, slots=True)
class Overview:
    """What bears the very name that was asked for, and beside it the first hits of each kind."""

    named: list[Hit]
    kinds: list[OfKind]
    corrected: dict[str, str]


def find(query: str, kinds: Sequence[str] = (), number: int = 1, per_page: int = 20) -> Hits:
    """A page of the things that match the query. An empty query finds nothing."""
    skip = (min(max(number, 1), MOST_PAGES) - 1) * per_page
    found, slips = _rows(query, kinds, {"skip": skip, "most": per_page + 1, "exact": 0}, may_slip=number == 1)
    return Hits([hit for hit, _ in found[:per_page]], len(found) > per_page, slips)


def overview(query: str, of_each: int = 3, most_named: int = 20) -> Overview:
    """The first things of each kind that match the query: kinds with the words in a title come before others."""
    found, slips = _rows(query, (), {"skip": 0, "most": of_each, "exact": most_named}, parted=True)
    named = sorted((hit for hit, _ in found if hit.tier == EXACT), key=_wanted)[:most_named]
    rest = sorted(((hit, total) for hit, total in found if hit not in named), key=lambda one: -rank_of(one[0].kind))
    parts = [_of_kind(list(part)) for _, part in groupby(rest, key=lambda one: one[0].kind)]
    return Overview(named, sorted(parts, key=lambda part: min(hit.tier for hit in part.rows)), slips)


def _wanted(hit: Hit) -> int:
    return -rank_of(hit.kind)


def _of_kind(part: list[tuple[Hit, int]]) -> OfKind:
    (first, total), rows = part[0], [hit for hit, _ in part]
    return OfKind(first.kind, rows, total, more=total >= ENOUGH)


def _rows(
    query: str, kinds: Sequence[str], values: dict[str, int], parted: bool = False, may_slip: bool = True
) -> tuple[list[tuple[Hit, int]], dict[str, str]]:
    """The hits with the number of their kind, and the slips that were corrected to find any."""
    wanted = groups(query)
    if not wanted:
        return [], {}
    found = _match(wanted, name_of(query), kinds, values, parted)
    slips = corrected([group[0] for group in wanted]) if may_slip and not found else {}
    if slips:
        meant = [[slips.get(token, token) for token in group] for group in wanted]
        found = _match(meant, " ".join(token for group in meant for token in group), kinds, values, parted)
    return found, slips


def _match(
    wanted: list[list[str]], name: str, kinds: Sequence[str], values: dict[str, int], parted: bool
) -> list[tuple[Hit, int]]:
    dialect = db.engine.dialect.name
    titled, said = (_sqlite_queries if dialect == "sqlite" else _postgresql_queries)(wanted)
    of_kinds = " OR ".join(f"{{id}} / {SPAN} = {rank_of(kind)}" for kind in kinds)
    only, named = (f"AND ({of_kinds.format(id=name)})" if kinds else "" for name in ("rowid", "e.id"))
    match = MATCH[dialect]
    statement = FOUND.format(
        named=named,
        titled=match.format(query=":titled", kinds=only),
        said=match.format(query=":said", kinds=only),
        parts=f"PARTITION BY id / {SPAN}" if parted else "",
    )
    words: dict[str, Any] = {"name": name, "titled": titled, "said": said, "enough": ENOUGH}
    return [_hit(row) for row in db.session.execute(text(statement), words | values)]


def _hit(row: Any) -> tuple[Hit, int]:
    return Hit(kind_at(row.id), row.ref_id, row.title, row.beginning, row.url, row.tier), row.total


def _sqlite_queries(wanted: list[list[str]]) -> tuple[str, str]:
    """All words in the title; and all words, not all in the title."""
    terms = [
        _phrase(group, " ", '"{}"') if is_ideograph_token(group[0]) else f'"{stem(group[0])}"*' for group in wanted
    ]
    everywhere = " AND ".join(terms)
    return f"{{title}} : ({everywhere})", f"({everywhere}) NOT ({{title}} : ({everywhere}))"


def _postgresql_queries(wanted: list[list[str]]) -> tuple[str, str]:
    """The same, as PostgreSQL spells it."""
    titled, anywhere = (" & ".join(_term(group, weight) for group in wanted) for weight in ("A", ""))
    return titled, f"({anywhere}) & !({titled})"


def _term(group: list[str], weight: str) -> str:
    if is_ideograph_token(group[0]):
        return _phrase([f"{token}:{weight}" if weight else token for token in group], " <-> ", "({})")
    return f"'{stem(group[0])}':*{weight}"


def _phrase(group: list[str], between: str, frame: str) -> str:
    return frame.format(between.join(group))
