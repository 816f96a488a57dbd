"""The real wishlist rounds, and what is known to be right about them."""

import json

from tests.data import shared

YEARS = ("2015", "2016", "2017", "2020", "2021", "2022")


def round_file(year):
    """The file of one year's round."""
    return shared(f"wishlist_rounds/round_{year}.jsonl")


def expected(year):
    """What is known to be right about that round."""
    return json.loads(shared("wishlist_rounds/expected.json").read_text())[year]
