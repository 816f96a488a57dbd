"""A lot, a seat or a juror's word that was changed past everybody is found by `flask record verify`."""

import pytest

import ideas.wiring  # noqa: F401  (who hears of verdicts)
from governance.juries.checking import check_juries
from governance.juries.juror import Voice
from tests.cast import a_member
from tests.governance.rewriting import behind_its_back
from tests.ideas.appeals import drawn, speak
from tests.ideas.concepts_in_rounds import a_comment, a_concept
from tests.ideas.forums_and_rounds import a_round, an_assessment
from tests.ideas.test_assessing import DECLINED, decided


@pytest.fixture
def held(app, omar, maya, ines):
    """A jury of seven, drawn for Maya's concept."""
    elsewhere = a_concept(omar)
    for letter in "abcdefghi":
        a_comment(a_member(f"Juror{letter} Number"), elsewhere)
    concept = a_concept(maya, a_round("closed"))
    decided(ines, an_assessment(concept), DECLINED)
    return drawn(maya, concept)


@pytest.mark.parametrize(
    "edit",
    [
        "UPDATE juror SET reason = 'Because I was told to.' WHERE position = 1",
        "UPDATE juror SET voice = 'uphold'",
        "UPDATE juror SET place = place + 100",
        "UPDATE jury_place SET salt = 'ffffffffffffffffffffffffffffffff' WHERE place = 1",
        "UPDATE jury_verdict SET uphold = 1",
        "UPDATE jury SET size = 3",
        "DELETE FROM jury_verdict",
    ],
)
def test_a_lot_or_a_voice_changed_past_the_guards_is_found(held, edit):
    assert check_juries() == []
    speak(held, [Voice.SEND_BACK] * 4 + [Voice.UPHOLD] * 3)
    assert check_juries() == []
    behind_its_back(edit)
    assert check_juries()
