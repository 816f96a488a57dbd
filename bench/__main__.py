"""`make bench`: seed both worlds, measure floors and site by the same server in one run, count rounds, print the table."""

from __future__ import annotations

import os
import shutil
import signal
import sys
from pathlib import Path

from flask import g, request_finished

from app import create_app
from bench import counting, load, report, serving, visits, worlds
from config import settings_from
from kernel.database import db

FOLDER = Path("var/bench")
EIGHT, ALONE = 8, 1
SECONDS = float(os.environ.get("BENCH_SECONDS", "2"))
MOST_ACTS = 2_400


def main():
    """Measure and print; the numbers are kept in var/bench/report.txt too."""
    signal.signal(signal.SIGTERM, lambda *_: sys.exit(1))  # so that a stopped run stops its servers too
    FOLDER.mkdir(parents=True, exist_ok=True)
    (FOLDER / "report.txt").unlink(missing_ok=True)
    results = {}
    for size in (worlds.SMALL, worlds.LARGE):
        if len(sys.argv) > 1 and size.name not in sys.argv[1:]:
            continue
        results[size.name] = measure_world(size)
        say(report.world(size.name, results[size.name]))
    say(report.growth(results))
    if len(sys.argv) == 1 or "counting" in sys.argv[1:]:
        say(counting.table())


def say(words):
    """Print, and keep beside the worlds."""
    sys.stdout.write(words)
    sys.stdout.flush()
    with (FOLDER / "report.txt").open("a") as kept:
        kept.write(words)


def site(name, **changes):
    """The application over a world's file, in this process."""
    return create_app(settings_from(serving.environment(FOLDER.resolve(), name, **changes)))


def seeded(size):
    """A fresh copy of this world; it is built once and kept."""
    kept, copy = FOLDER / f"{size.name}-kept.sqlite", FOLDER / f"{size.name}.sqlite"
    if not kept.exists():
        sys.stderr.write(f"building the {size.name} world: {size.concepts} concepts, {size.members} members\n")
        app = site(f"{size.name}-kept")
        with app.app_context():
            db.create_all()
            worlds.build(size)
            with db.engine.connect() as connection:
                connection.exec_driver_sql("pragma wal_checkpoint(truncate)")
            db.engine.dispose()
    for old in FOLDER.glob(f"{size.name}.sqlite*"):
        old.unlink()
    shutil.copy(kept, copy)


def measure_world(size):
    """Everything that is measured in one world."""
    seeded(size)
    app, found = site(size.name), {}
    with app.app_context():
        cookies = visits.sign_in_everybody()
    client = app.test_client()
    tokens = visits.csrf_tokens(client, cookies)
    pages = visits.addresses(app, size)
    found["costs"] = {name: costs(app, path, cookies[0]) for name, path in pages.items()}
    environ = serving.environment(FOLDER.resolve(), size.name)
    with serving.served("bench.floors:create", environ) as (port, _):
        found["floors"] = floors(port, cookies[0])
    uncached = serving.environment(FOLDER.resolve(), size.name, PAGE_CACHE_SECONDS="0")
    with serving.served("app:for_serving", uncached, worker=True) as (port, _):
        found["uncached"] = {name: gets(port, path, EIGHT) for name, path in pages.items()}
    with serving.served("app:for_serving", environ, worker=True) as (port, memory):
        found["anonymous"] = {name: gets(port, path, EIGHT) for name, path in pages.items()}
        found["signed in"] = {name: gets(port, path, EIGHT, cookies[0]) for name, path in pages.items()}
        found["alone"] = {name: gets(port, path, ALONE, cookies[0]) for name, path in pages.items()}
        found["acts"] = {kind: act(app, port, kind, pages, cookies, tokens) for kind in visits.FORMS}
        found["memory"] = memory()
    return found


def gets(port, path, connections, cookie=""):
    """One page, fetched again and again."""
    request = load.get(path, cookie)
    load.measure(port, [request] * connections, connections, 0.4, repeat=True)
    return load.measure(port, [request] * connections, connections, SECONDS, repeat=True)


def floors(port, cookie):
    """R, S and W, by eight connections and alone."""
    r, s, w = load.get("/r"), load.get("/s", cookie), load.post("/w", "")
    measured = {}
    for name, request in (("R", r), ("S", s), ("W", w)):
        for connections in (EIGHT, ALONE):
            load.measure(port, [request] * connections, connections, 0.4, repeat=True)
            measured[name, connections] = load.measure(port, [request] * connections, connections, SECONDS, repeat=True)
    return measured


def act(app, port, kind, pages, cookies, tokens):
    """One kind of POST, each sent once: some alone, then the rest by eight connections."""
    page = pages.get(visits.FORMS[kind][0])
    requests = visits.acts(app.test_client(), kind, page, cookies, tokens) if page else []
    if not requests:
        return None
    few = len(requests) // 4 if len(requests) <= visits.ACTORS else 300
    alone = load.measure(port, requests[:few], ALONE, 10, repeat=False)
    return alone, load.measure(port, requests[few:MOST_ACTS], EIGHT, 20, repeat=False)


def costs(app, path, cookie):
    """Queries and bytes of one page, for a guest and signed in, and the bytes of a first visit."""
    counted = []

    def count(*_args, **_kwargs):
        counted.append(g.get("queries", 0))

    with request_finished.connected_to(count, app):
        guest = app.test_client().get(path, headers={"Accept-Encoding": "gzip"})
        member = app.test_client()
        member.set_cookie("sid", cookie)
        member.get(path, headers={"Accept-Encoding": "gzip"})
    return {"guest": counted[0], "member": counted[1], "bytes": len(guest.data), "first": report.first_load(app, path)}


if __name__ == "__main__":
    main()
