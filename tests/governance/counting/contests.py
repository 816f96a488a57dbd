"""Small random contests for the properties, and the elections of ../shared/data."""

import json
from functools import cache

from hypothesis import settings
from hypothesis import strategies as st

from governance.counting.contest import BallotKind, Contest, Finalist, TieRule, Vote, grouped
from governance.pabulib.reading import read
from tests.data import shared

KEYS = "abcdefg"
UNHURRIED = settings(deadline=None)


@cache
def expected():
    """The lists that must come out, by file."""
    return json.loads((shared("elections") / "expected.json").read_text(encoding="utf-8"))


@cache
def election(name):
    """One of the real elections."""
    return read((shared("elections") / f"{name}.pb").read_bytes())


@st.composite
def contests(draw, kind=BallotKind.APPROVAL, unit_cost=False, in_places=False, most_voters=8):
    """A contest of few voters and finalists, with ties likely."""
    keys = KEYS[: draw(st.integers(1, len(KEYS)))]
    drawn = draw(st.permutations(range(len(keys))))
    costs = st.just(1) if in_places or unit_cost else st.sampled_from([100, 200, 250, 300, 301, 500, 700, 1000])
    finalists = tuple(Finalist(key, draw(costs), place) for key, place in zip(keys, drawn, strict=True))
    votes = draw(st.lists(ballots(keys, kind), max_size=most_voters))
    budget = draw(st.integers(1, 4)) if in_places or unit_cost else draw(st.integers(1, 20)) * 100
    tie_rule = draw(st.sampled_from(TieRule))
    step = draw(st.sampled_from([1, 7, 100])) if not unit_cost else 1
    return Contest(finalists, grouped(votes), budget, kind, tie_rule, in_places, step)


@st.composite
def ballots(draw, keys, kind):
    """One ballot of this kind."""
    choices = tuple(draw(st.lists(st.sampled_from(keys), unique=True)))
    if kind is BallotKind.APPROVAL:
        choices = tuple(sorted(choices))
    points = tuple(draw(st.lists(st.integers(0, 5), min_size=len(choices), max_size=len(choices))))
    return Vote(choices, points if kind is BallotKind.POINTS else (), draw(st.integers(1, 3)))
