"""The machine's clock jumps by an hour, forward or back, while the site runs: nothing breaks, and all goes on by itself."""

from datetime import timedelta

import pytest
from sqlalchemy import select

from governance.record.verifying import verify
from kernel import jobs, outbox
from kernel.clock import now
from kernel.database import db, transaction
from kernel.outbox import OutboxMessage
from tests.browser import Browser
from tests.cast import PASSWORD, a_member
from tests.governance.charter.cast import founded
from tests.html import tokens_in
from tests.ideas.forums_and_rounds import a_round
from tests.ideas.voting import a_small_ballot, a_standing_concept

OWN = {"Sec-Fetch-Site": "same-origin"}
HOUR = timedelta(hours=1)
PAGES = ("/", "/rounds", "/me", "/notices", "/record", "/health", "/search?q=lamp", "/feeds/concepts.atom")
JUMPS = (("forward and back", (HOUR, -HOUR)), ("back for good", (-HOUR,)))


class Person:
    """Somebody who reads, signs in and supports."""

    def __init__(self, app, member, concept):
        self.browser, self.member, self.concept = Browser(app, budget=30), member, concept

    def signs_in(self):
        page = self.browser.open("/sign-in")
        page.submit("Sign in", {"E-mail address": self.member.email, "Password": PASSWORD})

    def looks_round(self):
        for path in (*PAGES, f"/concepts/{self.concept.id}"):
            assert self.browser.client.get(path, follow_redirects=True).status_code == 200, path

    def comments(self):
        page = self.browser.open(f"/concepts/{self.concept.id}")
        assert page.submit("Post", {"Question": True, "Your words": f"It is {now():%H:%M}."})

    def changes_mind(self, wanted):
        path = f"/concepts/{self.concept.id}/support" + ("" if wanted else "/removal")
        html = self.browser.client.get(f"/concepts/{self.concept.id}").get_data(as_text=True)
        tokens = tokens_in(html)
        assert self.browser.client.post(path, data=tokens, headers=OWN).status_code == 303


@pytest.fixture
def limited(sites):
    """The site on SQLite, where the clock is this machine's, with its limits and its page cache on."""
    site = sites.get("sqlite", rate_limits=True, page_cache_seconds=2.0)
    with site.app.app_context():
        yield site.app
        db.session.remove()
    site.empty()


@pytest.mark.parametrize("jumps", [jumps for _, jumps in JUMPS], ids=[name for name, _ in JUMPS])
def test_reading_supporting_signing_in_and_ticking_go_on_through_every_jump(limited, travel, jumps):
    maya, omar = a_member("Maya Okafor"), a_member("Omar Haddad")
    founded()
    concept = a_standing_concept(a_round(), maya)
    a_small_ballot(maya)
    person = Person(limited, omar, concept)
    person.signs_in()
    for jump in (timedelta(0), *jumps):
        travel(jump)
        person.looks_round()
        for wanted in (True, False, True):
            person.changes_mind(wanted)
        person.comments()
        Person(limited, omar, concept).signs_in()
        assert jobs.tick() == []
        outbox.deliver_waiting()
        assert verify().faults == []


def test_a_letter_posted_before_the_clock_went_back_goes_out_within_that_hour(lite_app, travel):
    with transaction():
        outbox.post("letter.notice", "jump", notice_id=0)
    travel(-HOUR)
    outbox.deliver_waiting()
    travel(HOUR)
    outbox.deliver_waiting()
    tried = select(OutboxMessage.tries, OutboxMessage.delivered_at).where(OutboxMessage.key == "jump")
    assert any(db.session.execute(tried).one())
