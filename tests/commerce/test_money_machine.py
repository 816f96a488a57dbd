"""Any history of a campaign: people pledge, change, withdraw and pay, staff refund, the clock closes. The sums always tie."""

from datetime import timedelta

import pytest
from hypothesis import HealthCheck, settings
from hypothesis import strategies as st
from hypothesis.stateful import RuleBasedStateMachine, initialize, invariant, rule, run_state_machine_as_test
from sqlalchemy import func, select

from commerce.campaigns.campaign import Campaign, Outcome, Settlement
from commerce.campaigns.settlement import settle_due
from commerce.payments.collecting import lapse, record_payment
from commerce.payments.payment import Payment, Refund
from commerce.payments.refunding import record_refund
from commerce.pledges.pledge import Pledge, PledgeStep
from commerce.pledges.pledging import place, withdraw
from commerce.pledges.queries import pledge_for
from commerce.pledges.states import PAYABLE, PledgeState, leads
from kernel import clock
from kernel.database import db, transaction
from kernel.policy import Refused
from kernel.rules import RuleBroken
from members.accounts.member import Role
from tests.cast import a_member
from tests.commerce.cast import a_campaign, fresh, with_product

CAP, MINIMUM = 8, 4
WHO = st.integers(0, 3)
MONEY = st.one_of(st.just(5390), st.integers(-1, 20_000))


class Histories(RuleBasedStateMachine):
    """Acts may be refused; whatever they do, the invariants below hold after each."""

    site = None

    def __init__(self):
        super().__init__()
        self.site.empty()
        self.context = self.site.app.app_context()
        self.context.push()
        self.travel = None
        self.staff = a_member("Ines Carvalho", role=Role.STAFF)
        self.people = [a_member(f"P{number} Member").id for number in range(4)]
        self.campaign_id = a_campaign(self.staff, minimum_units=MINIMUM, cap_units=CAP).id

    def teardown(self):
        self._home()
        db.session.remove()
        self.context.pop()

    def _home(self):
        if self.travel:
            self.travel.__exit__(None, None, None)
            self.travel = None

    def _try(self, act):
        try:
            with transaction():
                act()
        except (Refused, RuleBroken):
            pass

    def _person(self, who):
        return db.session.get(type(self.staff), self.people[who])

    def _pledge_of(self, who):
        newest = select(Pledge.id).filter_by(member_id=self.people[who]).order_by(Pledge.id.desc()).limit(1)
        db.session.expire_all()
        found = db.session.scalar(newest)
        return found and pledge_for(self.staff, found)

    @initialize(begun=st.sampled_from([(0, ()), (4, (31,)), (4, (31, 60)), (4, (31, 60)), (2, (31,))]))
    def begin(self, begun):
        """Often the close is behind us with the minimum met or missed, or paying is overdue: histories reach the end."""
        people, stages = begun
        for who in range(people):
            self.pledge(who, 1 + who % 2, 0, "Germany")
        for days in stages:
            self.time_passes(days)

    @rule(who=WHO, quantity=st.integers(0, 5), option=st.integers(0, 1), region=st.sampled_from(["Germany", "Mars"]))
    def pledge(self, who, quantity, option, region):
        campaign = with_product(fresh(db.session.get(Campaign, self.campaign_id)))
        self._try(lambda: place(self._person(who), campaign, campaign.product.options[option], quantity, region))

    @rule(who=WHO, whose=WHO)
    def take_back(self, who, whose):
        pledge = self._pledge_of(whose)
        if pledge:
            self._try(lambda: withdraw(self._person(who), pledge))

    @rule(whose=WHO, minor=MONEY)
    def arrives(self, whose, minor):
        pledge = self._pledge_of(whose)
        if pledge:
            self._try(lambda: record_payment(self.staff, pledge, minor, clock.now().date()))

    @rule(whose=WHO, minor=MONEY)
    def goes_back(self, whose, minor):
        pledge = self._pledge_of(whose)
        if pledge:
            self._try(lambda: record_refund(self.staff, pledge, minor, clock.now().date(), "Asked for."))

    @rule(whose=WHO)
    def all_of_it_comes_and_goes_back(self, whose):
        pledge = self._pledge_of(whose)
        if pledge:
            self._try(lambda: record_payment(self.staff, pledge, pledge.total_minor, clock.now().date()))
            self._try(lambda: record_refund(self.staff, pledge, pledge.held_minor, clock.now().date(), "Asked for."))

    @rule(whose=WHO)
    def lapses(self, whose):
        pledge = self._pledge_of(whose)
        if pledge:
            self._try(lambda: lapse(self.staff, pledge))

    @rule(days=st.sampled_from([3, 8, 30, 60]))
    def time_passes(self, days):
        self._home()
        self.travel = clock.travel(timedelta(days=days))
        self.travel.__enter__()
        self._try(settle_due)

    @invariant()
    def the_sums_tie(self):
        db.session.rollback()
        db.session.expire_all()
        campaign = db.session.get(Campaign, self.campaign_id)
        pledges = db.session.scalars(select(Pledge)).all()
        standing = [pledge for pledge in pledges if pledge.is_standing]
        assert campaign.units_pledged == sum(pledge.quantity for pledge in standing) <= CAP
        assert campaign.pledged_minor == sum(pledge.total_minor for pledge in standing)
        assert campaign.pledges_count == len(standing) == len({pledge.member_id for pledge in standing})
        moves = ((Payment, "received_minor", "collected_minor"), (Refund, "refunded_minor", "refunded_minor"))
        for model, column, total in moves:
            moved = db.session.scalar(select(func.coalesce(func.sum(model.amount_minor), 0)))
            assert moved == sum(getattr(pledge, column) for pledge in pledges) == getattr(campaign, total)

    @invariant()
    def nobody_pays_below_the_minimum(self):
        settlement = db.session.scalars(select(Settlement)).one_or_none()
        met = settlement is not None and settlement.outcome is Outcome.MET
        assert settlement is None or met == (settlement.units >= MINIMUM)
        for pledge in db.session.scalars(select(Pledge)):
            assert met or (pledge.received_minor == 0 and pledge.state not in PAYABLE)
            assert 0 <= pledge.refunded_minor <= pledge.received_minor
            assert pledge.state is not PledgeState.PAID or pledge.received_minor >= pledge.total_minor

    @invariant()
    def every_step_is_an_edge(self):
        for step in db.session.scalars(select(PledgeStep)):
            assert step.from_state is None or leads(step.from_state, step.to_state)


@pytest.mark.filterwarnings("ignore")
def test_any_history_keeps_the_sums_and_pays_nobody_too_early(site):
    class Here(Histories):
        pass

    Here.site = site
    quick = settings(max_examples=12, stateful_step_count=20, deadline=None, suppress_health_check=list(HealthCheck))
    run_state_machine_as_test(Here, settings=quick)
