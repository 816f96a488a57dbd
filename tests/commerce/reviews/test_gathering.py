"""Sentences of reviews become a theme, and a theme becomes one signal of the product's forum."""

import pytest
from sqlalchemy import delete, select

from commerce.reviews.gathering import add, gather, take_out, turn
from commerce.reviews.polarity import Polarity
from commerce.reviews.sentence import ReviewSentence
from commerce.reviews.signalling import evidence, signal, signal_of
from commerce.reviews.theme import ThemeQuote
from commerce.reviews.theme_queries import (
    product_to_gather,
    sentences_with_ids,
    suggestions_for,
    theme_with_id,
    themes_of,
)  # fmt: skip
from kernel.database import db, transaction
from kernel.policy import Refused
from kernel.rules import RuleBroken
from tests.commerce.making.cast import delivered
from tests.commerce.reviews.cast import a_review, a_theme, sentences_of
from tests.ideas.forums_and_rounds import a_forum


@pytest.fixture
def lamp(ines, omar, maya, theo, travel):
    """A product of a forum that theo keeps, with two reviews that speak of the cord."""
    product = delivered(ines, travel, omar, maya)[0]
    forum = a_forum("Lamps", steward=theo)
    with transaction():
        product.forum_id = forum.id
    reviews = [a_review(omar, product), a_review(maya, product, text="I love the cord. It is long.", wish="")]
    db.session.expire_all()
    return product_to_gather(product.id), reviews


def test_a_steward_gathers_and_a_member_does_not(lamp, theo, maya):
    product, reviews = lamp
    with pytest.raises(Refused, match="stewards of Lamps"):
        a_theme(maya, product, *reviews)
    theme = a_theme(theo, product, *reviews)
    assert [quote.sentence for quote in theme.quotes] == [
        "The cord is too short.", "A longer cord.", "I love the cord.",
    ]  # fmt: skip
    assert theme.reviews_count == 2


def test_the_same_sentence_stands_once_and_the_same_name_is_one_theme(lamp, theo):
    product, reviews = lamp
    theme = a_theme(theo, product, *reviews)
    with transaction():
        assert add(theo, product, theme, sentences_of(reviews[0])) == 1, "the sentence on the light"
    assert a_theme(theo, product, reviews[0], name="cord  length").id == theme.id
    db.session.expire_all()
    assert len(theme_with_id(theme.id).quotes) == 4


def test_a_theme_holds_only_sentences_of_its_own_product(lamp, theo):
    product, reviews = lamp
    sentence = sentences_of(reviews[0])[0]
    assert sentences_with_ids(product.id + 1, [sentence.id]) == []
    theme = a_theme(theo, product, *reviews)
    elsewhere = ReviewSentence(review_id=sentence.review_id, product_id=product.id + 1, position=0, text="The cord.")
    with pytest.raises(RuleBroken, match="its own product"), transaction():
        add(theo, product, theme, [elsewhere])


def test_what_the_word_list_misread_can_be_turned_and_taken_out(lamp, theo):
    product, reviews = lamp
    theme = a_theme(theo, product, *reviews)
    with transaction():
        turn(theo, product, theme.quotes[0], Polarity.NEUTRAL)
        take_out(theo, product, theme.quotes[2])
    db.session.expire_all()
    line = themes_of(product.id)[0]
    assert (line.quotes, line.reviews, line.negative, line.positive) == (2, 1, 1, 0)


def test_a_quote_stays_as_it_was_said_when_its_review_is_revised(lamp, theo):
    product, reviews = lamp
    theme = a_theme(theo, product, *reviews)
    kept = db.session.scalars(select(ThemeQuote.sentence).where(ThemeQuote.theme_id == theme.id)).all()
    assert "The cord is too short." in kept


def test_a_wish_speaks_against_the_thing_as_it_is(lamp, theo):
    product, reviews = lamp
    theme = a_theme(theo, product, reviews[0])
    assert theme.quotes[1].sentence == "A longer cord."
    assert theme.quotes[1].polarity is Polarity.NEGATIVE


def test_suggestions_show_the_aspects_that_reviews_judge(lamp):
    product, _ = lamp
    found = {one.aspect: one for one in suggestions_for(product)}
    assert "cable" in found
    assert (found["cable"].reviews, found["cable"].positive, found["cable"].negative) == (2, 1, 2)


def test_suggestions_are_kept_while_the_sentences_stay_and_made_anew_with_another(lamp, omar):
    product, _ = lamp
    before = suggestions_for(product)
    assert suggestions_for(product) is before
    with transaction():
        db.session.execute(delete(ReviewSentence).where(ReviewSentence.text.contains("cord")))
    assert suggestions_for(product) != before


def test_a_theme_becomes_one_signal_with_its_evidence_and_the_way_back(lamp, theo, ines):
    product, reviews = lamp
    theme = a_theme(theo, product, *reviews)
    with transaction():
        told = signal(theo, theme, product, "The cord should be longer")
    assert (told.forum_id, told.theme_id, told.url) == (product.forum_id, theme.id, f"/themes/{theme.id}")
    assert told.evidence.startswith("3 sentences from 2 reviews of Lamp of oak speak about “cord length”: ")
    assert "“The cord is too short.”" in told.evidence
    assert signal_of(theme).id == told.id
    with pytest.raises(RuleBroken, match="already"), transaction():
        signal(ines, theme, product, "Again")


def test_evidence_fits_however_much_was_gathered(lamp, theo):
    product, reviews = lamp
    theme = a_theme(theo, product, *reviews)
    for quote in theme.quotes:
        quote.sentence = "x" * 500
    theme.quotes.extend(list(theme.quotes) * 5)
    assert len(evidence(theme, product)) <= 3500
    db.session.rollback()


def test_a_theme_without_quotes_or_forum_is_no_signal(lamp, theo, ines):
    product, _ = lamp
    with transaction():
        theme = gather(theo, product, "weight", sentences_with_ids(product.id, [1])[:1] or sentences_of(lamp[1][0])[:1])
    empty = theme_with_id(theme.id)
    with transaction():
        take_out(theo, product, empty.quotes[0])
    db.session.expire_all()
    with pytest.raises(Refused, match="at least one sentence"), transaction():
        signal(ines, theme_with_id(theme.id), product_to_gather(product.id), "Lighter")
    with transaction():
        product.forum_id = None
    db.session.expire_all()
    with pytest.raises(Refused, match="no forum"), transaction():
        signal(ines, theme_with_id(theme.id), product_to_gather(product.id), "Lighter")
