"""Somebody with thirty accounts who acts and reads: of some nobody confirmed the address, some are new, some are held, and
seven count.
"""

from datetime import timedelta

from governance.elections.candidate import Candidate
from ideas.holds.reason import VoteKind
from ideas.rounds.round import Round
from kernel.clock import now
from kernel.database import db, transaction
from members.sessions.opening import open_session
from tests.access.callers import Caller
from tests.front.sealed import MORE, Hidden
from tests.ideas.holding import a_finding
from tests.ideas.voting import voters

HTMX = {"HX-Request": "true"}
UNCONFIRMED, NEW, HELD = 8, 8, 7


class Attack:
    """Thirty accounts in these worlds. Making them is part of how each world begins."""

    def __init__(self, running):
        running.put(Hidden())  # or they would be kept together with what an earlier test hid
        self.running, people = running, voters(30)
        with transaction():
            for number, member in enumerate(people[: UNCONFIRMED + NEW]):
                member.created_at = now() - timedelta(hours=4 * number + 2)
                member.confirmed_at = None if number < UNCONFIRMED else member.created_at
        held = people[UNCONFIRMED + NEW :][:HELD]
        for kind, round_id in ((VoteKind.SUPPORT, running.concept.round_id), (VoteKind.BALLOT, running.balloting_id)):
            a_finding(db.session.get(Round, round_id), *held, kind=kind)
        self.accounts = [self._caller(running.site.app, member) for member in people]
        self.candidates = [
            one.id for one in db.session.query(Candidate).filter_by(election_id=running.world.values["voting election"])
        ]
        running.keep()
        self._acts_by(0)  # what a process reads once it has read now, in neither world

    def _caller(self, app, member):
        with transaction():
            token, _ = open_session(member, "One of thirty")
        return Caller(app, token)

    def tries(self, hidden, **readers):
        """In the world with these hidden votes: the answers to the acts, what is read after them, and that an hour later.

        Unless readers are named, one account and a guest read before the hour; `make prove` has everybody read.
        """
        self.running.put(hidden)
        self.running.tick()
        acted, before = self.acts(), self.reads(**(readers or {"accounts": (0,), "kinds": ("guest",)}))
        self.running.tick(hours=1.1)
        return acted, before, self.reads(hours=1.2, **readers)

    def acts(self):
        """Supports, ballots and votes, changed and taken back; each answer, and the page it was about."""
        found = {}
        for number in range(len(self.accounts)):
            found |= self._acts_by(number)
        return found | self._governing()

    def _acts_by(self, number):
        caller, found = self.accounts[number], {}
        for step, (url, form) in enumerate(self._acts_of(number)):
            found[number, step, url] = self.running.answer(caller, "POST", url, HTMX, form, hours=step / 3600)
        found[number, "page"] = self.running.answer(caller, "GET", f"/concepts/{self.running.concept.id}")
        return found

    def _acts_of(self, number):
        """The concept of interest and another one, in an order of the account's own; every third changes its mind."""
        running, values = self.running, self.running.world.values
        other = running.supported[1 + number % 3]
        for concept_id in (running.supported[0], other)[:: 1 if number % 2 else -1]:
            yield f"/concepts/{concept_id}/support", None
        if number % 3 == 0:
            yield f"/concepts/{other}/support/removal", None
        ballot = f"/rounds/{values['balloting round']}/ballot"
        yield ballot, {"choices": running.ballot[number % len(running.ballot)]}
        if number % 3 == 1:
            yield f"{ballot}/removal", None
        yield f"/decisions/{values['voting decision']}/vote", {"choice": ("yes", "no", "abstain")[number % 3]}

    def _governing(self):
        """What those of the roll and the jury try: to vote, look, and vote otherwise."""
        values, found = self.running.world.values, {}
        election, jury = f"/elections/{values['voting election']}", f"/juries/{values['jury']}"
        for place in (1, 2):
            ranking = {f"rank_{one}": (n + place) % 2 + 1 for n, one in enumerate(self.candidates)}
            voice = {"voice": ("uphold", "send back")[place - 1], "reason": "It is so."}
            for kind, url, form in (
                ("member", f"{election}/ballot", ranking),
                ("author", f"{election}/ballot", ranking),
                ("author", f"{jury}/voice", voice),
            ):
                caller = self.running.world.callers[kind]
                found[kind, place, url] = self.running.answer(caller, "POST", url, form=form)
                found[kind, place, url, "page"] = self.running.answer(caller, "GET", url.rsplit("/", 1)[0])
        return found

    def reads(self, accounts=(0, 29), kinds=("guest", "staff"), hours=0):
        """Everything there is to read, by these of the thirty and by one of each of these kinds."""
        callers = {kind: self.running.world.callers[kind] for kind in kinds}
        callers |= {f"account-{number}": self.accounts[number] for number in accounts}
        pages = [one.format_map(self.running.world.values) for one in MORE]
        pages += [f"/concepts/{one}" for one in self.running.supported[1:]]
        return {
            (kind, url): self.running.answer(caller, "GET", url, hours=hours)
            for kind, caller in callers.items()
            for url in pages
        }
