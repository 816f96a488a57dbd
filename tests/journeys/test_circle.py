"""The whole circle, by the fast browser on both engines and by a real Chromium: at a desk, on a phone, without scripts."""

import pytest

from members.accounts.member import Role
from tests.cast import a_member
from tests.chromium import DESK, PHONE
from tests.journeys.circle import Circle
from tests.journeys.people import Quick, Windowed

WINDOWS = {
    "at a desk": {"viewport": DESK},
    "on a phone": {"viewport": PHONE, "has_touch": True, "is_mobile": True},
    "without scripts": {"viewport": DESK, "java_script_enabled": False},
}


def _go_round(circle):
    with circle:
        circle.brief()
        circle.concepts_and_supports()
        circle.ballot_and_result()
        circle.viability()
        circle.product_and_pledges()
        circle.making_and_delivery()
        circle.reviews_and_signals()
        circle.next_brief()


@pytest.mark.parametrize("htmx", [False, True], ids=["plain", "htmx"])
def test_four_people_go_once_round_the_whole_circle(app, maya, omar, ines, ada, htmx):
    _go_round(Circle(*(Quick(app, member, htmx) for member in (maya, omar, ines, ada))))


@pytest.mark.parametrize("kind", WINDOWS)
def test_four_people_go_round_in_a_real_browser(window, kind):
    people = [a_member("Maya Okafor"), a_member("Omar Haddad"), a_member("Ines Carvalho", role=Role.STAFF)]
    people.append(a_member("Ada Lindqvist", role=Role.ADMIN))
    _go_round(Circle(*(Windowed(window(**WINDOWS[kind]), member) for member in people)))
