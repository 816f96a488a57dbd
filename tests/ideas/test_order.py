"""The fair order: every concept is first, last and in the middle about equally often over many readers."""

from collections import Counter
from datetime import UTC, datetime, timedelta

import pytest

from ideas.rounds.order import shuffle_for

DAY = datetime(2027, 5, 1, 12, tzinfo=UTC)


@pytest.mark.parametrize("ids", [range(1, 31), range(7, 7 + 12 * 30, 12), [*range(1, 16), *range(100_000, 100_015)]])
def test_everybody_is_first_and_last_about_equally_often(ids):
    ids, readers = list(ids), 6000
    first, last = Counter(), Counter()
    for reader in range(1, readers + 1):
        order = sorted(ids, key=shuffle_for(reader, DAY).place)
        first[order[0]] += 1
        last[order[-1]] += 1
    fair = readers / len(ids)
    for counts in (first, last):
        assert set(counts) == set(ids)
        assert fair * 0.7 < min(counts.values()) <= max(counts.values()) < fair * 1.3


def test_a_reader_keeps_one_order_all_day_and_gets_another_tomorrow():
    assert shuffle_for(9, DAY) == shuffle_for(9, DAY + timedelta(hours=5))
    assert shuffle_for(9, DAY) != shuffle_for(9, DAY + timedelta(days=1))
    assert shuffle_for(9, DAY) != shuffle_for(10, DAY)


def test_guests_get_a_new_order_each_hour():
    assert shuffle_for(None, DAY) == shuffle_for(None, DAY + timedelta(minutes=30))
    assert shuffle_for(None, DAY) != shuffle_for(None, DAY + timedelta(hours=1))
