"""From a viable concept to a listed product: drafting, describing, terms, launching, retiring, and who is told."""

from datetime import timedelta

import pytest
from sqlalchemy import func, select

from commerce.campaigns.launching import launch
from commerce.campaigns.settlement import settle_due
from commerce.campaigns.terms import set_terms
from commerce.catalog.describing import add_picture, describe, set_options
from commerce.catalog.drafting import draft, draft_from_concept
from commerce.catalog.listing import list_product, retire
from commerce.catalog.policy import may_see
from commerce.catalog.product import Credit, Product, ProductState
from ideas.events import ConceptFoundViable
from ideas.lineage import outcomes
from kernel.clock import now
from kernel.database import db, transaction
from kernel.outbox import OutboxMessage, deliver_waiting
from kernel.pictures import Picture
from kernel.policy import Refused
from kernel.rules import RuleBroken
from members.notices.notice import Notice
from tests.commerce.cast import a_campaign, a_pledge, a_product, closed, fresh, terms
from tests.ideas.concepts_in_rounds import a_concept


def told():
    """Who was told what, by key."""
    while deliver_waiting():
        pass
    db.session.rollback()
    failed = select(OutboxMessage.kind, OutboxMessage.last_error).where(OutboxMessage.last_error.is_not(None))
    assert db.session.execute(failed).all() == []
    return {(notice.member_id, notice.key): notice.words for notice in db.session.scalars(select(Notice))}


def found_viable(concept):
    with transaction():
        draft_from_concept(ConceptFoundViable(concept.id))
    return fresh(db.session.scalars(select(Product).filter_by(concept_id=concept.id)).one())


def test_a_viable_concept_becomes_a_draft_that_is_linked_both_ways(maya):
    concept = a_concept(maya)
    product = found_viable(concept)
    assert (product.name, product.summary, product.state) == (concept.title, concept.summary, ProductState.DRAFT)
    assert [credit.member_id for credit in product.credits] == [maya.id]
    assert [(outcome.kind, outcome.url) for outcome in outcomes(concept.id)] == [("product", product.path)]
    assert (maya.id, f"product-drafted:{product.id}") in told()


def test_hearing_of_a_viable_concept_twice_makes_one_product(maya):
    concept = a_concept(maya)
    found_viable(concept)
    found_viable(concept)
    assert db.session.scalar(select(func.count(Product.id))) == 1
    assert db.session.scalar(select(func.count(Credit.id))) == 1


def test_a_draft_is_public_only_when_a_concept_led_to_it(ines, maya, omar):
    grown = found_viable(a_concept(maya))
    with transaction():
        begun = draft(ines, "Stool of ash")
    for viewer, sees_grown, sees_begun in ((None, True, False), (omar, True, False), (ines, True, True)):
        assert bool(may_see(viewer, grown)) is sees_grown
        assert bool(may_see(viewer, begun)) is sees_begun


def test_members_cannot_keep_the_shop(ines, omar):
    product = a_product(ines)
    acts = [
        lambda: draft(omar, "Mine"),
        lambda: describe(omar, product, "Mine", "", "", ""),
        lambda: set_options(omar, product, ["One"]),
        lambda: set_terms(omar, product.campaign, terms()),
        lambda: launch(omar, product, product.campaign),
        lambda: list_product(omar, product),
    ]
    for act in acts:
        product = fresh(product)
        with pytest.raises(Refused, match="staff"), transaction():
            act()


@pytest.mark.parametrize(
    ("changes", "field"),
    [
        ({"price_minor": 0}, "price"),
        ({"price_minor": -1}, "price"),
        ({"tax_basis_points": 10_000}, "tax"),
        ({"minimum_units": 0}, "minimum"),
        ({"cap_units": 9}, "cap"),
        ({"currency": "XXX"}, "currency"),
        ({"closes_at": now() - timedelta(days=1)}, "closes_at"),
        ({"closes_at": now() + timedelta(days=100)}, "closes_at"),
        ({"promised_on": now().date()}, "promised_on"),
        ({"shipping": (("Germany", 1), ("germany", 2))}, "shipping"),
        ({"shipping": (("Germany", -1),)}, "shipping"),
        ({"shipping": ((" " * 0, 1),)}, "shipping"),
    ],
)
def test_terms_that_make_no_sense_land_on_their_field(ines, changes, field):
    product = a_product(ines)
    with pytest.raises(RuleBroken) as broken, transaction():
        set_terms(ines, product.campaign, terms(**changes))
    assert broken.value.field == field


def test_all_terms_that_do_not_fit_are_told_at_once(app, ines):
    product, at = a_product(ines), now()
    changes = {"tax_basis_points": 19_000, "cap_units": 5, "closes_at": at - timedelta(days=200), "price_minor": 0}
    with pytest.raises(RuleBroken) as broken, transaction():
        set_terms(ines, product.campaign, terms(opens_at=at, promised_on=at.date() - timedelta(days=300), **changes))
    named = {broken.value.field, *(one.field for one in broken.value.also)}
    assert named == {"price", "tax", "cap", "closes_at", "promised_on"}


@pytest.mark.parametrize(
    ("changes", "words"),
    [
        ({"price_minor": None}, "Set the price."),
        ({"tax_basis_points": None}, "Set the tax rate"),
        ({"minimum_units": None, "cap_units": None}, "Set the minimum."),
        ({"opens_at": None}, "when pledging opens"),
        ({"promised_on": None}, "Promise a delivery date."),
        ({"shipping": ()}, "Set shipping"),
        ({"options": ()}, "Offer at least one option."),
    ],
)
def test_nothing_is_launched_that_is_not_complete(ines, changes, words):
    product = a_product(ines, **changes)
    with pytest.raises(Refused, match=words), transaction():
        launch(ines, product, product.campaign)


def test_everything_is_fixed_from_launch(ines):
    campaign = a_campaign(ines)
    acts = [
        lambda product: describe(ines, product, "Other", "", "", ""),
        lambda product: set_options(ines, product, ["Other"]),
        lambda product: set_terms(ines, product.campaign, terms(price_minor=1)),
        lambda product: launch(ines, product, product.campaign),
    ]
    for act in acts:
        product = fresh(campaign)
        with pytest.raises(Refused, match="launched"), transaction():
            act(product)


def test_launching_lists_the_product_and_opens_a_late_window_now(ines):
    before = now()
    product = fresh(a_campaign(ines, opens_at=now() - timedelta(days=3)))
    assert product.state is ProductState.LISTED
    assert product.campaign.opens_at >= before


def test_options_keep_their_rows_when_the_list_changes(ines):
    product = a_product(ines)
    before = {option.label: option.id for option in product.options}
    with transaction():
        set_options(ines, product, ["Large", "Huge", "Small"])
    after = {option.label: option.id for option in fresh(product).options}
    assert list(after) == ["Large", "Huge", "Small"]
    assert {label: after[label] for label in before} == before
    with pytest.raises(RuleBroken), transaction():
        set_options(ines, fresh(product), ["One", "one"])


def test_a_product_retires_with_a_reason_and_never_under_an_open_campaign(ines):
    campaign = a_campaign(ines)
    with pytest.raises(Refused, match="not settled"), transaction():
        retire(ines, fresh(campaign), "Tired of it.")
    with closed(campaign):
        with transaction():
            settle_due()
        with pytest.raises(RuleBroken) as broken, transaction():
            retire(ines, fresh(campaign), " ")
        assert broken.value.field == "reason"
        with transaction():
            retire(ines, fresh(campaign), "Tired of it.")
        assert fresh(campaign).is_retired


def test_those_concerned_are_told_of_launch_and_settlement(ines, maya, omar):
    product = found_viable(a_concept(maya))
    with transaction():
        describe(ines, product, product.name, "", "Words.", "Risks.")
        set_options(ines, product, ["One"])
        set_terms(ines, product.campaign, terms(minimum_units=1))
    picture_id = a_product(ines, name="Gives its picture").pictures[0].picture_id
    product = fresh(product)
    with transaction():
        add_picture(ines, product, db.session.get(Picture, picture_id))
    with transaction():
        launch(ines, product, product.campaign)
    a_pledge(omar, product.campaign)
    told()
    with closed(fresh(product).campaign):
        with transaction():
            settle_due()
        campaign_id, concept_id = product.campaign.id, product.concept_id
        words = told()
    assert "can be pledged for" in words[maya.id, f"campaign-launched:{campaign_id}"]
    assert "€53.90 all-in" in next(line for (_, key), line in words.items() if key.startswith("pledge-placed:"))
    assert "Please pay €53.90" in words[omar.id, f"campaign-settled:{campaign_id}"]
    assert "reached its minimum" in words[maya.id, f"campaign-ended:{campaign_id}"]
    kinds = [outcome.kind for outcome in outcomes(concept_id)]
    assert {"product", "campaign", "settlement"} <= set(kinds)
