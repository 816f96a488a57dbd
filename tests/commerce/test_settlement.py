"""All or nothing: the settlement decides once, and nobody is asked for money below the minimum."""

from datetime import timedelta

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st
from sqlalchemy import func, select

from commerce.campaigns.campaign import Campaign, Outcome, Settlement
from commerce.campaigns.settlement import settle, settle_due
from commerce.campaigns.standing import Standing, minimum_is_met, standing
from commerce.pledges.pledge import Pledge, PledgeStep
from commerce.pledges.states import PledgeState
from governance.record.entry import RecordEntry
from kernel.clock import now
from kernel.database import db, transaction
from kernel.rules import RuleBroken
from tests.cast import a_member
from tests.commerce.cast import a_campaign, a_pledge, closed


def states():
    db.session.expire_all()
    return dict(db.session.execute(select(Pledge.state, func.count()).group_by(Pledge.state)).all())


def tick():
    with transaction():
        settle_due()


def test_a_campaign_that_meets_its_minimum_makes_every_placed_pledge_due(ines, omar, maya):
    campaign = a_campaign(ines, minimum_units=3)
    a_pledge(omar, campaign, quantity=1)
    pledge = a_pledge(maya, campaign, quantity=2)
    with closed(campaign):
        tick()
        assert states() == {PledgeState.DUE: 2}
        settlement = db.session.scalars(select(Settlement)).one()
        assert (settlement.outcome, settlement.units, settlement.pledges) == (Outcome.MET, 3, 2)
        reread = db.session.get(Pledge, pledge.id)
        assert reread.pay_by - settlement.settled_at == timedelta(days=14)
        last = db.session.scalars(
            select(PledgeStep).filter_by(pledge_id=pledge.id).order_by(PledgeStep.id.desc())
        ).first()
        assert (last.from_state, last.to_state, last.by_id) == ("placed", "due", None)


def test_a_campaign_that_misses_its_minimum_releases_everybody(ines, omar, maya):
    campaign = a_campaign(ines, minimum_units=4)
    a_pledge(omar, campaign, quantity=1)
    a_pledge(maya, campaign, quantity=2)
    with closed(campaign):
        tick()
    assert states() == {PledgeState.RELEASED: 2}
    assert db.session.scalars(select(Settlement)).one().outcome is Outcome.MISSED


def test_settling_twice_decides_once(ines, omar):
    campaign = a_campaign(ines, minimum_units=1)
    a_pledge(omar, campaign)
    with closed(campaign):
        tick()
        tick()
        with transaction():
            settle(db.session.get(Campaign, campaign.id))
    assert db.session.scalar(select(func.count(Settlement.id))) == 1
    assert db.session.scalar(select(func.count(PledgeStep.id)).where(PledgeStep.to_state == "due")) == 1
    settled = select(func.count()).select_from(RecordEntry).where(RecordEntry.kind == "campaign.settled")
    assert db.session.scalar(settled) == 1


def test_an_open_campaign_is_not_settled(ines, omar):
    campaign = a_campaign(ines)
    tick()
    with pytest.raises(RuleBroken), transaction():
        settle(campaign)
    assert states() == {}


def test_withdrawn_pledges_do_not_count_and_are_left_alone(ines, omar, maya):
    from commerce.pledges.pledging import withdraw
    from commerce.pledges.queries import pledge_by_reference

    campaign = a_campaign(ines, minimum_units=2)
    a_pledge(omar, campaign, quantity=1)
    gone = a_pledge(maya, campaign, quantity=1)
    with transaction():
        withdraw(maya, pledge_by_reference(gone.reference))
    with closed(campaign):
        tick()
    assert states() == {PledgeState.RELEASED: 1, PledgeState.WITHDRAWN: 1}


def test_a_campaign_without_pledges_is_settled_too(ines):
    campaign = a_campaign(ines)
    with closed(campaign):
        tick()
    assert db.session.scalars(select(Settlement)).one().outcome is Outcome.MISSED


@given(st.integers(0, 10**6), st.integers(1, 10**6))
def test_due_exactly_when_the_minimum_is_met(units, minimum):
    assert minimum_is_met(units, minimum) == (units >= minimum)


@settings(max_examples=12, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(st.integers(1, 12), st.lists(st.integers(1, 4), min_size=0, max_size=4))
def test_nobody_owes_anything_unless_the_minimum_was_met(site, minimum, quantities):
    site.empty()
    with site.app.app_context():
        from members.accounts.member import Role

        staff = a_member("Ines Carvalho", role=Role.STAFF)
        campaign = a_campaign(staff, minimum_units=minimum, cap_units=None)
        for number, quantity in enumerate(quantities):
            a_pledge(a_member(f"P{number} Member"), campaign, quantity=quantity)
        with closed(campaign):
            tick()
        owed = PledgeState.DUE if sum(quantities) >= minimum else PledgeState.RELEASED
        assert states() == ({owed: len(quantities)} if quantities else {})
        db.session.remove()


class Times:
    def __init__(self, launched, opens, closes):
        self.launched_at, self.opens_at, self.closes_at = launched, opens, closes


def test_where_a_campaign_stands_is_a_question_of_time():
    at, day = now(), timedelta(days=1)
    table = [
        (Times(None, None, None), None, Standing.DRAFT),
        (Times(None, at, at + day), None, Standing.DRAFT),
        (Times(at, at + day, at + 2 * day), None, Standing.ANNOUNCED),
        (Times(at, at, at + day), None, Standing.OPEN),
        (Times(at - day, at - day, at), None, Standing.CLOSED),
        (Times(at - day, at - day, at), "met", Standing.MET),
        (Times(at - day, at - day, at), "missed", Standing.MISSED),
    ]
    for times, outcome, expected in table:
        assert standing(times, outcome, at) is expected
