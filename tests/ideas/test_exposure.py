"""Exposure: what lists show is summed without a page ever writing, steers the order, and is told with the result."""

from datetime import timedelta
from fractions import Fraction
from threading import Thread

import pytest
from sqlalchemy import select

from ideas.exposure import minute
from ideas.exposure.evenness import evenness_of, gini
from ideas.exposure.exposure import Exposure
from ideas.exposure.notebook import Notebook
from ideas.exposure.queries import evenness, level
from ideas.exposure.seen import Seen
from ideas.rounds.order import hour_of
from kernel.clock import now
from kernel.database import db
from tests.cast import add
from tests.ideas.forums_and_rounds import a_round
from tests.ideas.voting import a_standing_concept
from tests.statements import statements


def sums():
    return dict(db.session.execute(select(Exposure.concept_id, Exposure.shown)).all())


def listed(page):
    titles = ("".join(heading.itertext()).strip() for heading in page.tree.iter("h3"))
    return [title for title in titles if title.startswith("Bag number")]


@pytest.fixture
def flush(app):
    """Store what waits, as each serving process does every minute."""
    app.extensions["showings"] = Notebook()
    return lambda: minute.flush(app)


@pytest.fixture
def table(app, maya):
    """A round with three concepts."""
    round = a_round()
    return round, [a_standing_concept(round, maya) for _ in range(3)]


def test_a_page_is_read_without_a_write_and_its_showings_are_stored_in_two_statements(plain_browser, table, flush):
    round, concepts = table
    with statements() as sent:
        plain_browser.open(f"/rounds/{round.slug}")
    assert not [words for words in sent if words.lstrip()[:6].upper() in ("INSERT", "UPDATE", "DELETE")]
    with statements() as sent:
        assert flush() == 3
    assert len(sent) == 2
    assert sums() == {concept.id: 1 for concept in concepts}
    assert flush() == 0


def test_a_member_counts_once_an_hour_and_so_do_the_guests_of_one_network(plain_browser, table, flush, omar, travel):
    round, concepts = table
    for _ in range(3):
        plain_browser.open(f"/rounds/{round.slug}")
    flush()
    assert set(sums().values()) == {1}
    plain_browser.sign_in(omar)
    for _ in range(3):
        plain_browser.open(f"/rounds/{round.slug}")
    flush()
    assert set(sums().values()) == {2}
    travel(timedelta(hours=1))
    plain_browser.open(f"/rounds/{round.slug}")
    flush()
    assert set(sums().values()) == {3}


def test_a_crowd_of_guests_counts_one_by_one_whatever_they_say_of_themselves(app, table, flush):
    round, _ = table
    client = app.test_client()
    for number in range(5):
        address = {"REMOTE_ADDR": f"198.51.{number}.7"}
        said = {"X-Forwarded-For": f"203.0.{number}.1"}
        assert client.get(f"/rounds/{round.slug}", environ_base=address).status_code == 200
        assert client.get(f"/rounds/{round.slug}", environ_base=address, headers=said).status_code == 200
    flush()
    assert set(sums().values()) == {5}


def test_the_guests_of_one_customer_of_a_network_count_together_however_many_addresses_it_has(app, table, flush):
    round, _ = table
    client = app.test_client()
    for place in ("2001:db8:7:0000::1", "2001:db8:7:ff00::1", "2001:db8:7:1234:9::1", "2001:db8:8::1"):
        assert client.get(f"/rounds/{round.slug}", environ_base={"REMOTE_ADDR": place}).status_code == 200
    flush()
    assert set(sums().values()) == {2}


@pytest.mark.settings(page_cache_seconds=60.0)
def test_one_guest_cannot_put_concepts_last_by_reading_them_again_and_again(app, table, flush):
    client = app.test_client()
    for number in range(60):
        assert client.get("/", environ_base={"REMOTE_ADDR": f"198.51.100.{number % 250}"}).status_code == 200
    flush()
    assert set(sums().values()) == {1}


@pytest.mark.settings(page_cache_seconds=60.0)
def test_a_page_from_the_cache_is_a_showing_too(app, table, flush):
    round, _ = table
    client = app.test_client()
    for number in range(4):
        address = {"REMOTE_ADDR": f"198.51.{number}.7"}
        assert client.get(f"/rounds/{round.slug}", environ_base=address).status_code == 200
    flush()
    assert set(sums().values()) == {4}


@pytest.mark.parametrize(
    "headers", [{"User-Agent": "Somebot/2.1 (+http://bot.example)"}, {"Sec-Purpose": "prefetch"}], ids=["bot", "ahead"]
)
def test_machines_are_not_readers(app, table, flush, headers):
    round, _ = table
    assert app.test_client().get(f"/rounds/{round.slug}", headers=headers).status_code == 200
    assert flush() == 0


def test_only_concepts_that_are_being_heard_are_counted(app, table, flush, maya):
    _, (shown, *_) = table
    balloting = a_standing_concept(a_round("balloting"), maya)
    hidden = a_standing_concept(a_round(), maya, hidden_at=now(), hidden_reason="Spam.")
    app.extensions["showings"].note(7, [shown.id, balloting.id, hidden.id, 10**9], 1)
    assert flush() == 1
    assert sums() == {shown.id: 1}


def test_home_counts_what_it_shows(plain_browser, table, flush):
    plain_browser.open("/")
    assert flush() == 3


def test_the_least_shown_stands_first_and_the_order_holds_from_page_to_page(plain_browser, app, maya, flush, travel):
    round = a_round()
    concepts = [a_standing_concept(round, maya, f"Bag number {n:02}") for n in range(65)]
    add(*[Exposure(concept_id=one.id, shown=500, level=500, level_before=500, hour=1) for one in concepts[:64]])
    first = plain_browser.open(f"/rounds/{round.slug}")
    names = listed(first)
    assert names[0] == "Bag number 64"
    flush()
    seen, page = list(names), first
    travel(timedelta(minutes=40))
    for _ in range(2):
        page = page.click("Next →")
        app.extensions["showings"].note(7, [one.id for one in concepts[:20]], hour_of(now()))
        flush()
        seen += listed(page)
    assert sorted(seen) == sorted(one.title for one in concepts)


def test_an_hour_keeps_the_sums_with_which_it_and_the_last_one_began(app, table, travel):
    _, (concept, *_) = table
    notebook, began = app.extensions["showings"], now().replace(minute=30)
    asked = {}
    for hours, times in ((0, 2), (0, 1), (1, 4), (3, 1)):
        travel(began + timedelta(hours=hours))
        for reader in range(times):
            notebook.note(f"{times} {reader}", [concept.id], hours)
        minute.flush(app)
        this = hour_of(now())
        for hour in (this - 1, this):
            query = select(level(hour, this)).where(Exposure.concept_id == concept.id)
            asked[hours, hour - this] = db.session.scalar(query)
    assert asked == {(0, -1): 0, (0, 0): 0, (1, -1): 0, (1, 0): 3, (3, -1): 7, (3, 0): 7}
    assert sums() == {concept.id: 8}


def test_many_threads_lose_no_note():
    notebook = Notebook()

    def read(first):
        for reader in range(first, first + 500):
            notebook.note(reader, [1, 2], 5)

    threads = [Thread(target=read, args=(500 * place,)) for place in range(8)]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    assert notebook.take() == {1: 4000, 2: 4000}


def test_what_could_not_be_stored_waits():
    notebook = Notebook()
    notebook.note(7, [1], 5)
    taken = notebook.take()
    notebook.note(8, [1], 5)
    notebook.put_back(taken)
    assert notebook.take() == {1: 2}


@pytest.mark.parametrize(
    ("showings", "expected"),
    [
        ([], Fraction(0)),
        ([0, 0], Fraction(0)),
        ([5, 5, 5], Fraction(0)),
        ([0, 0, 0, 8], Fraction(3, 4)),
        ([1, 2, 3], Fraction(2, 9)),
    ],
)
def test_gini_is_the_mean_difference_over_twice_the_mean(showings, expected):
    assert gini(showings) == expected


def test_evenness_tells_least_and_median(app, table):
    assert evenness_of([4, 1, 3]).least == 1
    assert evenness_of([4, 1, 3]).median == 3
    round, concepts = table
    assert evenness(round) is None
    add(Exposure(concept_id=concepts[0].id, shown=6))
    assert evenness(round).showings == (0, 0, 6)


def test_the_result_tells_how_evenly_concepts_were_shown(plain_browser, table, travel):
    round, concepts = table
    add(*[Exposure(concept_id=one.id, shown=10 * n) for n, one in enumerate(concepts, 1)])
    assert "Not yet" in plain_browser.open(f"/rounds/{round.slug}/showings").text
    travel(round.closes_at + timedelta(seconds=1))
    page = plain_browser.open(f"/rounds/{round.slug}/showings")
    assert "0.22" in page.text
    assert "20" in page.text


def test_what_a_reader_saw_is_not_kept_and_the_memory_for_it_never_grows():
    seen = Seen()
    assert all(seen.is_first(f"192.0.{n}.0/24", 7) for n in range(256))
    assert not any(seen.is_first(f"192.0.{n}.0/24", 7) for n in range(256))
    missed = sum(not seen.is_first(reader, concept) for reader in range(1_000) for concept in range(30))
    assert missed < 30
    assert len(seen._bits) == 2**21
