"""How fast rounds are counted: a real city's Equal Shares with add1u, in memory and beside pabutools on one plain run of
the same file; and a million sealed ballots as the site counts them. `make bench`, or `python -m bench counting`.
"""

from __future__ import annotations

import multiprocessing
import os
import resource
import sys
import time
from pathlib import Path

from bench import sealed
from governance.counting.count import count
from governance.counting.rule import Completion, Rule
from governance.pabulib.reading import read

SHARED = Path(os.environ.get("SHARED_DATA") or Path(__file__).parent.parent.parent / "shared" / "data")
CITY = SHARED / "elections" / "Poland_Warszawa_2020_Praga-Poludnie.pb"


def table():
    """The lines of the report. Each count has a process of its own, so that its memory is its own."""
    lines = ["\nCounting\n"]
    if CITY.exists():
        ours = apart(city)
        lines.append(
            f"Equal Shares with add1u, {ours['ballots']:,} ballots, {ours['projects']} projects, exact: "
            f"{ours['seconds']:.1f} s of the processor and {ours['memory']:.0f} MB, reading included (aim: under 5 s and "
            f"300 MB); {ours['winners']} winners after {ours['increments']} increments\n"
        )
        theirs = apart(beside)
        lines.append(
            f"one plain run of it: {theirs['ours']:.2f} s here, {theirs['theirs']:.1f} s by pabutools "
            f"({theirs['theirs'] / theirs['ours']:.0f} times as long), the same {theirs['winners']} winners\n"
        )
    else:
        lines.append(f"no elections at {CITY.parent}; set SHARED_DATA to where they are\n")
    built = sealed.ready()
    many = apart(sealed.counted)
    spent = many["reading"] + many["counting"]
    lines.append(
        f"{many['ballots']:,} sealed ballots over {sealed.FINALISTS} finalists, {sealed.PLACES} places, Equal Shares with "
        f"add1u, as the worker counts them: {spent:.0f} s (aim: under 120 s), {many['worked']:.0f} s of the processor, "
        f"{many['memory']:.0f} MB; sealed in {many['sealing']:.1f} s before, read in {many['reading']:.0f} s, counted and "
        f"frozen in {many['counting']:.0f} s; {many['winners']} winners after {many['increments']} increments, progress "
        f"written for the page {many['noted']} times; building them took {built:.0f} s\n"
    )
    return "".join(lines)


def apart(measured):
    """What this measures, in a fresh process."""
    with multiprocessing.get_context("spawn").Pool(1) as pool:
        return pool.apply(measured)


def city():
    """The whole count of the city's file."""
    start = time.process_time()
    contest = read(CITY.read_bytes()).contest()
    outcome = count(contest, Rule())
    return {
        "seconds": time.process_time() - start,
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
    start = time.process_time()
    outcome = count(contest, Rule(completion=Completion.NONE))
    between = time.process_time()
    instance, profile = parse_pabulib(str(CITY))
    parsed = time.process_time()
    theirs = method_of_equal_shares(instance, profile.as_multiprofile(), sat_class=Cost_Sat)
    end = time.process_time()
    if {project.name for project in theirs} != set(outcome.winners):
        raise AssertionError("pabutools counts other winners")
    return {"ours": between - start, "theirs": end - parsed, "winners": len(outcome.winners)}


def memory():
    """The most this process has held, in MB."""
    return resource.getrusage(resource.RUSAGE_SELF).ru_maxrss / 1024


if __name__ == "__main__":
    sys.stdout.write(table())
