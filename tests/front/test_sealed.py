"""While a round runs nobody can read its counts anywhere: two worlds that differ in supports and ballots alone, within one
milestone band, give the same answers to everybody, staff included, down to the headers and the work behind them.
"""

import re
from datetime import timedelta

import pytest
from sqlalchemy import select

from ideas.ballots import casting
from ideas.concepts.concept import Concept
from ideas.rounds.round import Round
from ideas.supports import queries, supporting
from kernel.clock import now, travel
from kernel.database import db, transaction
from tests.access.table import ROWS
from tests.access.world import World
from tests.ideas.voting import a_standing_concept, in_order, on_the_ballot, voters

KINDS = ("guest", "member", "author", "steward", "staff")
COUNTED = "published round"  # its counts are out, and its files are written anew when they are asked for
MORE = (
    "/?again",
    "/forums",
    "/rounds/{open round}?page=1",
    "/rounds/{supported round}",
    "/rounds/{supported round}/choices",
    "/rounds/{balloting round}",
    "/rounds/{balloting round}/ballot",
    "/rounds/{balloting round}/result",
    "/rounds/{balloting round}/showings",
    "/concepts/{concept}",
    "/concepts/{concept}/merges",
    "/concepts/{concept}/discussion",
    "/concepts/{finalist}",
    "/concepts/{finalist}/versions",
    "/search?q=rain",
    "/search?q=bag&kind=concept",
    "/feeds/rounds.atom",
    "/feeds/results.atom",
    "/feeds/concepts.atom",
    "/sitemap.xml",
    "/sitemaps/pages-1.xml",
    "/sitemaps/concepts-1.xml",
    "/record",
    "/me",
    "/notices",
    "/desk",
)
UNLIKE = re.compile(
    rb'name="(?:csrf_token|once)" value="[^"]*"|"X-CSRF-Token":\s*"[^"]*"|'
    rb"last used <time.*?</time>|"
    rb"\d{4}-\d\d-\d\dT\d\d:\d\d:\d\d(?:\.\d+)?(?:\+00:00|Z)"
)
# The length is the body's, which is compared whole; a file's own marks tell when it was written, not what is in it.
OWN = {"Set-Cookie", "X-Request-Id", "Date", "Content-Length", "Last-Modified", "ETag"}


class Running:
    """The access table's world with a supported concept, three finalists and sixty voters who have not voted yet."""

    def __init__(self, site):
        self.world = World(site)
        values = self.world.values
        self.concept = db.session.get(Concept, values["concept"])
        round = db.session.get(Round, self.concept.round_id)
        author = self.world.people["author"]
        others = [a_standing_concept(round, author, f"Rain bag of wool {n}") for n in range(3)]
        self.supported = [self.concept.id, *(one.id for one in others)]
        balloting = db.session.scalar(select(Round).where(Round.slug == values["balloting round"]))
        self.ballot = [one.id for one in in_order(on_the_ballot(balloting))]
        self.balloting_id, self.voters = balloting.id, voters(60)
        values |= {"supported round": round.slug, "finalist": self.ballot[0]}
        self.moment = now() + timedelta(minutes=5)
        self._kept = site.copy()
        self.site = site

    def put(self, supports, ballots):
        """So many support each concept, and so many have voted; everything else is as it was at first."""
        db.session.remove()
        self.site.restore(self._kept)
        for concept_id, number in zip(self.supported, supports, strict=True):
            for member in self.voters[:number]:
                with transaction():
                    supporting.support(member, queries.concept_held(concept_id))
        for member in self.voters[:ballots]:
            with transaction():
                casting.cast(member, db.session.get(Round, self.balloting_id), self.ballot[:1])
        db.session.remove()

    def told(self, kinds=KINDS):
        """Every answer, by person and address."""
        found = {}
        for kind in kinds:
            rows = [
                self.world.url(row, kind) for row in ROWS if row.method == "GET" and COUNTED not in row.values.values()
            ]
            for url in [*rows, *(one.format_map(self.world.values) for one in MORE)]:
                found[kind, url] = self._answer(kind, "GET", url)
                if "/concepts/" in url or "/rounds/" in url:
                    found[kind, url, "fragment"] = self._answer(kind, "GET", url, {"HX-Request": "true"})
        for verb in ("support", "support/removal"):
            url = f"/concepts/{self.concept.id}/{verb}"
            found["member", url] = self._answer("member", "POST", url, {"HX-Request": "true"})
        return found

    def _answer(self, kind, method, url, headers=None):
        same = {"Sec-Fetch-Site": "same-origin", "Origin": "http://localhost", **(headers or {})}
        with travel(self.moment):
            answer = self.world.callers[kind].call(method, url, headers=same)
        kept = sorted((name, value) for name, value in answer.headers.items() if name not in OWN)
        found = answer.status_code, UNLIKE.sub(b"", answer.get_data()), kept
        answer.close()
        return found


@pytest.fixture(scope="module")
def running(sites):
    """The running rounds, on one engine: what is read is the same code on both."""
    site = sites.get("sqlite", mail_from="The seals <seals@people.example>")
    with site.app.app_context():
        yield Running(site)
        db.session.remove()
    site.empty()


def unlike(one, other):
    assert set(one) == set(other)
    return [" ".join(key) for key in one if one[key] != other[key]]


def test_no_answer_tells_two_worlds_apart_that_differ_in_counts_alone(running):
    running.put(supports=(12, 26, 3, 0), ballots=2)
    few = running.told()
    assert sum(status == 200 for status, _, _ in few.values()) > 250
    running.put(supports=(25, 45, 9, 7), ballots=30)
    many = running.told()
    assert unlike(few, many) == []


def test_a_milestone_shows_and_so_the_reading_is_whole(running):
    running.put(supports=(12, 0, 0, 0), ballots=0)
    few = running.told(("guest", "member"))
    running.put(supports=(26, 0, 0, 0), ballots=0)
    found = unlike(few, running.told(("guest", "member")))
    assert f"guest /concepts/{running.concept.id}" in found
    assert all(f"/concepts/{running.concept.id}" in one for one in found)
