"""What sentences speak about, and for or against."""

import pytest

from commerce.reviews import polarity, wordlist
from commerce.reviews.aspects import Line, suggest
from commerce.reviews.polarity import Polarity


@pytest.mark.parametrize(
    ("word", "folded"),
    [("batteries", "battery"), ("Straps".lower(), "strap"), ("glasses", "glass"), ("lens", "lens"), ("size", "size")],
)
def test_plurals_fold_into_one_word(word, folded):
    assert wordlist.fold(word) == folded


@pytest.mark.parametrize(
    ("sentence", "spoken"),
    [
        ("The strap is great.", Polarity.POSITIVE),
        ("The strap is not great.", Polarity.NEGATIVE),
        ("The strap broke after a week.", Polarity.NEGATIVE),
        ("No problems at all.", Polarity.POSITIVE),
        ("The light could be better.", Polarity.NEGATIVE),
        ("It is a lamp.", Polarity.NEUTRAL),
        ("A bag like the old one.", Polarity.NEUTRAL),
    ],
)
def test_a_sentence_speaks_for_against_or_neither(sentence, spoken):
    assert polarity.of_sentence(sentence) is spoken


def _suggest(*texts, **kwargs):
    lines = [Line(number, number, text) for number, text in enumerate(texts)]
    return {one.aspect: one for one in suggest(lines, **kwargs)}


def test_an_aspect_is_judged_by_the_words_of_its_own_clause():
    found = _suggest("The battery is great but the screen is terrible.", "Great battery, terrible screen.")
    assert (found["battery"].positive, found["battery"].negative) == (2, 0)
    assert found["screen"].negative >= 1


def test_words_that_carry_their_own_judgement_count_for_their_aspect():
    found = _suggest("It is heavy.", "Too heavy for me.", "It is lightweight.")
    assert (found["weight"].positive, found["weight"].negative) == (1, 2)


def test_things_that_only_these_reviews_speak_of_are_found_too():
    found = _suggest("The gimbal is great.", "A great gimbal.", "Sadly the gimbal broke.", "My gimbal failed.")
    assert found["gimbal"].reviews == 4


def test_words_for_the_whole_product_are_skipped():
    assert "gimbal" not in _suggest(*["The gimbal is great."] * 4, skip=["Gimbal"])


def test_reviews_are_counted_once_however_often_they_mention_an_aspect():
    lines = [Line(1, 7, "Great battery."), Line(2, 7, "The battery is bad."), Line(3, 8, "Good battery.")]
    assert suggest(lines)[0].reviews == 2
