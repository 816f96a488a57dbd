"""Many people at once: the cap holds exactly, a member has one pledge, and a campaign is settled once. Both engines."""

import threading

from sqlalchemy import func, select

from commerce.campaigns.campaign import Campaign, Settlement
from commerce.campaigns.settlement import settle_due
from commerce.pledges.pledge import Pledge, PledgeStep
from commerce.pledges.states import PledgeState
from kernel.database import db, transaction
from kernel.rules import RuleBroken
from members.accounts.member import Member
from tests.cast import a_member, add
from tests.commerce.cast import a_campaign, closed


def at_once(app, acts):
    """Run these acts in threads that start together; what each returned or raised, in order."""
    barrier, ended = threading.Barrier(len(acts)), [None] * len(acts)

    def run(place, act):
        with app.app_context():
            barrier.wait()
            try:
                ended[place] = act()
            except Exception as error:
                ended[place] = error
            finally:
                db.session.remove()

    threads = [threading.Thread(target=run, args=pair) for pair in enumerate(acts)]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join(60)
    return ended


def a_new_look():
    """End what this thread has read, so that it sees what the others stored."""
    db.session.rollback()
    db.session.expire_all()


def pledging(campaign_id, member_id, quantity=1):
    def act():
        from commerce.pledges.pledging import place
        from tests.commerce.cast import fresh, with_product

        campaign = with_product(fresh(db.session.get(Campaign, campaign_id)))
        member = db.session.get(Member, member_id)
        with transaction():
            return place(member, campaign, campaign.product.options[0], quantity, "Germany").id

    return act


def crowd(size):
    plain = {"confirmed_at": a_member("First Of Many").confirmed_at}
    people = [Member(name=f"Member {n}", name_folded=f"member {n}", **plain) for n in range(size)]
    add(*people)
    return [person.id for person in people]


def test_many_hands_on_the_last_units_never_oversell(app, ines):
    campaign = a_campaign(ines, minimum_units=1, cap_units=10)
    people = crowd(24)
    ended = at_once(app, [pledging(campaign.id, member_id) for member_id in people])
    assert sum(isinstance(end, int) for end in ended) == 10, ended
    assert sum(isinstance(end, RuleBroken) for end in ended) == 14
    a_new_look()
    stored = db.session.get(Campaign, campaign.id)
    sold = db.session.execute(select(func.sum(Pledge.quantity), func.sum(Pledge.total_minor), func.count())).one()
    assert (stored.units_pledged, stored.pledged_minor, stored.pledges_count) == tuple(sold) == (10, 10 * 5390, 10)


def test_uneven_quantities_fill_the_cap_without_passing_it(app, ines):
    campaign = a_campaign(ines, minimum_units=1, cap_units=11)
    people = crowd(12)
    at_once(app, [pledging(campaign.id, member_id, 1 + place % 3) for place, member_id in enumerate(people)])
    a_new_look()
    stored = db.session.get(Campaign, campaign.id)
    assert stored.units_pledged == db.session.scalar(select(func.sum(Pledge.quantity))) == 11


def test_one_member_in_many_tabs_has_one_pledge(app, ines, omar):
    campaign = a_campaign(ines, minimum_units=1, cap_units=50)
    ended = at_once(app, [pledging(campaign.id, omar.id, 2) for _ in range(8)])
    assert len(set(ended)) == 1, ended
    a_new_look()
    assert db.session.scalar(select(func.count(Pledge.id))) == 1
    assert db.session.get(Campaign, campaign.id).units_pledged == 2


def test_two_ticks_settle_one_campaign_once(app, ines):
    campaign = a_campaign(ines, minimum_units=1)
    people = crowd(3)
    at_once(app, [pledging(campaign.id, member_id) for member_id in people])

    def tick():
        with transaction():
            settle_due()

    with closed(campaign):
        ended = at_once(app, [tick] * 4)
    assert ended == [None] * 4
    a_new_look()
    assert db.session.scalar(select(func.count(Settlement.id))) == 1
    assert db.session.scalar(select(func.count(PledgeStep.id)).where(PledgeStep.to_state == PledgeState.DUE)) == 3
