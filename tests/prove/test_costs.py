"""At its cap no text takes a tenth of a second, whatever it is made of; a file takes a second a megabyte at most."""

import random

import pytest

from tests.attacks.costs import AT_THE_CAP, over_the_cap, too_dear
from tests.attacks.mixing import mixed
from tests.attacks.readers import FILES, MARKUP, MEGABYTE, READERS, REVIEW

pytestmark = pytest.mark.prove


@pytest.mark.parametrize("reader", [*READERS, MARKUP, REVIEW], ids=lambda reader: reader.name)
def test_no_text_at_its_cap_takes_a_tenth_of_a_second(reader):
    assert over_the_cap(reader) == []


@pytest.mark.parametrize("reader", READERS, ids=lambda reader: reader.name)
def test_the_cost_of_a_text_grows_with_its_length_up_to_its_cap(reader):
    assert too_dear(reader) == []


@pytest.mark.parametrize("reader", FILES, ids=lambda reader: reader.name)
def test_a_file_takes_a_second_a_megabyte_at_most(reader):
    for family in reader.families:
        whole = reader.cost(reader.text(family, MEGABYTE))
        assert whole < 1, family
        assert whole < max(0.1, 3 * reader.cost(reader.text(family, MEGABYTE // 2))), family


@pytest.mark.parametrize("seed", range(6))
def test_no_mixture_that_a_search_for_slow_ones_finds_takes_a_tenth_of_a_second(seed):
    cost, text = mixed(MARKUP, random.Random(seed), tries=400)
    assert cost < AT_THE_CAP, text
