"""The index is the mean of four scores, and nothing is rounded before it is shown."""

from fractions import Fraction

import pytest

from commerce.reviews.index import Scores, product_index


def test_the_index_of_a_review_is_the_mean_of_its_four_scores():
    assert Scores(10, 8, 3, 6).mean == Fraction(27, 4)


@pytest.mark.parametrize("scores", [(-1, 0, 0, 0), (0, 11, 0, 0)])
def test_a_score_outside_zero_to_ten_is_refused(scores):
    with pytest.raises(ValueError, match="scored from 0 to 10"):
        Scores(*scores)


def test_a_product_without_counted_reviews_has_no_index():
    assert product_index(0, (0, 0, 0, 0)) is None


@pytest.mark.parametrize(("sums", "passes"), [((20, 20, 0, 0), True), ((20, 19, 0, 0), False)])
def test_five_is_the_pass_mark(sums, passes):
    assert product_index(2, sums).passes is passes


def test_the_product_index_is_the_mean_of_its_reviews():
    reviews = [Scores(10, 8, 3, 6), Scores(0, 5, 5, 5), Scores(9, 9, 9, 9)]
    sums = [sum(getattr(r, d) for r in reviews) for d in ("performance", "looks", "price", "packaging")]
    assert product_index(3, sums).mean == sum(r.mean for r in reviews) / 3
