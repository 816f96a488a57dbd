"""Running rounds, a decision, an election and a jury under way in two worlds that differ in hidden votes alone, and everything
that can be read of them.
"""

import re
from dataclasses import dataclass
from datetime import timedelta

from sqlalchemy import select

from front.desk_number import KEPT
from governance.decisions.decision import Decision
from governance.decisions.vote import Choice
from governance.decisions.voting import vote as decide
from governance.elections.candidate import Candidate
from governance.elections.election import Election
from governance.elections.voting import vote as elect
from governance.juries.juror import Juror, Voice
from governance.juries.jury import Jury
from ideas.ballots import casting
from ideas.concepts.concept import Concept
from ideas.holds.detecting import look_at_running
from ideas.rounds.round import Round
from ideas.supports import queries, supporting
from ideas.supports.milestones import take_milestones
from kernel.clock import now, travel
from kernel.database import db, transaction
from tests.access.table import ROWS
from tests.access.world import World
from tests.cast import add
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
    "/decisions",
    "/decisions/{voting decision}",
    "/elections",
    "/elections/{voting election}",
    "/juries",
    "/juries/{jury}",
    "/me",
    "/notices",
    "/desk",
)
UNLIKE = re.compile(
    rb'name="(?:csrf_token|once)" value="[^"]*"|"X-CSRF-Token":\s*"[^"]*"|'
    rb'id="receipt-code">[^<]*<|Receipt <code>[0-9a-f]*<|'  # drawn at random
    rb"last used <time.*?</time>|"
    rb"\d{4}-\d\d-\d\dT\d\d:\d\d:\d\d(?:\.\d+)?(?:\+00:00|Z)"
)
# The length is the body's, which is compared whole; a file's own marks tell when it was written, not what is in it.
OWN = {"Set-Cookie", "X-Request-Id", "Date", "Content-Length", "Last-Modified", "ETag"}


@dataclass(frozen=True)
class Hidden:
    """What one world holds that nobody may read: supports by concept, ballots, votes on the decision, rankings, voices."""

    supports: tuple = (0, 0, 0, 0)
    ballots: int = 0
    votes: tuple = ()
    rankings: tuple = ()
    voice: Voice | None = None


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
        self._seat_two_more(db.session.get(Jury, values["jury"]))
        self.moment = now() + timedelta(minutes=5)
        self.site = site
        self.keep()

    def _seat_two_more(self, jury):
        """So that a voice does not end the case: three places are drawn, and the author has one."""
        jurors = [Juror(jury_id=jury.id, position=n, place=n, member_id=self.voters[-n].id) for n in (2, 3)]
        for juror in jurors:
            juror.accepted_at = now()
        add(*jurors)
        with transaction():
            db.session.get(Jury, jury.id).pool_size = 3

    def keep(self):
        """From now on each world begins as it is here."""
        self._kept = self.site.copy()

    def put(self, hidden):
        """Everything is as it was at first, but for these votes."""
        db.session.remove()
        self.site.restore(self._kept)
        self.site.app.extensions.pop(KEPT, None)  # a minute's memory of another world
        for concept_id, number in zip(self.supported, hidden.supports, strict=True):
            for member in self.voters[:number]:
                with transaction():
                    supporting.support(member, queries.concept_held(concept_id))
        for member in self.voters[: hidden.ballots]:
            with transaction():
                casting.cast(member, db.session.get(Round, self.balloting_id), self.ballot[:1])
        self._govern(hidden)
        db.session.remove()

    def _govern(self, hidden):
        values, people = self.world.values, self.world.people
        decision = db.session.get(Decision, values["voting decision"])
        for member, choice in zip(self.voters, hidden.votes, strict=False):
            with transaction():
                decide(member, decision, Choice(choice))
        election = db.session.get(Election, values["voting election"])
        stand = db.session.scalars(select(Candidate.id).filter_by(election_id=election.id).order_by(Candidate.id)).all()
        for kind, places in hidden.rankings:
            with transaction():
                elect(people[kind], election, [stand[place] for place in places])
        if hidden.voice:
            with transaction():
                juror = db.session.scalar(select(Juror).filter_by(jury_id=values["jury"], position=2))
                juror.voice, juror.voted_at, juror.reason = hidden.voice, now(), "Because of the reed."

    def tick(self, hours=0):
        """What the clock does to hidden votes, so many hours on; a checkpoint of the record would differ by its moment."""
        with travel(self.moment + timedelta(hours=hours)):
            for part in (look_at_running, take_milestones):
                with transaction():
                    part()
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
        return self.answer(self.world.callers[kind], method, url, headers)

    def answer(self, caller, method, url, headers=None, form=None, hours=0):
        """One answer as it is compared, so many hours on: status, body and headers without what is one's own or the clock's."""
        same = {"Sec-Fetch-Site": "same-origin", "Origin": "http://localhost", **(headers or {})}
        with travel(self.moment + timedelta(hours=hours)):
            answer = caller.call(method, url, form, headers=same)
        kept = sorted((name, value) for name, value in answer.headers.items() if name not in OWN)
        found = answer.status_code, UNLIKE.sub(b"", answer.get_data()), kept
        answer.close()
        return found


def unlike(one, other):
    """Which answers differ."""
    assert set(one) == set(other)
    return [" ".join(map(str, key)) for key in one if one[key] != other[key]]
