"""No acknowledged support is lost, and no count is off, however often the server is killed."""

import random
from collections import Counter

import pytest

from tests.prove.killing import Ground


def judge(folder, kills):
    ground, dice = Ground(folder), random.Random(7)
    for _ in range(kills):
        ground.one_life(dice)
    rows, counts, verdict = ground.stored()
    assert verdict == "ok"
    assert len(ground.acknowledged) > kills
    assert ground.acknowledged <= rows
    tally = Counter(concept for _, concept in rows)
    assert {concept: tally[concept] for concept in ground.concepts} == {c: counts[c] for c in ground.concepts}


def test_three_kills_under_load_lose_no_acknowledged_support(tmp_path):
    judge(tmp_path, 3)


@pytest.mark.prove
def test_sixty_kills_under_load_lose_no_acknowledged_support(tmp_path):
    judge(tmp_path, 60)
