"""Nobody keeps the site busy alone: floods are refused before anything is stored, and a room full of people meets no limit."""

from datetime import timedelta
from itertools import count

import pytest
from sqlalchemy import func, select

from kernel.clock import travel
from kernel.database import db, transaction
from kernel.flood import MINUTE, MOST, PAGES, Counts, Limits, refuse_flood
from kernel.idempotency import OnceKey
from kernel.rules import Throttled
from kernel.throttle import Rate
from members.sessions.opening import open_session
from tests.access.callers import SAME, Caller
from tests.cast import a_member
from tests.ideas.forums_and_rounds import a_round
from tests.ideas.voting import a_small_ballot, a_standing_concept, in_order, voters

_key = count(1)
HTMX = {**SAME, "HX-Request": "true"}


@pytest.fixture
def limited(lite_app, monkeypatch):
    """The site with its limits on, and nothing counted yet."""
    monkeypatch.setitem(lite_app.config, "RATE_LIMITS", True)
    lite_app.extensions["flood"].clear()
    return lite_app


def a_caller(app, member):
    """This member's browser; opening it is one page."""
    with transaction():
        token, _ = open_session(member, "A browser")
    return Caller(app, token)


def post(caller, url, address="192.0.2.1", headers=SAME, **form):
    """A form with a key of its own."""
    form = {"once": f"{next(_key):032}", **form}
    return caller.call("POST", url, form, headers, environ_overrides={"REMOTE_ADDR": address})


def passes(app, times, address, name="try", limits=PAGES):
    """How many of so many requests of guests at this address are let through."""
    passed = 0
    with app.test_request_context(environ_overrides={"REMOTE_ADDR": address}):
        for _ in range(times):
            try:
                refuse_flood(name, limits)
                passed += 1
            except Throttled:
                pass
    return passed


def test_a_flood_of_forms_is_refused_and_stores_no_key(limited):
    lena = a_caller(limited, a_member("Lena Petrova", confirmed_at=None))
    answers = [post(lena, "/notices/reading").status_code for _ in range(70)]
    assert answers.count(429) == 10
    assert db.session.scalar(select(func.count()).select_from(OnceKey)) <= 60


def test_the_refusal_says_when_to_go_on_and_keeps_what_was_typed(limited):
    omar = a_caller(limited, a_member("Omar Haddad"))
    for _ in range(60):
        post(omar, "/decisions/followers")
    page = post(omar, "/decisions/followers", words="typed with care")
    assert page.status_code == 429
    assert 0 < int(page.headers["Retry-After"]) <= 61
    assert "typed with care" in page.text
    assert "<h1>Too many requests</h1>" in page.text
    assert "new password" not in page.text
    fragment = post(omar, "/decisions/followers", headers=HTMX)
    assert fragment.status_code == 429
    assert fragment.headers["HX-Retarget"] == "#notice"
    assert int(fragment.headers["Retry-After"]) > 0
    with travel(timedelta(minutes=2)):
        assert post(omar, "/decisions/followers").status_code == 303


def test_thirty_people_at_one_address_meet_no_limit(limited):
    author, people = a_member("Maya Okafor"), voters(30)
    concept = a_standing_concept(a_round(), author)
    ballot = a_small_ballot(author)
    choice = in_order(ballot)[0].id
    answers = []
    for member in people:
        caller = a_caller(limited, member)
        answers.append(post(caller, f"{concept.path}/support").status_code)
        answers.append(post(caller, f"/rounds/{ballot.slug}/ballot", choices=choice).status_code)
    assert set(answers) == {303}
    eight_each = Limits(nearby=(Rate(240, MINUTE),))
    assert passes(limited, 240, "198.51.100.7", "support", eight_each) == 240


def test_supports_have_a_limit_of_their_own(limited):
    concept = a_standing_concept(a_round(), a_member("Maya Okafor"))
    omar = a_caller(limited, a_member("Omar Haddad"))
    verbs = ["support", "support/removal"] * 16
    answers = [post(omar, f"{concept.path}/{verb}").status_code for verb in verbs]
    assert answers == [303] * 30 + [429] * 2


def test_searches_have_a_limit_and_other_pages_go_on(limited):
    omar = a_caller(limited, a_member("Omar Haddad"))
    answers = [omar.call("GET", f"/search?q=lamp{number}").status_code for number in range(32)]
    assert answers == [200] * 30 + [429] * 2
    assert omar.call("GET", "/search").status_code == 200
    assert omar.call("GET", "/forums").status_code == 200


def test_guests_of_a_network_share_a_limit_and_so_do_the_networks_around_it(limited):
    assert passes(limited, 700, "198.51.100.7") == 600
    assert passes(limited, 1, "198.51.100.99") == 0
    assert passes(limited, 1, "198.51.101.7") == 1
    around = [passes(limited, 700, f"2001:db8:1:{block:x}00::1") for block in range(6)]
    assert around == [600, 600, 600, 600, 600, 0]
    assert passes(limited, 1, "2001:db8:2::1") == 1


def test_what_a_visitor_says_of_their_own_address_is_not_believed(limited):
    said = {"X-Forwarded-For": "203.0.113.9"}
    client = limited.test_client()
    passes(limited, 600, "198.51.100.7", "page")
    here = {"REMOTE_ADDR": "198.51.100.7"}
    assert client.get("/forums", headers=said, environ_overrides=here).status_code == 429
    assert client.get("/forums", environ_overrides={"REMOTE_ADDR": "203.0.113.9"}).status_code == 200


def test_files_of_a_page_are_not_pages(limited):
    passes(limited, 600, "198.51.100.7", "page")
    here = {"REMOTE_ADDR": "198.51.100.7"}
    with limited.test_request_context():
        style = limited.jinja_env.globals["static_url"]("site.css")
    assert limited.test_client().get(style, environ_overrides=here).status_code == 200


def test_what_was_refused_does_not_make_the_wait_longer(limited):
    assert passes(limited, 5_000, "198.51.100.7") == 600
    with travel(timedelta(minutes=2)):
        assert passes(limited, 10, "198.51.100.7") == 10


def test_the_memory_for_it_never_grows_and_the_busiest_stay_known():
    counts, rate = Counts(), Rate(3, MINUTE)
    for number in range(MOST + 500):
        counts.wait([("page", f"network {number}", rate)], 600.0)
        if number % 5_000 == 0:
            counts.wait([("page", "the flood", rate)], 600.0)
    assert len(counts._kept) == MOST
    assert counts.wait([("page", "the flood", rate)], 600.0) > 0


def test_limits_can_be_switched_off_for_measuring(lite_app):
    assert passes(lite_app, 700, "198.51.100.7") == 700


def test_a_probe_of_the_sites_health_is_never_one_too_many(limited):
    client = limited.test_client()
    answers = [client.get("/health").status_code for _ in range(PAGES.guests[0].limit + 5)]
    assert set(answers) == {200}
