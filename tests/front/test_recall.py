"""Asked for by its exact name, a thing is among the first that bear that name: nothing that speaks of it comes before it."""

import csv
from collections import Counter

import pytest

from kernel.database import transaction
from kernel.search import index, overview
from kernel.search.words import groups, name_of
from tests.data import json_lines, shared

THINGS = ("product", "concept", "round")


def missed(names):
    """Those of these (kind, id, name) that are not among the first k for their name, where k of them bear it."""
    bearers = Counter(name_of(name) for _, _, name in names)
    found = []
    for kind, ref_id, name in names:
        first = overview(name).named[: bearers[name_of(name)]]
        if groups(name) and (kind, ref_id) not in {(hit.kind, hit.ref_id) for hit in first}:
            found.append((kind, ref_id, name))
    return found


def titles():
    """Titles that strangers gave to their ideas on five public sites, in English and Spanish."""
    with shared("petitions_uk/petitions_2015_2017.csv").open(encoding="utf-8", newline="") as file:
        petitions = [row["title"] for row in csv.DictReader(file)]
    proposals = [one["title"] for one in json_lines("proposals_madrid/proposals.jsonl")]
    wishes = [one["title"] for one in json_lines("wishlist_rounds/round_2020.jsonl")]
    return [*petitions[:: len(petitions) // 300], *proposals, *wishes[:200]]


@pytest.fixture
def crowded(app):
    """All of them in the index, each with talk about it that says its name again and again."""
    names = [(THINGS[number % 3], number, title[:200]) for number, title in enumerate(titles(), 1)]
    names += [(THINGS[number % 3], 5_000 + number, names[number * 7][2]) for number in range(20)]  # bear another's name
    with transaction():
        for kind, ref_id, name in names:
            index(kind, ref_id, name, "An idea.", f"/{kind}/{ref_id}")
            index("comment", ref_id, name, f"{name}: {name}, I like it. {name}!", f"/comments/{ref_id}", about=True)
    return names


def test_each_is_found_by_its_name_among_all_that_speak_of_it(crowded):
    assert len(crowded) > 400
    assert missed(crowded) == []


def test_a_comment_is_found_by_its_own_words_alone(app):
    with transaction():
        index("concept", 1, "The counterweight lamp", "Light.", "/concepts/1")
        index("comment", 1, "The counterweight lamp", "Thank you, that helps.", "/comments/1", about=True)
    assert [hit.kind for hit in overview("counterweight lamp").named] == []
    assert [part.kind for part in overview("counterweight lamp").kinds] == ["concept"]
    assert [part.kind for part in overview("thank you").kinds] == ["comment"]
    assert [hit.kind for hit in overview("the counterweight lamp").named] == ["concept"]


def test_kinds_come_in_the_order_of_what_a_reader_wants_and_say_how_many_there_are(app):
    with transaction():
        for number in range(1, 8):
            index("comment", number, "About it", f"A lamp for {number}.", f"/comments/{number}", about=True)
        index("product", 1, "A kettle", "It has a lamp.", "/products/kettle")
        index("member", 1, "Lamp Lightly", "", "/members/1")
        index("round", 1, "Lamps for one table", "What light?", "/rounds/1")
    found = overview("lamp")
    assert [(part.kind, len(part.rows), part.total) for part in found.kinds] == [
        ("round", 1, 1), ("member", 1, 1), ("product", 1, 1), ("comment", 3, 7)
    ]  # fmt: skip
    assert [hit.ref_id for hit in found.kinds[-1].rows] == [7, 6, 5]
