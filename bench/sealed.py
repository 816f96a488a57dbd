"""A closed round with a million ballots over a hundred finalists, in a database of its own, counted as the worker does it:
sealed ballots are read, counted and the result frozen, while the round's row says how far it is.
"""

from __future__ import annotations

import os
import random
import resource
import shutil
import time
from datetime import timedelta
from itertools import islice
from pathlib import Path

from sqlalchemy import event, insert

from app import create_app
from bench import prose, serving
from config import settings_from
from ideas.ballots import closing
from ideas.ballots.ballot import Ballot
from ideas.ballots.counting_apart import count_sealed
from ideas.concepts.concept import Concept, ConceptState
from ideas.concepts.version import ConceptVersion
from ideas.forums.forum import Forum
from ideas.rounds.finalist import Finalist
from ideas.rounds.phase import ORDER
from ideas.rounds.round import PhaseEntered, Round
from kernel.clock import now
from kernel.database import db, transaction
from members.accounts.member import Member

MILLION, FINALISTS, PLACES = int(os.environ.get("BENCH_BALLOTS", "1000000")), 100, 10
FOLDER = Path("var/bench")
BATCH = 50_000


def site(name):
    """The application over this database."""
    return create_app(settings_from(serving.environment(FOLDER.resolve(), name)))


def ready():
    """A fresh copy of the round, which is built once and kept. Returns the seconds that building it took."""
    FOLDER.mkdir(parents=True, exist_ok=True)
    kept, copy, start = FOLDER / f"sealed-{MILLION}.sqlite", FOLDER / "sealed.sqlite", time.perf_counter()
    for old in FOLDER.glob("sealed.sqlite*"):
        old.unlink()
    if not kept.exists():
        with site("sealed").app_context():
            db.create_all()
            with db.engine.begin() as connection:
                build(connection)
            with db.engine.connect() as connection:
                connection.exec_driver_sql("pragma wal_checkpoint(truncate)")
            db.engine.dispose()
        copy.rename(kept)
    shutil.copy(kept, copy)
    return time.perf_counter() - start


def counted():
    """Seconds to seal, to read, to count with freezing; how often progress was written; memory of this process in MB."""
    told, noted, app = [], [], site("sealed")

    def note(_connection, _cursor, statement, *_):
        if statement.startswith("UPDATE count_progress"):
            noted.append(statement)

    with app.app_context():
        event.listen(db.engine, "before_cursor_execute", note)
        round = db.session.get_one(Round, 1)
        start = time.perf_counter()
        with transaction():
            closing.seal(round)
        sealed, idle = time.perf_counter(), time.process_time()
        result = count_sealed(round, lambda what, done, of: told.append((what, time.perf_counter())))
        end = time.perf_counter()
        winners, increments, ballots = sum(line.won for line in result.lines), result.increments, result.ballots
    read = max(at for what, at in told if what == "ballots")
    return {
        "sealing": sealed - start,
        "reading": read - sealed,
        "counting": end - read,
        "worked": time.process_time() - idle,
        "memory": resource.getrusage(resource.RUSAGE_SELF).ru_maxrss / 1024,
        "noted": len(noted),
        "winners": winners,
        "increments": increments,
        "ballots": ballots,
    }


def drawn_ballots():
    """A million ballots of three to seven finalists each, some finalists far better loved than others."""
    drawn = random.Random(1)  # noqa: S311 (a made-up electorate, the same each time)
    weights, places = [1 / (rank + 5) for rank in range(FINALISTS)], range(1, FINALISTS + 1)
    for _ in range(MILLION):
        yield sorted(set(drawn.choices(places, weights, k=drawn.randint(3, 7))))


def build(connection):
    """Fill an empty database with the round and its ballots."""
    closes, places = now() - timedelta(days=1), range(1, FINALISTS + 1)
    name, email = "Member 1", "member1@people.example"
    long_ago = {"confirmed_at": closes - timedelta(days=400), "created_at": closes - timedelta(days=400)}
    folded = {"name_folded": name.lower(), "email_folded": email}
    connection.execute(insert(Member), {"id": 1, "name": name, "email": email, **folded, **long_ago})
    connection.execute(
        insert(Forum), {"id": 1, "slug": "lamps", "name": "Lamps", "colour": "#2f6b4f", "summary": prose.title(1)}
    )
    connection.execute(insert(Round), _round(closes))
    connection.execute(insert(PhaseEntered), [{"round_id": 1, "phase": phase} for phase in ORDER[1:-1]])
    connection.execute(insert(Concept), [_concept(number, closes) for number in places])
    connection.execute(insert(ConceptVersion), [_version(number) for number in places])
    connection.execute(insert(Finalist), [_finalist(number) for number in places])
    _cast(connection, closes)


def _round(closes):
    days = ("proposing_at", 40), ("refining_at", 8), ("balloting_at", 6), ("closes_at", 0)
    return {
        "id": 1,
        "slug": "round-1",
        "forum_id": 1,
        "title": f"Round 1: {prose.title(1)}",
        "brief_source": prose.BODY,
        "brief_html": prose.HTML,
        "slots": PLACES,
        "imported_from": "made up",
        **{name: closes - timedelta(days=before) for name, before in days},
    }


def _concept(number, at):
    words = {"title": prose.title(number), "summary": prose.sentence(number), "state": ConceptState.PROPOSED}
    home = {"id": number, "round_id": 1, "forum_id": 1, "author_id": 1, "version_number": 1}
    moments = dict.fromkeys(("created_at", "proposed_at", "revised_at"), at - timedelta(days=30))
    return {**home, **words, **moments, "current_version_id": number, "material_version_id": number}


def _version(number):
    words = {"title": prose.title(number), "summary": prose.sentence(number)}
    body = {"body_source": prose.BODY, "body_html": prose.HTML}
    return {"id": number, "concept_id": number, "number": 1, "author_id": 1, **words, **body}


def _finalist(number):
    return {"round_id": 1, "concept_id": number, "version_id": number, "supports": 0, "position": number}


def _cast(connection, at):
    luck = random.Random(2)  # noqa: S311
    numbered = enumerate(drawn_ballots(), 1)
    while batch := list(islice(numbered, BATCH)):
        rows = [(id_, f"voter {id_}", at, at, f"{luck.getrandbits(128):032x}") for id_, _ in batch]
        names = ("id", "voter", "cast_at", "changed_at", "receipt")
        connection.execute(insert(Ballot), [{"round_id": 1, **dict(zip(names, row, strict=True))} for row in rows])
        chosen = [(id_, concept) for id_, choices in batch for concept in choices]
        connection.exec_driver_sql("INSERT INTO ballot_choice (ballot_id, concept_id) VALUES (?, ?)", chosen)
