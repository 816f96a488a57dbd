"""Random edits of one byte in a stored row of the record, made with every guard lifted, and undone again."""

from sqlalchemy import text
from sqlalchemy.exc import DBAPIError, IntegrityError

from governance.record.append_only import guarding_statements, lifting_statements
from governance.record.checkpoint import RecordCheckpoint, RecordNode
from governance.record.entry import RecordEntry
from governance.record.private import RecordSecret
from kernel.database import db

TABLES = [model.__table__ for model in (RecordEntry, RecordCheckpoint, RecordNode, RecordSecret)]


def lifted(lift=True):
    """Take every guard of the record away, or put it back."""
    engine = db.engine.dialect.name
    db.session.remove()
    with db.engine.begin() as connection:
        for statement in (lifting_statements if lift else guarding_statements)(engine):
            connection.execute(text(statement))


def spoiled(value, chance):
    """The value with one byte changed: a number by its last digit, a text anywhere."""
    if isinstance(value, int):
        return value + chance.choice((-1, 1))
    at = chance.randrange(len(value))
    same_letter = value[at].swapcase()
    other = chance.choice([same_letter, *" 0aZ:.~"])
    return value[:at] + (other if other != value[at] else "x") + value[at + 1 :]


def one_byte_edit(chance):
    """Change one byte of one row. Returns the statement that undoes it with its values, None when it was refused."""
    table = chance.choice(TABLES)
    columns = [column.name for column in table.columns]
    with db.engine.connect() as connection:
        rows = connection.execute(text(f"SELECT {', '.join(columns)} FROM {table.name}")).mappings().all()
    row, column = chance.choice(rows), chance.choice(columns)
    if row[column] in ("", None):
        return None
    keys = [key.name for key in table.primary_key]
    after = {**row, column: spoiled(row[column], chance)}
    where = " AND ".join(f"{key} = :where_{key}" for key in keys)
    statement = text(f"UPDATE {table.name} SET {column} = :value WHERE {where}")
    try:
        _run(statement, value=after[column], **{f"where_{key}": row[key] for key in keys})
    except (IntegrityError, DBAPIError):
        return None
    said = f"{table.name}.{column} {row[column]!r} -> {after[column]!r}"
    return said, lambda: _run(statement, value=row[column], **{f"where_{key}": after[key] for key in keys})


def _run(statement, **values):
    db.session.remove()
    with db.engine.begin() as connection:
        assert connection.execute(statement, values).rowcount == 1


def missed_of(number, chance, found):
    """The edits among so many, refused ones aside, after which found() is false."""
    missed, made = [], 0
    lifted()
    while made < number:
        edit = one_byte_edit(chance)
        if edit is None:
            continue
        made += 1
        said, undo = edit
        if not found():
            missed.append(said)
        undo()
    lifted(lift=False)
    return missed
