"""Each way out of a product's state and its way back: dropped and taken up, launched and taken back, retired and listed."""

from contextlib import ExitStack
from datetime import timedelta

import pytest
from sqlalchemy import func, select, update
from sqlalchemy.exc import IntegrityError

from commerce.campaigns.campaign import Campaign
from commerce.campaigns.launching import launch, sight_of, take_back
from commerce.campaigns.standing import Standing
from commerce.campaigns.terms import set_terms
from commerce.catalog.describing import add_picture, describe, place_in, remove_picture, set_options
from commerce.catalog.drafting import draft
from commerce.catalog.listing import bring_back, drop, list_product, retire, take_up
from commerce.catalog.policy import may_see
from commerce.catalog.product import Product, ProductState
from commerce.pledges.pledge import Pledge
from commerce.pledges.pledging import withdraw
from front.due import due_from_staff
from governance.record.entry import RecordEntry
from ideas.lineage import outcomes
from kernel import search
from kernel.clock import now, travel
from kernel.database import db, transaction
from kernel.given_up import Undelivered
from kernel.policy import Refused
from kernel.rules import RuleBroken
from members.accounts.member import Member
from tests.commerce.cast import a_campaign, a_pledge, a_product, closed, fresh, settle_now, terms
from tests.commerce.making.cast import paid
from tests.commerce.test_pledge_races import a_new_look, at_once, pledging
from tests.commerce.test_products import found_viable, told
from tests.ideas.concepts_in_rounds import a_concept
from tests.ideas.forums_and_rounds import a_forum


def recorded():
    """The kinds of the record's lines about products, in order."""
    about = select(RecordEntry.kind).where(RecordEntry.subject.like("product:%")).order_by(RecordEntry.seq)
    return db.session.scalars(about).all()


def took_back(staff, thing, reason="The price was wrong."):
    product = fresh(thing)
    with transaction():
        take_back(staff, product, product.campaign, reason)
    return fresh(product)


def found(name):
    return [hit.title for hit in search.find(name, ["product"]).rows]


def test_a_viable_draft_is_dropped_with_a_reason_that_its_people_and_its_concept_read(app, ines, maya):
    product = found_viable(a_concept(maya))
    with pytest.raises(RuleBroken) as broken, transaction():
        drop(ines, product, " ")
    assert broken.value.field == "reason"
    with transaction():
        drop(ines, fresh(product), "No oak is to be had.")
    product = fresh(product)
    assert (product.state, product.listed_at) == (ProductState.DROPPED, None)
    assert outcomes(product.concept_id)[-1].words.endswith("will not be offered for now: No oak is to be had.")
    assert "No oak is to be had." in " ".join(words for (who, _), words in told().items() if who == maya.id)
    assert may_see(None, product)
    assert recorded() == ["product.dropped"]


def test_a_dropped_draft_leaves_the_desk_and_is_taken_up_again(app, ines, maya):
    product = found_viable(a_concept(maya))

    def on_the_desk():
        return [line.label for line in due_from_staff(Undelivered(0, None, 0, "")).lines if product.name in line.words]

    with app.test_request_context():
        assert on_the_desk() == ["Prepare the campaign"]
        with transaction():
            drop(ines, fresh(product), "No oak is to be had.")
        assert on_the_desk() == []
        for act in (
            lambda one: describe(ines, one, "Other", "", "", ""),
            lambda one: list_product(ines, one),
            lambda one: drop(ines, one, "Again."),
            lambda one: launch(ines, one, one.campaign),
        ):
            one = fresh(product)
            with pytest.raises(Refused), transaction():
                act(one)
        with transaction():
            take_up(ines, fresh(product))
        assert on_the_desk() == ["Prepare the campaign"]
    assert fresh(product).is_draft
    assert outcomes(product.concept_id)[-1].words.endswith("is being prepared as a product again.")
    assert recorded() == ["product.dropped", "product.taken-up"]


def test_a_long_name_and_a_long_reason_fit_where_the_concept_says_so(app, ines, maya):
    product = found_viable(a_concept(maya))
    with transaction():
        describe(ines, product, "n" * 120, "", "Words", "")
    with transaction():
        drop(ines, fresh(product), "r" * 300)
    assert len(outcomes(product.concept_id)[-1].words) == 200


def test_an_offer_that_nobody_pledged_for_goes_back_and_is_launched_again(app, ines, maya):
    product = found_viable(a_concept(maya))
    picture = a_product(ines, name="Gives its picture").pictures[0].picture
    product = fresh(product)
    with transaction():
        describe(ines, product, product.name, "", "Words.", "Risks.")
        set_options(ines, product, ["One"])
        set_terms(ines, product.campaign, terms(price_minor=490))
        add_picture(ines, product, picture)
    with transaction():
        launch(ines, fresh(product), fresh(product).campaign)
    told()
    product = took_back(ines, product)
    assert (product.state, product.campaign.standing(now())) == (ProductState.DRAFT, Standing.DRAFT)
    assert found(product.name) == []
    words = told()
    assert any("taken back before anybody had pledged" in line for line in words.values())
    with transaction():
        set_terms(ines, product.campaign, terms())
    product = fresh(product)
    with transaction():
        launch(ines, product, product.campaign)
    assert recorded()[-3:] == ["campaign.launched", "campaign.taken-back", "campaign.launched"]
    launches = [key for who, key in told() if who == maya.id and key.startswith("campaign-launched:")]
    assert len(launches) == 2, "everybody hears of the second launch too"


def test_a_product_that_was_listed_for_its_reviews_stays_listed(app, ines):
    product = a_product(ines)
    with transaction():
        list_product(ines, product)
    with travel(timedelta(hours=1)):
        with transaction():
            launch(ines, fresh(product), fresh(product).campaign)
        assert took_back(ines, product).state is ProductState.LISTED


def test_a_pledge_keeps_the_offer_and_a_withdrawn_one_does_not(app, ines, omar):
    campaign = a_campaign(ines)
    pledge = a_pledge(omar, campaign)
    with pytest.raises(Refused, match="Somebody has pledged"):
        took_back(ines, campaign)
    with transaction():
        withdraw(omar, db.session.get(Pledge, pledge.id, populate_existing=True))
    product = took_back(ines, campaign)
    with pytest.raises(RuleBroken, match="“Small”"), transaction():
        set_options(ines, product, ["Large"])
    with transaction():
        set_options(ines, fresh(product), ["Small", "Huge"])


def test_nothing_is_taken_back_after_the_close_or_twice(app, ines):
    campaign = a_campaign(ines)
    with closed(campaign):
        with pytest.raises(Refused, match="over"):
            took_back(ines, campaign)
        settle_now()
        with pytest.raises(Refused, match="over"):
            took_back(ines, campaign)
    early = a_campaign(ines, name="Early", opens_at=now() + timedelta(days=1))
    took_back(ines, early)
    with pytest.raises(Refused, match="not launched"):
        took_back(ines, early)


def test_the_database_holds_no_pledge_of_a_draft(app, ines):
    campaign_id = a_product(ines).campaign.id
    with pytest.raises(IntegrityError), transaction():
        db.session.execute(update(Campaign).where(Campaign.id == campaign_id).values(pledges_count=1))


def test_a_first_pledge_and_the_taking_back_never_both_hold(app, ines, omar):
    ines_id, omar_id = ines.id, omar.id

    def taking_back(campaign_id):
        def act():
            campaign = fresh(db.session.get(Campaign, campaign_id)).campaign
            took_back(db.session.get(Member, ines_id), campaign)
            return "taken back"

        return act

    for turn in range(4):
        campaign = a_campaign(ines, name=f"Lamp {turn}")
        acts = [pledging(campaign.id, omar_id), taking_back(campaign.id)]
        ended = at_once(app, acts if turn % 2 else acts[::-1])
        a_new_look()
        stored = db.session.get(Campaign, campaign.id)
        pledges = db.session.scalar(select(func.count(Pledge.id)).filter_by(campaign_id=campaign.id))
        assert (stored.launched_at is not None) == (pledges == 1) == (stored.pledges_count == 1), ended
        assert sum(isinstance(end, Refused | RuleBroken) for end in ended) == 1, ended


def test_nobody_launches_what_they_have_not_seen(app, ines):
    product = a_product(ines)
    seen = sight_of(product, product.campaign)
    with transaction():
        set_terms(ines, product.campaign, terms(price_minor=4901))
    product = fresh(product)
    with pytest.raises(RuleBroken, match="changed since you looked"), transaction():
        launch(ines, product, product.campaign, seen)


def test_a_picture_can_be_replaced_until_somebody_pledges_by_it(app, ines, omar):
    campaign = a_campaign(ines)
    product = fresh(campaign)
    with transaction():
        remove_picture(ines, product, product.pictures[0])
    other = a_campaign(ines, name="Pledged for")
    a_pledge(omar, other)
    product = fresh(other)
    with pytest.raises(Refused, match="pledged by these pictures"), transaction():
        remove_picture(ines, product, product.pictures[0])


def test_a_product_retires_only_when_nobody_waits_and_comes_back(app, ines, omar, maya):
    with ExitStack() as times:
        product, _ = paid(ines, lambda to: times.enter_context(travel(to)), omar, maya)
        with pytest.raises(Refused, match="2 pledges are still to be paid, sent or refunded"), transaction():
            retire(ines, fresh(product), "Tired.")
    missed = a_campaign(ines, name="Missed")
    with closed(missed):
        settle_now()
        with transaction():
            retire(ines, fresh(missed), "Tired.")
        with transaction():
            bring_back(ines, fresh(missed))
        assert fresh(missed).state is ProductState.LISTED
        with pytest.raises(Refused, match="not retired"), transaction():
            bring_back(ines, fresh(missed))


def test_a_product_without_a_concept_can_be_given_a_forum(app, ines, maya):
    forum = a_forum()
    with transaction():
        product = draft(ines, "Stool of ash")
    with transaction():
        place_in(ines, product, forum)
    assert fresh(product).forum_id == forum.id
    grown = found_viable(a_concept(maya))
    with pytest.raises(Refused, match="its concept"), transaction():
        place_in(ines, grown, None)
    assert db.session.get(Product, grown.id).forum_id is not None
