"""`python -m tests.prove.crew PORT PORT`: the site loaded once, then forked into a server at each port.

Each line on its input is the slug of a round: two more processes then tick the clock, as a worker does, until that round is
counted; what they found is told on the output. When the input ends, all of them end.
"""

import json
import multiprocessing
import sys

from sqlalchemy import select

from app import for_serving
from ideas.ballots.result import Result
from ideas.rounds.round import Round
from kernel import jobs, serving
from kernel.database import db

FOUND = "found "
WORKERS = 2


def serve(site, port):
    """Answer requests at this port, in one process."""
    serving.answer_requests(site, serving.listening("127.0.0.1", port), 1)


def tick_until_counted(site, slug, found):
    """Tick without a pause until the round has a result; tell its digest, how often that took and what failed."""
    counted = select(Result.digest).join(Round, Round.id == Result.round_id).where(Round.slug == slug)
    ticks, failures, digest = 0, [], None
    with site.app_context():
        while digest is None and ticks < 5_000:
            failures += jobs.tick()
            ticks += 1
            db.session.remove()
            digest = db.session.scalar(counted)
            db.session.remove()
    found.put({"digest": digest, "ticks": ticks, "failures": failures})


def main(ports):
    """Serve until the input ends."""
    site, fork = for_serving(), multiprocessing.get_context("fork")
    servers = [fork.Process(target=serve, args=(site, port)) for port in ports]
    for server in servers:
        server.start()
    for line in sys.stdin:
        found = fork.SimpleQueue()
        workers = [fork.Process(target=tick_until_counted, args=(site, line.strip(), found)) for _ in range(WORKERS)]
        for worker in workers:
            worker.start()
        told = [found.get() for _ in workers]
        for worker in workers:
            worker.join()
        sys.stdout.write(FOUND + json.dumps(told) + "\n")
        sys.stdout.flush()
    for server in servers:
        server.terminate()
        server.join()


if __name__ == "__main__":
    main([int(port) for port in sys.argv[1:]])
