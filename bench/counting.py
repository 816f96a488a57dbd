"""How fast rounds are counted: a real city's Equal Shares with add1u, in memory and beside pabutools on one plain run of
the same file; and a million ballots over a hundred finalists. `make bench`, or `python -m bench counting`.
"""

from __future__ import annotations

import multiprocessing
import os
import random
import resource
import sys
import time
from pathlib import Path

from governance.counting.contest import Contest, Finalist, Vote, grouped
from governance.counting.count import count
from governance.counting.rule import Completion, Rule
from governance.pabulib.reading import read

SHARED = Path(os.environ.get("SHARED_DATA") or Path(__file__).parent.parent.parent / "shared" / "data")
CITY = SHARED / "elections" / "Poland_Warszawa_2020_Praga-Poludnie.pb"
MILLION, FINALISTS, PLACES = 1_000_000, 100, 10


def table():
    """The lines of the report. Each count has a process of its own, so that its memory is its own."""
    lines = ["\nCounting\n"]
    if CITY.exists():
        ours = apart(city)
        lines.append(
            f"Equal Shares with add1u, {ours['ballots']:,} ballots, {ours['projects']} projects, exact: "
            f"{ours['seconds']:.1f} s and {ours['memory']:.0f} MB, reading included (aim: under 5 s and 300 MB); "
            f"{ours['winners']} winners after {ours['increments']} increments\n"
        )
        theirs = apart(beside)
        lines.append(
            f"one plain run of it: {theirs['ours']:.2f} s here, {theirs['theirs']:.1f} s by pabutools "
            f"({theirs['theirs'] / theirs['ours']:.0f} times as long), the same {theirs['winners']} winners\n"
        )
    else:
        lines.append(f"no elections at {CITY.parent}; set SHARED_DATA to where they are\n")
    many = apart(million)
    lines.append(
        f"{MILLION:,} ballots over {FINALISTS} finalists, {many['distinct']:,} of them different, {PLACES} places, "
        f"Equal Shares with add1u: {many['seconds']:.0f} s ({many['worked']:.0f} s of the processor) and "
        f"{many['memory']:.0f} MB, after building them in {many['built']:.0f} s (aim: under 120 s); "
        f"{many['increments']} increments, progress told {many['told']} times\n"
    )
    return "".join(lines)


def apart(measured):
    """What this measures, in a fresh process."""
    with multiprocessing.get_context("spawn").Pool(1) as pool:
        return pool.apply(measured)


def city():
    """The whole count of the city's file."""
    start = time.perf_counter()
    contest = read(CITY.read_bytes()).contest()
    outcome = count(contest, Rule())
    return {
        "seconds": time.perf_counter() - start,
        "memory": memory(),
        "ballots": contest.ballots,
        "projects": len(contest.finalists),
        "winners": len(outcome.winners),
        "increments": outcome.increments,
    }


def beside():
    """One plain run, no completion, here and by pabutools; each from the file already read."""
    from pabutools.election import Cost_Sat
    from pabutools.election.pabulib import parse_pabulib
    from pabutools.rules import method_of_equal_shares

    contest = read(CITY.read_bytes()).contest()
    start = time.perf_counter()
    outcome = count(contest, Rule(completion=Completion.NONE))
    between = time.perf_counter()
    instance, profile = parse_pabulib(str(CITY))
    parsed = time.perf_counter()
    theirs = method_of_equal_shares(instance, profile.as_multiprofile(), sat_class=Cost_Sat)
    end = time.perf_counter()
    if {project.name for project in theirs} != set(outcome.winners):
        raise AssertionError("pabutools counts other winners")
    return {"ours": between - start, "theirs": end - parsed, "winners": len(outcome.winners)}


def million():
    """A million ballots of three to seven finalists each, some finalists far better loved than others."""
    drawn, told = random.Random(1), []  # noqa: S311 (a made-up electorate, the same each time)
    start = time.perf_counter()
    weights = [1 / (rank + 5) for rank in range(FINALISTS)]
    names = range(FINALISTS)
    ballots = (Vote(tuple(sorted(set(drawn.choices(names, weights, k=drawn.randint(3, 7)))))) for _ in range(MILLION))
    finalists = tuple(Finalist(name, drawn=name) for name in names)
    contest = Contest(finalists, grouped(ballots), PLACES, in_places=True)
    built, idle = time.perf_counter(), time.process_time()
    outcome = count(contest, Rule(), progress=lambda done, of: told.append((done, of)))
    return {
        "built": built - start,
        "seconds": time.perf_counter() - built,
        "worked": time.process_time() - idle,
        "memory": memory(),
        "distinct": len(contest.votes),
        "increments": outcome.increments,
        "told": len(told),
    }


def memory():
    """The most this process has held, in MB."""
    return resource.getrusage(resource.RUSAGE_SELF).ru_maxrss / 1024


if __name__ == "__main__":
    sys.stdout.write(table())
