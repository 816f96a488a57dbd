"""The site under test: its address, its members' cookies and tokens, what they may do, and what is stored in the end."""

import re

from sqlalchemy import func, select, text

from app import create_app
from bench import serving, visits
from commerce.campaigns.campaign import Campaign
from commerce.pledges.pledge import Pledge
from commerce.pledges.states import PledgeState
from config import settings_from
from ideas.ballots.ballot import Ballot, BallotChoice
from ideas.concepts.concept import Concept
from ideas.supports.support import Support
from kernel.database import db
from members.accounts.member import Role
from tests.cast import a_member
from tests.commerce.cast import a_campaign
from tests.ideas.forums_and_rounds import a_round
from tests.ideas.voting import a_small_ballot, a_standing_concept, in_order

MEMBERS, CONCEPTS, FINALISTS, PICKED = 40, 30, 8, 4
TOKEN = re.compile(r'name="csrf_token" value="([0-9a-f]+)"')


class Ground:
    """A small world in its own database: a round that takes supports, one that takes ballots, a campaign that takes pledges."""

    def __init__(self, folder, database_url=None):
        address = {"DATABASE_URL": database_url} if database_url else {}
        self.environ = serving.environment(folder, "ground", PAGE_CACHE_SECONDS="0", **address)
        self.file = folder / "ground.sqlite"
        self.app = create_app(settings_from(self.environ))
        with self.app.app_context():
            db.create_all()
            self._settle()
            db.session.remove()
            db.engine.dispose()
        self._take_tokens()

    def _settle(self):
        people = [a_member(f"Member {n}", email=f"m{n}@people.example") for n in range(MEMBERS)]
        staff = a_member("Ines Carvalho", role=Role.STAFF)
        round, ballot = (
            a_round(),
            a_small_ballot(staff, *(f"Finalist {n}" for n in range(FINALISTS)), choices_limit=PICKED),
        )
        self.concepts = [a_standing_concept(round, people[n % MEMBERS]).id for n in range(CONCEPTS)]
        self.slug, self.finalists = ballot.slug, [one.id for one in in_order(ballot)]
        campaign = a_campaign(staff, cap_units=100_000)
        self.product, self.option = campaign.product.slug, campaign.product.options[0].id
        self.members = [one.id for one in people]
        cookies = visits.sign_in_everybody(range(self.members[0], self.members[-1] + 1))
        self.cookies = dict(zip(self.members, cookies, strict=True))

    def _take_tokens(self):
        client, self.tokens = self.app.test_client(), {}
        for member, cookie in self.cookies.items():
            client.set_cookie("sid", cookie)
            self.tokens[member] = TOKEN.search(client.get("/me").get_data(as_text=True)).group(1)
        with self.app.app_context():
            db.engine.dispose()

    def an_act(self, member, dice):
        """Something this member may do: (the thing, its value after it, where to post it, the form)."""
        chance = dice.random()
        if chance < 0.6:
            concept = dice.choice(self.concepts)
            wanted = dice.random() < 0.8
            path = f"/concepts/{concept}/support" + ("" if wanted else "/removal")
            return ("support", member, concept), wanted or None, path, []
        if chance < 0.85:
            chosen = sorted(dice.sample(self.finalists, dice.randint(1, PICKED)))
            form = [("choices", concept) for concept in chosen]
            return ("ballot", member), tuple(chosen), f"/rounds/{self.slug}/ballot", form
        quantity = dice.randint(1, 9)
        form = [("option", self.option), ("quantity", quantity), ("region", "Germany")]
        return ("pledge", member), quantity, f"/products/{self.product}/pledge", form

    def stored(self):
        """{thing: value} of everything there is, as an_act() spells it."""
        with self.app.app_context():
            found = stored_in(db.session)
            self._let_go()
        return found

    def faults(self):
        """What does not add up: the database's own verdict, each concept's count, the campaign's five numbers."""
        with self.app.app_context():
            lite = db.engine.dialect.name == "sqlite"
            verdict = db.session.execute(text("pragma integrity_check")).scalar() if lite else "ok"
            rows = select(func.count()).where(Support.concept_id == Concept.id).scalar_subquery()
            off = db.session.execute(
                select(Concept.id, Concept.supports_count, rows).where(Concept.supports_count != rows)
            )
            placed = select(func.count(), func.coalesce(func.sum(Pledge.quantity), 0))
            counted = db.session.execute(select(Campaign.pledges_count, Campaign.units_pledged)).one()
            there = db.session.execute(placed.where(Pledge.state == PledgeState.PLACED)).one()
            empty = db.session.scalar(select(func.count()).where(Ballot.id.not_in(select(BallotChoice.ballot_id))))
            found = [f"concept {row[0]} counts {row[1]} supports and has {row[2]}" for row in off]
            self._let_go()
        found += [verdict] if verdict != "ok" else []
        found += (
            [f"the campaign counts {tuple(counted)} and has {tuple(there)}"] if tuple(counted) != tuple(there) else []
        )
        return found + ([f"{empty} ballots say nothing"] if empty else [])

    def _let_go(self):
        db.session.remove()
        db.engine.dispose()


def stored_in(session):
    """The same of any open database."""
    found = {("support", *row): True for row in session.execute(select(Support.member_id, Support.concept_id))}
    choices = select(Ballot.member_id, BallotChoice.concept_id).join(BallotChoice, BallotChoice.ballot_id == Ballot.id)
    for member, concept in session.execute(choices.order_by(BallotChoice.concept_id)):
        found["ballot", member] = (*found.get(("ballot", member), ()), concept)
    placed = select(Pledge.member_id, Pledge.quantity).where(Pledge.state == PledgeState.PLACED)
    return found | {("pledge", row[0]): row[1] for row in session.execute(placed)}
