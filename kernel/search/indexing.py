"""What the index holds: one entry per readable thing, its words in the engine's own text index, and the words known at all."""

from __future__ import annotations

from functools import cache
from typing import Any

from sqlalchemy import DDL, UniqueConstraint, delete, event, select, text, update
from sqlalchemy.orm import Mapped, mapped_column

from kernel.conflicts import insert_unless_there
from kernel.database import Model, db, short
from kernel.search.vocabulary import learn, unlearn
from kernel.search.words import tokens

SQLITE_INDEX = (
    "CREATE VIRTUAL TABLE search_index USING fts5(title, body, content='', contentless_delete=1, "
    "tokenize='unicode61 remove_diacritics 0', prefix='3 5')"
)
POSTGRESQL_INDEX = (
    "CREATE TABLE search_index (rowid bigint PRIMARY KEY, words tsvector NOT NULL)",
    "CREATE INDEX ix_search_index_words ON search_index USING gin (words)",
)


class SearchEntry(Model):
    """A thing that can be found: what it is called, how it begins, and where it is."""

    __tablename__ = "search_entry"
    __table_args__ = (UniqueConstraint("kind", "ref_id"),)
    id: Mapped[int] = mapped_column(primary_key=True)
    kind: Mapped[str] = mapped_column(short(30))
    ref_id: Mapped[int]
    title: Mapped[str] = mapped_column(short(300))
    beginning: Mapped[str] = mapped_column(short(300))
    url: Mapped[str] = mapped_column(short(300))


def _create(statement: str, dialect: str) -> None:
    event.listen(SearchEntry.__table__, "after_create", DDL(statement).execute_if(dialect=dialect))  # type: ignore[no-untyped-call]


_create(SQLITE_INDEX, "sqlite")
for _statement in POSTGRESQL_INDEX:
    _create(_statement, "postgresql")
event.listen(SearchEntry.__table__, "before_drop", DDL("DROP TABLE IF EXISTS search_index"))  # type: ignore[no-untyped-call]


def index(kind: str, ref_id: int, title: str, body: str, url: str) -> None:
    """Put a thing into the index, or replace what is there. Called by the act that shows or changes it."""
    values = {"title": title[:300], "beginning": " ".join(body.split())[:300], "url": url}
    entry_id = db.session.scalar(_addition(db.engine.dialect.name), {"kind": kind, "ref_id": ref_id, **values})
    if entry_id is None:
        entry = _entry(kind, ref_id)
        old, entry_id = _words_of(entry), entry.id
        db.session.execute(update(SearchEntry).where(SearchEntry.id == entry_id).values(**values))
        _remove(entry_id)
        _add(entry_id, tokens(title), tokens(body))
        unlearn(old)
    else:
        _add(entry_id, tokens(title), tokens(body))


@cache
def _addition(dialect: str) -> Any:
    return insert_unless_there(SearchEntry.__table__).on_conflict_do_nothing().returning(SearchEntry.__table__.c.id)


def forget(kind: str, ref_id: int) -> None:
    """Take a thing out of the index: hidden, withdrawn or retracted. Its absence is no error."""
    entry = _entry(kind, ref_id)
    if entry is not None:
        _remove(entry.id)
        db.session.execute(delete(SearchEntry).where(SearchEntry.id == entry.id))
        unlearn(_words_of(entry))


def _entry(kind: str, ref_id: int) -> Any:
    columns = select(SearchEntry.id, SearchEntry.title, SearchEntry.beginning)
    return db.session.execute(columns.where(SearchEntry.kind == kind, SearchEntry.ref_id == ref_id)).first()


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
