"""Placing, changing and withdrawing pledges."""

from datetime import timedelta

import pytest
from sqlalchemy import func, select
from sqlalchemy.exc import IntegrityError

from commerce.pledges.pledge import Pledge, PledgeStep
from commerce.pledges.pledging import place, withdraw
from commerce.pledges.queries import pledge_by_reference
from commerce.pledges.states import PledgeState
from kernel.clock import now, travel
from kernel.database import db, reread, transaction
from kernel.policy import Refused
from kernel.rules import RuleBroken
from tests.cast import a_member
from tests.commerce.cast import a_campaign, a_pledge, closed


def sums(campaign):
    reread(campaign)
    return campaign.units_pledged, campaign.pledges_count, campaign.pledged_minor


def test_a_pledge_keeps_the_all_in_price_it_was_made_under(ines, omar):
    campaign = a_campaign(ines)
    pledge = a_pledge(omar, campaign, quantity=2, region="European Union")
    assert (pledge.unit_minor, pledge.shipping_minor, pledge.total_minor) == (4900, 990, 10790)
    assert pledge.tax_minor == 1723  # 19 % within 107.90
    assert pledge.promised_on == campaign.promised_on
    assert sums(campaign) == (2, 1, 10790)


def test_pledging_again_changes_the_standing_pledge(ines, omar):
    campaign = a_campaign(ines)
    first = a_pledge(omar, campaign, quantity=1)
    second = a_pledge(omar, campaign, quantity=3, option=1)
    assert second.id == first.id
    assert (second.quantity, second.option_id) == (3, campaign.product.options[1].id)
    assert sums(campaign) == (3, 1, second.total_minor)
    steps = db.session.scalars(select(PledgeStep).filter_by(pledge_id=first.id).order_by(PledgeStep.id)).all()
    assert [(step.from_state, step.to_state) for step in steps] == [(None, "placed"), ("placed", "placed")]


def test_the_same_pledge_sent_again_has_no_effect(ines, omar):
    campaign = a_campaign(ines)
    for _ in range(3):
        a_pledge(omar, campaign, quantity=2)
    assert sums(campaign)[:2] == (2, 1)
    assert db.session.scalar(select(func.count(PledgeStep.id))) == 1


def test_the_database_refuses_a_second_standing_pledge(ines, omar):
    campaign = a_campaign(ines)
    pledge = a_pledge(omar, campaign)
    names = [column.name for column in Pledge.__table__.columns if column.name not in ("id", "reference")]
    kept = {name: getattr(pledge, name) for name in names}
    with pytest.raises(IntegrityError), transaction():
        db.session.add(Pledge(reference="CM-0000-0000", **kept))


def test_withdrawing_frees_the_units_and_allows_pledging_anew(ines, omar):
    campaign = a_campaign(ines)
    pledge = a_pledge(omar, campaign, quantity=5)
    with transaction():
        withdraw(omar, fresh_pledge(pledge))
    assert sums(campaign) == (0, 0, 0)
    again = a_pledge(omar, campaign, quantity=1)
    assert again.id != pledge.id
    assert again.reference != pledge.reference


def test_only_the_member_withdraws_and_only_once(ines, omar, maya):
    pledge = a_pledge(omar, a_campaign(ines))
    for who in (maya, ines):
        with pytest.raises(Refused), transaction():
            withdraw(who, fresh_pledge(pledge))
    with transaction():
        withdraw(omar, fresh_pledge(pledge))
    with pytest.raises(Refused), transaction():
        withdraw(omar, fresh_pledge(pledge))


def test_the_closing_moment_is_too_late_to_pledge_change_or_withdraw(ines, omar, maya):
    campaign = a_campaign(ines)
    pledge = a_pledge(omar, campaign)
    with travel(campaign.closes_at):
        for act in (lambda: a_pledge(maya, campaign), lambda: a_pledge(omar, campaign, quantity=2)):
            with pytest.raises(Refused, match="over"):
                act()
        with pytest.raises(Refused, match="over"), transaction():
            withdraw(omar, fresh_pledge(pledge))


def test_an_announced_campaign_takes_no_pledge(ines, omar):
    campaign = a_campaign(ines, opens_at=now() + timedelta(days=1))
    with pytest.raises(Refused, match="not opened"):
        a_pledge(omar, campaign)


def test_unconfirmed_and_suspended_people_cannot_pledge(ines, lena, rolf):
    campaign = a_campaign(ines)
    for who in (lena, rolf):
        with pytest.raises(Refused):
            a_pledge(who, campaign)


@pytest.mark.parametrize(
    ("quantity", "region", "field"), [(0, "Germany", "quantity"), (21, "Germany", "quantity"), (1, "Mars", "region")]
)
def test_a_pledge_outside_the_terms_is_refused_at_its_field(ines, omar, quantity, region, field):
    campaign = a_campaign(ines)
    with pytest.raises(RuleBroken) as broken:
        a_pledge(omar, campaign, quantity=quantity, region=region)
    assert broken.value.field == field


def test_an_option_of_another_product_is_refused(ines, omar):
    other = a_campaign(ines, name="Stool of ash")
    stool = other.product.options[0]
    campaign = a_campaign(ines)
    with pytest.raises(RuleBroken) as broken, transaction():
        place(omar, campaign, stool, 1, "Germany")
    assert broken.value.field == "option"


def test_the_cap_is_the_last_word(ines, omar, maya):
    campaign = a_campaign(ines)
    a_pledge(omar, campaign, quantity=18)
    with pytest.raises(RuleBroken, match="Only 2 are left"):
        a_pledge(maya, campaign, quantity=3)
    a_pledge(maya, campaign, quantity=2)
    with pytest.raises(RuleBroken, match="cap is reached"):
        a_pledge(a_member("Kofi Mensah"), campaign, quantity=1)
    with pytest.raises(RuleBroken):
        a_pledge(omar, campaign, quantity=19)
    assert sums(campaign)[0] == 20


def test_the_campaigns_sums_equal_the_sums_of_its_pledges(ines, omar, maya, theo):
    campaign = a_campaign(ines)
    for who, quantity in ((omar, 2), (maya, 4), (theo, 1), (omar, 5)):
        last = a_pledge(who, campaign, quantity=quantity)
    with transaction():
        withdraw(omar, fresh_pledge(last))
    standing = select(func.sum(Pledge.quantity), func.count(), func.sum(Pledge.total_minor)).where(
        Pledge.state != PledgeState.WITHDRAWN
    )
    assert sums(campaign) == tuple(db.session.execute(standing).one())


def test_a_settled_campaign_takes_nothing_more(ines, omar):
    campaign = a_campaign(ines)
    with closed(campaign), pytest.raises(Refused):
        a_pledge(omar, campaign)


def fresh_pledge(pledge):
    return pledge_by_reference(pledge.reference)
