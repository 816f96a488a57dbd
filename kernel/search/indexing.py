"""What the index holds: one entry per readable thing, its words in the engine's own text index, and the words known at all."""

from __future__ import annotations

from functools import cache
from typing import Any

from sqlalchemy import DDL, delete, event, select, text, update
from sqlalchemy.orm import Mapped, mapped_column

from kernel.conflicts import insert_unless_there
from kernel.database import Model, db, short
from kernel.search.kinds import place_of
from kernel.search.vocabulary import learn, unlearn
from kernel.search.words import LONGEST_NAME, name_of, tokens

SQLITE_INDEX = (
    "CREATE VIRTUAL TABLE search_index USING fts5(title, body, content='', contentless_delete=1, "
    "tokenize='unicode61 remove_diacritics 0', prefix='3 5')"
)
POSTGRESQL_INDEX = (
    "CREATE TABLE search_index (rowid bigint PRIMARY KEY, words tsvector NOT NULL)",
    "CREATE INDEX ix_search_index_words ON search_index USING gin (words)",
)


class SearchEntry(Model):
    """A thing that can be found: what it is called, how it begins, and where it is. Its `id` is its place in the index."""

    __tablename__ = "search_entry"
    id: Mapped[int] = mapped_column(primary_key=True, autoincrement=False)
    ref_id: Mapped[int]
    name: Mapped[str] = mapped_column(short(LONGEST_NAME), index=True)
    title: Mapped[str] = mapped_column(short(300))
    beginning: Mapped[str] = mapped_column(short(300))
    url: Mapped[str] = mapped_column(short(300))


def _create(statement: str, dialect: str) -> None:
    event.listen(SearchEntry.__table__, "after_create", DDL(statement).execute_if(dialect=dialect))  # type: ignore[no-untyped-call]


_create(SQLITE_INDEX, "sqlite")
for _statement in POSTGRESQL_INDEX:
    _create(_statement, "postgresql")
event.listen(SearchEntry.__table__, "before_drop", DDL("DROP TABLE IF EXISTS search_index"))  # type: ignore[no-untyped-call]


def index(kind: str, ref_id: int, title: str, body: str, url: str, shown: str = "", about: bool = False) -> None:
    """Put a thing into the index, or replace what is there. Called by the act that shows or changes it.

    `shown` stands below the title among the hits, where it is not how the body begins. A thing `about` another one is
    listed under that one's title, and found by its own words only.
    """
    own = "" if about else title
    place, beginning = place_of(kind, ref_id), " ".join((shown or body).split())[:300]
    values = {"ref_id": ref_id, "name": name_of(own), "title": title[:300], "beginning": beginning, "url": url}
    words = tokens(own), tokens(body)
    if db.session.execute(_addition(db.engine.dialect.name), {"id": place, **values}).first() is None:
        old = _words_of(_entry(place))
        db.session.execute(update(SearchEntry).where(SearchEntry.id == place).values(**values))
        _remove(place)
        _add(place, *words)
        unlearn(old)
    else:
        _add(place, *words)


@cache
def _addition(dialect: str) -> Any:
    return insert_unless_there(SearchEntry.__table__).on_conflict_do_nothing().returning(SearchEntry.__table__.c.id)


def forget(kind: str, ref_id: int) -> None:
    """Take a thing out of the index: hidden, withdrawn or retracted. Its absence is no error."""
    entry = _entry(place_of(kind, ref_id))
    if entry is not None:
        _remove(entry.id)
        db.session.execute(delete(SearchEntry).where(SearchEntry.id == entry.id))
        unlearn(_words_of(entry))


def _entry(place: int) -> Any:
    columns = select(SearchEntry.id, SearchEntry.title, SearchEntry.beginning)
    return db.session.execute(columns.where(SearchEntry.id == place)).first()


def _words_of(entry: Any) -> list[str]:
    """What is still known of its words: those of the title and of the first three hundred characters."""
    return [*tokens(entry.title), *tokens(entry.beginning)]


def _add(entry_id: int, title: list[str], body: list[str]) -> None:
    if db.engine.dialect.name == "sqlite":
        statement = "INSERT INTO search_index (rowid, title, body) VALUES (:id, :title, :body)"
    else:
        statement = (
            "INSERT INTO search_index (rowid, words) VALUES (:id, setweight(to_tsvector('simple', :title), 'A')"
            " || setweight(to_tsvector('simple', :body), 'C'))"
        )
    db.session.execute(text(statement), {"id": entry_id, "title": " ".join(title), "body": " ".join(body)})
    learn([*title, *body])


def _remove(entry_id: int) -> None:
    db.session.execute(text("DELETE FROM search_index WHERE rowid = :id"), {"id": entry_id})
