"""Time does not tell who has an account: two samples of CPU time, taken in turn, come from one distribution.

By the statistic of Kolmogorov and Smirnov, at a level of one in a thousand; and a workshop of thirty, page by page.
"""

import time
from bisect import bisect_right
from itertools import count
from math import sqrt

import pytest

from kernel.database import db
from members.accounts.member import Member
from tests.browser import Browser
from tests.cast import PASSWORD
from tests.html import elements
from tests.members.joining import join_and_confirm

SAMPLES = 200
CRITICAL = 1.95 * sqrt(2 / SAMPLES)
_number = count(1)


def distance(one, other):
    """The largest gap between two distributions."""
    one, other = sorted(one), sorted(other)
    return max(abs(bisect_right(one, x) / len(one) - bisect_right(other, x) / len(other)) for x in one + other)


def hidden_fields(page):
    return {
        field.get("name"): field.get("value") for field in elements(page.tree, "input") if field.get("type") == "hidden"
    }


class Asker:
    """A guest who posts one form again and again, with one address after another, and looks at the clock."""

    def __init__(self, app, url, status):
        self.app, self.url, self.status, self.browser = app, url, status, Browser(app)
        self.tokens = hidden_fields(self.browser.open(url)) | {"once": ""}

    def post(self, fields):
        with self.app.app_context():
            start = time.process_time()
            answer = self.browser.client.post(
                self.url, data=self.tokens | fields, headers={"Sec-Fetch-Site": "same-origin"}
            )
            took = time.process_time() - start
        assert answer.status_code == self.status, answer.text
        return took


def reset(app):
    asker = Asker(app, "/password-reset", 303)
    return lambda email: asker.post({"email": email})


def sign_in(app):
    asker = Asker(app, "/sign-in", 422)
    return lambda email: asker.post({"email": email, "password": "not the password"})


def sign_up(app):
    def post(email):
        return Asker(app, "/sign-up", 303).post(
            {"name": f"Person {next(_number)}", "email": email, "password": PASSWORD}
        )

    return post


@pytest.mark.prove
@pytest.mark.parametrize("form", [reset, sign_in, sign_up])
def test_a_known_address_takes_as_long_as_an_unknown_one(app, maya, form):
    ask, taken = form(app), {"maya@people.example": [], "nobody@people.example": []}
    for email in list(taken) * 5:
        ask(email)
    for _ in range(SAMPLES):
        for email, times in taken.items():
            times.append(ask(email))
    gap = distance(*taken.values())
    assert gap < CRITICAL, f"D = {gap:.3f}, critical {CRITICAL:.3f}"


@pytest.mark.prove
@pytest.mark.settings(rate_limits=True)
def test_thirty_people_behind_one_address_join_confirm_and_sign_in_at_once(app):
    join_and_confirm(app, "198.51.100.7", range(30))
    assert db.session.query(Member).filter(Member.confirmed_at.is_not(None)).count() == 30


def test_the_measure_sees_a_difference():
    plain = [0.010 + n / 100_000 for n in range(SAMPLES)]
    assert distance(plain, plain) == 0
    assert distance(plain, [x + 0.001 for x in plain]) > CRITICAL
