"""Look-alikes: what counts as alike, in which order, and how long it takes."""

import pytest

from ideas.concepts.similarity import nearest, title_likeness

LAMP = ("A lamp that folds flat", "It folds to the thickness of a book and clamps to the desk.")

ALIKE = [
    (LAMP, ("Folding flat lamps", "Lamps which fold flat and clamp to a desk"), True),
    (LAMP, ("A LAMP THAT FOLDS FLAT", ""), True),
    (LAMP, ("A kettle without a cord", "Boils one cup on the stove."), False),
    (("Café-Tasse", "Eine Tasse für das Café"), ("Cafe tasse", "tasse fur cafe"), True),
    (("可折叠的自行车灯", "夹在车把上"), ("折叠自行车灯", "夹在车把上的灯"), True),
    (("مصباح قابل للطي", "ينطوي بسمك كتاب"), ("مصباح قابل للطي للمكتب", "ينطوي بسمك كتاب"), True),
    (("", ""), LAMP, False),
    (LAMP, ("", ""), False),
    (("🔦🔦🔦", "🔦"), ("🔦🔦🔦", "🔦"), False),
]


@pytest.mark.parametrize(("wording", "other", "alike"), ALIKE)
def test_alike_is_what_shares_rare_words_or_letters_in_any_script(wording, other, alike):
    others = [(1, *other), *((n, f"Thing {n}", f"Something else number {n}") for n in range(2, 30))]
    found = nearest(*wording, others)
    assert (1 in [likeness.concept_id for likeness in found]) is alike


def test_at_most_five_come_and_the_nearest_first():
    others = [(n, "A lamp that folds flat", "It folds " + "and hums " * n) for n in range(1, 12)]
    found = nearest(*LAMP, [*others, (99, *LAMP)])
    assert len(found) == 5
    assert found[0].concept_id == 99
    assert [one.score for one in found] == sorted((one.score for one in found), reverse=True)


def test_rare_words_weigh_more_than_common_ones():
    common = [(n, f"A better bottle {n}", "A bottle for water") for n in range(2, 200)]
    found = nearest("A bottle with a whistle", "", [(1, "Kettle with whistle", ""), *common])
    assert found[0].concept_id == 1
    assert found[0].shared == ("whistle",)  # “with” is shared too, but tells a reader nothing


def test_a_slip_in_a_title_still_matches():
    assert title_likeness("Stainless water bottle", "Stainles watter botle") > 0.6
