"""What people type finds what others wrote."""

import pytest
from sqlalchemy import select

from kernel.database import db, transaction
from kernel.search import find, forget, index, vocabulary
from kernel.search.slips import spellings
from kernel.search.vocabulary import SearchWord, learn, prune
from kernel.search.words import tokens
from tests.statements import statements

THINGS = [
    ("concept", 1, "Headphones that fold flat", "For commuters on a train.", "/concepts/1"),
    ("concept", 2, "Café crème grinder", "A quiet grinder for a small kitchen.", "/concepts/2"),
    ("comment", 3, "On: 静音磨豆机", "我想要一个安静的磨豆机", "/concepts/2#comment-3"),
    ("product", 4, "Ein leiser Wasserkocher", "Für die kleine Küche; kocht in drei Minuten.", "/products/kettle"),
]


@pytest.fixture
def indexed(app):
    with transaction():
        for thing in THINGS:
            index(*thing)


@pytest.mark.parametrize(
    ("query", "ids"),
    [
        ("headphones", [1]),
        ("HEADPHONE", [1]),
        ("fold head", [1]),
        ("cafe creme", [2]),
        ("grinder", [2]),
        ("磨豆机", [3]),
        ("安静", [3]),
        ("机磨", []),
        ("kuche", [4]),
        ("Küche", [4]),
        ("kitchen train", []),
        ("", []),
        ("%%% ' \" * ( OR AND", []),
        ("hedphones", [1]),
        ("wasserkoche", [4]),
        ("waserkocher", [4]),
    ],
)
def test_a_query_finds_whatever_its_case_accents_script_or_slips(indexed, query, ids):
    assert [hit.ref_id for hit in find(query).rows] == ids


def test_a_slip_is_named_beside_what_was_searched_instead(indexed):
    assert find("hedphones").corrected == {"hedphones": "headphones"}


def test_slips_at_the_beginning_and_in_a_few_words_are_found_too(indexed):
    assert find("eadphones").corrected == {"eadphones": "headphones"}
    assert find("geadphones foldd comuters").corrected == {
        "geadphones": "headphones", "foldd": "fold", "comuters": "commuters"
    }  # fmt: skip
    assert [hit.ref_id for hit in find("geadphones comuters").rows] == [1]


def test_a_query_of_words_that_nobody_wrote_costs_few_statements_and_reads_few_words(indexed):
    unknown = ["hzadphonqq", "gqinderzz", "kittxxen", "smqqller", "qqqquiet", "trqqqain", "zzcommute", "wwflatss"]
    with statements() as sent:
        assert find(" ".join(unknown)).corrected == {}
    assert len(sent) == 2, "one for the hits, one for all words, none for words like them"
    with statements() as sent:
        assert find(" ".join(unknown[:3])).corrected == {}
    assert len(sent) == 2, "one for the hits, one for all words and those like them"


def test_whether_a_word_is_known_is_asked_of_the_key_as_a_range(indexed):
    with statements() as sent:
        find("wasserkochtopf")
    asked = next(words for words in sent if "search_word" in words)
    assert "LIKE" not in asked
    assert "BETWEEN" in asked


def test_a_title_weighs_more_than_a_text(app):
    with transaction():
        index("concept", 1, "A lamp", "It has a switch.", "/1")
        index("concept", 2, "A switch", "It has a lamp, and a lamp.", "/2")
    assert [hit.ref_id for hit in find("switch").rows] == [2, 1]


def test_a_changed_thing_is_found_by_its_new_words_only(indexed):
    with transaction():
        index("concept", 1, "A bicycle bell", "Rings.", "/concepts/1")
    assert find("headphones", kinds=["concept"]).rows == []
    assert [hit.title for hit in find("bell").rows] == ["A bicycle bell"]


def test_a_forgotten_thing_is_not_found_and_forgetting_twice_is_no_error(indexed):
    with transaction():
        forget("concept", 1)
        forget("concept", 1)
    assert find("headphones").rows == []


def test_kinds_narrow_the_search(indexed):
    assert [hit.kind for hit in find("kitchen", kinds=["comment"]).rows] == []
    assert [hit.kind for hit in find("kitchen", kinds=["concept", "product"]).rows] == ["concept"]


def test_pages_of_hits_follow_one_another(app):
    with transaction():
        for n in range(5):
            index("concept", n, f"Lamp {n}", "", f"/{n}")
    assert [len(find("lamp", number=n, per_page=2).rows) for n in (1, 2, 3)] == [2, 2, 1]
    assert [find("lamp", number=n, per_page=2).has_next for n in (1, 2, 3)] == [True, True, False]


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("Crème brûlée", ["creme", "brulee"]),
        ("snow_white-9", ["snow", "white", "9"]),
        ("USB接口", ["usb", "u63a5", "u53e3"]),
        ("Straße", ["strasse"]),
        ("ﬁne", ["fine"]),
        ("", []),
    ],
)
def test_text_is_split_the_same_for_both_engines(text, expected):
    assert tokens(text) == expected


@pytest.mark.parametrize(
    ("slip", "meant", "is_one"),
    [
        ("lmap", "lamp", True),
        ("grindr", "grinder", True),
        ("grinnder", "grinder", True),
        ("grimder", "grinder", True),
        ("rginder", "grinder", True),
        ("шапкв", "шапка", True),
        ("shipping", "something", False),
        ("return", "turn", False),
        ("grindr", "kettle", False),
    ],
)
def test_a_slip_is_one_key_away(slip, meant, is_one):
    assert (meant in spellings(slip)) is is_one


def known():
    return set(db.session.scalars(select(SearchWord.word)))


def a_thing(word, number=1, far=""):
    return ("comment", number, "On a lamp", f"It has a {word} in it. {far}", f"/comments/{number}")


def test_a_word_that_stood_only_in_a_hidden_text_is_no_longer_told(app):
    with transaction():
        index(*a_thing("numbat"))
        index(*a_thing("kettle", 2))
    assert find("numbzt").corrected == {"numbzt": "numbat"}
    with transaction():
        forget("comment", 1)
    assert find("numbzt").corrected == {}
    assert known() == {"lamp", "kettle"}, "what others say stays"


def test_a_word_that_a_changed_text_says_no_more_is_no_longer_told(app):
    with transaction():
        index(*a_thing("numbat"))
        index(*a_thing("kettle"))
    assert find("numbzt").corrected == {}
    assert known() == {"lamp", "kettle"}


def test_words_far_down_a_hidden_text_are_not_told_either_and_go_with_the_clock(app):
    with transaction():
        index(*a_thing("kettle", far="So it is. " * 40 + "It is a numbat."))
        index(*a_thing("kettle", 2))
        forget("comment", 1)
    assert "numbat" in known()
    assert find("numbzt").corrected == {}
    with transaction():
        prune()
    assert known() == {"lamp", "kettle"}


def test_the_clock_walks_through_all_words_a_part_at_a_time(lite_app, monkeypatch):
    monkeypatch.setattr(vocabulary, "WORDS_A_MINUTE", 2)
    with transaction():
        index(*a_thing("kettle"))
        learn(["aardvark", "bandicoot", "zebra", "zorilla", "numbat"])
    for _ in range(4):
        with transaction():
            prune()
    assert known() == {"lamp", "kettle"}
    with transaction():
        learn(["aardvark"])
        prune()
        prune()
    assert known() == {"lamp", "kettle"}
