"""The fair order: drawn per reader and hour, the least shown further up, the same from page to page of a visit."""

from collections import Counter
from datetime import UTC, datetime, timedelta

import pytest

from governance.charter.rules import RULES
from ideas.rounds.order import hour_for, hour_of, shuffle_for

DAY = datetime(2027, 5, 1, 12, tzinfo=UTC)
HOUR = hour_of(DAY)


@pytest.mark.parametrize("ids", [range(1, 31), range(7, 7 + 12 * 30, 12), [*range(1, 16), *range(100_000, 100_015)]])
@pytest.mark.parametrize("shown", [0, 700])
def test_among_equally_shown_everybody_is_first_and_last_about_equally_often(ids, shown):
    ids, readers = list(ids), 6000
    first, last = Counter(), Counter()
    for reader in range(1, readers + 1):
        shuffle = shuffle_for(reader, HOUR)
        order = sorted(ids, key=lambda one, shuffle=shuffle: shuffle.turn(one, shown))
        first[order[0]] += 1
        last[order[-1]] += 1
    fair = readers / len(ids)
    for counts in (first, last):
        assert set(counts) == set(ids)
        assert fair * 0.7 < min(counts.values()) <= max(counts.values()) < fair * 1.3


@pytest.mark.parametrize("reader", range(1, 200))
def test_one_shown_a_sixth_more_never_stands_before_another(reader):
    shuffle = shuffle_for(reader, HOUR)
    assert shuffle.turn(5, 600) < shuffle.turn(6, 710)
    assert shuffle.turn(5, 0) < shuffle.turn(6, 1)


def test_a_reader_keeps_one_order_for_the_hour_and_others_have_their_own():
    assert shuffle_for(9, HOUR) == shuffle_for(9, HOUR)
    assert shuffle_for(9, HOUR) != shuffle_for(9, HOUR + 1)
    assert shuffle_for(9, HOUR) != shuffle_for(10, HOUR)
    assert shuffle_for(None, HOUR) != shuffle_for(None, HOUR + 1)


def test_a_visit_keeps_its_hour_for_an_hour_more():
    assert hour_for(None, DAY) == HOUR
    assert hour_for(HOUR, DAY + timedelta(minutes=59)) == HOUR
    assert hour_for(HOUR, DAY + timedelta(minutes=119)) == HOUR
    assert hour_for(HOUR, DAY + timedelta(hours=2)) == HOUR + 2
    assert hour_for(HOUR + 1, DAY) == HOUR
    assert hour_for(-(10**40), DAY) == HOUR


def test_no_sum_of_showings_leaves_the_database_number():
    rule = RULES["order.evenness"]
    for firm in (rule.least, rule.founding, rule.most):
        assert shuffle_for(1, HOUR, firm).turn(1, 10**12) < 2**63
