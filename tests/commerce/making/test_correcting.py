"""What was typed wrongly is corrected and the old words stay; a promised day that passes is never silent."""

from datetime import timedelta

import pytest

from commerce.making import promising
from commerce.making.correcting import correct_parcel, undo_arrival
from commerce.making.delivering import confirm
from commerce.making.queries import making_of, milestones_of, shipment_with_id
from commerce.pledges.states import PledgeState
from kernel.clock import now
from kernel.database import db, transaction
from kernel.policy import Refused
from kernel.rules import RuleBroken
from members.notices.notice import Notice
from tests.commerce.cast import fresh
from tests.commerce.making.cast import again, paid, shipped
from tests.commerce.reviews.cast import a_review


@pytest.fixture
def made(ines, omar, travel):
    """A met campaign's product with omar's paid pledge."""
    product, pledges = paid(ines, travel, omar)
    return product, pledges[0]


def said_to(member):
    db.session.rollback()
    db.session.expire_all()
    return [
        notice.words for notice in db.session.query(Notice).filter_by(member_id=member.id).order_by(Notice.created_at)
    ]


def steps_of(pledge):
    from commerce.pledges.queries import pledge_for

    return [(step.to_state.value, step.reason) for step in pledge_for(pledge.member, pledge.id).steps][-2:]


def test_a_milestones_words_are_corrected_and_the_old_ones_stay(plain_browser, ines, made):
    product, _ = made
    with transaction():
        promising.promise(ines, product, "Castings orderd", (now() + timedelta(days=9)).date())
    page = plain_browser.sign_in(ines).open(f"{product.path}/making").click("Say it is done, or move “Castings orderd”")
    page = page.submit("Correct", title="Castings orderd", status=422)
    assert "That is what it says already." in page
    page = page.submit("Correct", title="Castings ordered", words="In Leeds.")
    assert "Before: “Castings orderd”" in page
    (one,) = milestones_of(product.id)
    assert (one.title, one.words, one.is_reached) == ("Castings ordered", "In Leeds.", False)
    with transaction():
        promising.reach(ines, one, product, "")
    page = plain_browser.open(f"{product.path}/making").click("Correct the words of “Castings ordered”")
    assert "Castings in iron" in page.submit("Correct", title="Castings in iron")
    assert "Before: “Castings ordered”, In Leeds." in plain_browser.open(product.path)


def test_a_parcels_number_is_corrected_and_who_waits_is_told(plain_browser, ines, omar, made):
    product, pledge = made
    (shipment,) = shipped(ines, product, pledge)
    page = plain_browser.sign_in(ines).open(f"{product.path}/shipments").click("Correct")
    page = page.submit("Correct it", carrier="DHL", number=" ", status=422)
    page = page.submit("Correct it", carrier="GLS", number="77-2")
    assert "GLS 77-2" in page
    assert "Your Lamp of oak travels with GLS, number 77-2. The number we gave you before was wrong." in said_to(omar)
    pledge = again(pledge)
    assert pledge.state is PledgeState.SHIPPED
    assert "GLS 77-2; before, by mistake: DHL 0034-1" in plain_browser.open(pledge.path)
    shipment = shipment_with_id(shipment.id)
    with pytest.raises(RuleBroken, match="already"), transaction():
        correct_parcel(ines, shipment, product, "GLS", "77-2")
    with pytest.raises(Refused), transaction():
        correct_parcel(omar, shipment, product, "GLS", "77-3")


def test_an_arrival_noted_by_mistake_is_undone_until_it_is_reviewed(plain_browser, ines, omar, made, travel):
    product, pledge = made
    (shipment,) = shipped(ines, product, pledge)
    with transaction():
        confirm(ines, shipment, product)
    page = plain_browser.sign_in(ines).open(f"{product.path}/shipments").click("Undo")
    page = page.submit("Undo the arrival")
    assert "It is on its way again." in page
    assert again(pledge).state is PledgeState.SHIPPED
    assert any("was noted by mistake" in words for words in said_to(omar))
    shipment = shipment_with_id(shipment.id)
    with pytest.raises(Refused, match="not noted"), transaction():
        undo_arrival(ines, shipment, product)
    travel(timedelta(days=2))
    with transaction():
        confirm(ines, shipment, product)
    assert sum("was delivered to you" in words for words in said_to(omar)) == 2
    a_review(omar, product)
    with pytest.raises(Refused, match="has reviewed it"), transaction():
        undo_arrival(ines, shipment_with_id(shipment.id), product)


def test_a_promised_day_that_passes_shows_although_no_step_was_ever_promised(plain_browser, ines, made, travel):
    product, pledge = made
    campaign = fresh(product).campaign
    assert making_of(product.id, None, campaign).late is None
    page = plain_browser.open(product.path)
    assert "The makers have not promised any step yet" in page
    travel(now() + timedelta(days=30))
    assert "An update is overdue." in plain_browser.open(product.path)
    travel(now() + timedelta(days=200))
    for path in (product.path, f"{product.path}/making"):
        page = plain_browser.open(path)
        assert "Late." in page
        assert "not every parcel has left" in page
    shipped(ines, product, again(pledge))
    campaign = fresh(product).campaign
    assert making_of(product.id, None, campaign).late is None
