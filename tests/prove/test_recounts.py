"""The long forms: fifty random rounds counted again by a stranger, and a thousand edited bytes, every one found."""

import random

import pytest

from ideas.ballots.publication.shelf import folder_of
from ideas.ballots.queries import result_of
from tests.ideas.publishing import a_published_round, a_random_round, edited, published, recount, script_loaded

pytestmark = pytest.mark.prove
PLACES = ("ballots", "facts", "record", "checkpoint", "anywhere")


@pytest.fixture
def app(lite_app):
    """What the files say does not depend on the engine."""
    return lite_app


@pytest.mark.parametrize("seed", range(100, 150))
def test_fifty_random_rounds_are_counted_again_to_the_same_winners(app, maya, seed):
    folder = published(a_random_round(maya, random.Random(seed)))
    status, said = recount(folder / "ballots.json")
    assert status == 0, said


def test_a_thousand_edited_bytes_are_all_found(app, maya):
    script, luck, found = script_loaded(), random.Random(11), 0
    for seed in range(4):
        round, _ = a_published_round(maya, seed, **{"counting_rule": "equal-shares"} if seed % 2 else {})
        content = (folder_of(result_of(round).digest) / "ballots.json").read_bytes()
        assert script.faults_in(content) == []
        for place in PLACES:
            for _ in range(50):
                changed, at = edited(content, luck, place)
                assert script.faults_in(changed), (
                    f"byte {at}: {changed[at - 20 : at + 20]!r} was {content[at : at + 1]!r}"
                )
                found += 1
    assert found == 1000
