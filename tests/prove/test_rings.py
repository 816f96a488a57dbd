"""Rings of twenty and more are held before a round is counted, and honest voters are left alone. What is not found is
said, too: a ring of five, and one whose accounts nothing ties together."""

import sys

import pytest

from tests.prove.rings import measure

TIED = ("shared subnet", "sign-up burst", "one target", "follow the leader")


def judge(figures, capsys):
    with capsys.disabled():
        sys.stdout.write("\n".join(["", *figures.lines(), ""]))
    for kind in TIED:
        for size in (20, 100):
            assert figures.share_found(kind, size) >= 0.95, (kind, size)
    assert figures.share_found("varied", 100) >= 0.95
    assert sum(figures.false) / len(figures.false) <= 0.01


def test_in_three_crowds_every_ring_of_one_hundred_with_a_tie_is_held():
    figures = measure(3, sizes=(100,))
    assert all(figures.share_found(kind, 100) == 1 for kind in (*TIED, "varied"))
    assert sum(figures.false) / len(figures.false) <= 0.01


def test_a_crowd_without_a_ring_in_three_launches_is_hardly_touched():
    figures = measure(3, sizes=(5,), kinds=("patient",))
    assert sum(figures.false) / len(figures.false) <= 0.01


@pytest.mark.prove
@pytest.mark.parametrize("ballots", [False, True], ids=["supports", "ballots"])
def test_in_two_hundred_crowds_rings_of_twenty_are_held_and_honest_voters_are_not(capsys, ballots):
    judge(measure(200, ballots=ballots), capsys)
