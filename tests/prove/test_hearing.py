"""Late concepts get as fair a hearing as early ones: simulated with the site's own order, over many rounds."""

import pytest

from tests.prove import hearing as simulated
from tests.prove.hearing import Hearing, told, wins_early_and_late


@pytest.mark.parametrize("seed", [1, 2])
def test_two_hundred_concepts_are_shown_evenly_to_five_thousand_readers(seed):
    gini, least, median = told(Hearing(seed))
    assert gini <= 0.10
    assert least >= 0.9 * median


def test_without_a_memory_of_showings_the_same_round_is_uneven(monkeypatch):
    """The measure can fail: shuffled alone, as before showings were counted, late concepts stay behind."""
    monkeypatch.setattr("ideas.rounds.order.Shuffle.turn", lambda shuffle, one, _shown: shuffle.place(one))
    assert told(Hearing(1))[0] > 0.10


@pytest.mark.prove
def test_a_late_concept_wins_as_often_as_an_equally_good_early_one():
    early, late = wins_early_and_late(range(200))
    assert early > 1_000
    assert 0.9 * early <= late <= 1.1 * early


@pytest.mark.prove
@pytest.mark.parametrize("readers", [500, 20_000])
def test_few_readers_and_many_are_served_as_evenly(readers):
    assert told(Hearing(3, readers=readers))[0] <= 0.10


@pytest.mark.prove
def test_without_time_to_refine_late_concepts_lose(monkeypatch):
    """Why the site goes on taking supports while concepts are refined."""
    monkeypatch.setattr(simulated, "PROPOSING", 1.0)
    early, late = wins_early_and_late(range(20))
    assert late < 0.5 * early
