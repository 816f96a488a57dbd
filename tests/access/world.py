"""The little world in which the access table is executed: somebody of each kind, and one thing of each sort."""

from governance.charter.emergency_act import emergency_on
from governance.charter.rules import RULES
from governance.pending.arranging import arrange
from governance.record.checkpointing import checkpoint
from governance.record.recording import record
from kernel.clock import now
from kernel.database import db, transaction
from members.accounts.member import Role
from members.accounts.suspending import suspend
from members.event_days.widening import begin_event
from members.joining.choosing import invite
from members.notices.noticing import notify
from members.notices.queries import notices_of
from members.sessions.opening import open_session
from tests.access.callers import Caller
from tests.access.concepts import things_to_say
from tests.access.elections import things_to_elect
from tests.access.governance import things_to_decide
from tests.access.holds import things_held
from tests.access.kinds import KINDS
from tests.access.reviews import things_to_judge
from tests.access.rounds import things_to_keep
from tests.access.shop import things_to_sell
from tests.access.votes import things_to_vote_on
from tests.cast import a_member


class World:
    """People by kind, their callers, and `values` by the names that the table's rows use."""

    def __init__(self, site):
        self.site, self.app = site, site.app
        self.values = {"session of guest": 0, "session of suspended": 0, "notice of guest": 0}
        self.people = {
            "unconfirmed": a_member("Lena Petrova", confirmed_at=None),
            "member": a_member("Omar Haddad"),
            "author": a_member("Maya Okafor"),
            "steward": a_member("Theo Brandt"),
            "staff": a_member("Ines Carvalho", role=Role.STAFF),
            "admin": a_member("Ada Lindqvist", role=Role.ADMIN),
            "suspended": a_member("Rolf Meier"),
        }
        self._furnish()
        self.callers = {kind: self._caller(kind) for kind in KINDS}
        with transaction():
            self.people["suspended"].suspended_at = now()  # after signing in, as it happens
        self.callers["suspended"].reload("/sign-in")
        self._kept = site.copy()

    def _furnish(self):
        """One thing of each sort; grows with the features."""
        self.values |= things_to_vote_on(self.people["author"])
        self.values |= things_held(self.people["author"], self.people["member"])
        self.values |= things_to_keep(self.people["author"], self.people["steward"])
        self.values |= things_to_say(*(self.people[kind] for kind in ("author", "member", "steward")))
        self.values |= things_to_sell(*(self.people[kind] for kind in ("staff", "member", "author")))
        self.values |= things_to_judge(*(self.people[kind] for kind in ("staff", "member", "author", "steward")))
        self.values |= things_to_decide(self.people["author"])
        self.values |= things_to_elect(self.people)
        self.values["somebody"] = a_member("Sofia Silva").id
        gone = a_member("Gregor Wolf")
        with transaction():
            suspend(self.people["staff"], gone, "Sold places in the ballot.")
            self.values["somebody suspended"] = gone.id
            act, _ = emergency_on(RULES["jury.days"], 9, "Two juries are overdue.")
            self.values["pending"] = arrange(self.people["staff"], act).id
            self.values["event"] = begin_event(self.people["staff"], None, 2, "A workshop.")[0].id
            self.values["invitation"] = invite(self.people["staff"], "A workshop", 3, 3).id
            self.values["record"] = record("member.appointed", "member:1", role="staff").seq
            self.values["checkpoint"] = checkpoint().size

    def _caller(self, kind):
        if kind not in self.people:
            return Caller(self.app)
        with transaction():
            token, opened = open_session(self.people[kind], "A browser")
            notify(self.people[kind].id, "rounds", "opened", "A round opens.", "/")
        self.values[f"notice of {kind}"] = notices_of(self.people[kind]).rows[0].id
        self.values.setdefault(f"session of {kind}", opened.id)
        return Caller(self.app, token)

    def url(self, row, kind):
        """The row's address with this world's things in it."""
        url = row.rule
        for name, value in row.values.items():
            found = self.values.get(f"{value} of {kind}", self.values.get(value, value))
            start = next(part for part in url.split("<")[1:] if part.split(">")[0].split(":")[-1] == name)
            url = url.replace(f"<{start.split('>')[0]}>", str(found))
        return url

    def again(self):
        """Put everything back as it was before the last request."""
        db.session.remove()
        self.site.restore(self._kept)
