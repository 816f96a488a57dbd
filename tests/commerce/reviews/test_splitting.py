"""Where a sentence ends, and where it only seems to."""

import pytest

from commerce.reviews.splitting import clip, split


@pytest.mark.parametrize(
    ("text", "sentences"),
    [
        ("", []),
        ("One. Two! Three? Four", ["One.", "Two!", "Three?", "Four"]),
        ("It weighs 1.5 kg. Fine.", ["It weighs 1.5 kg.", "Fine."]),
        ("Straps, e.g. the left one, slip. Sad.", ["Straps, e.g. the left one, slip.", "Sad."]),
        ("Dr. Weber likes it. I do not.", ["Dr. Weber likes it.", "I do not."]),
        ("Wait... what? Yes.", ["Wait...", "what?", "Yes."]),
        ("first line\nsecond line", ["first line", "second line"]),
        ('"Lovely." she said.', ['"Lovely."', "she said."]),
        ("!!! ... ---", []),
        ("灯很好。线太短！", ["灯很好。", "线太短！"]),
        ("it 's small . it works .", ["it 's small .", "it works ."]),
        ("By J. Smith. Good.", ["By J. Smith.", "Good."]),
    ],
)
def test_a_text_falls_into_its_sentences(text, sentences):
    assert split(text) == sentences


def test_a_very_long_sentence_is_cut_at_a_word_and_fits_a_quote():
    cut = clip("word " * 300)
    assert len(cut) <= 500
    assert cut.endswith("word…")


def test_a_very_long_text_is_split_quickly():
    assert len(split("a. " * 5000)) == 5000
    assert split("." * 50_000) == []
    assert len(split("(" * 20_000 + "a")) == 1
