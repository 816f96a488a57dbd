"""Promises stand with every slip, nothing ships before an inspection, and each parcel leaves and arrives once."""

from datetime import timedelta

import pytest
from sqlalchemy import func, select
from sqlalchemy.exc import IntegrityError

from commerce.making import promising
from commerce.making.delivering import confirm
from commerce.making.inspection import Inspection, InspectionVerdict
from commerce.making.milestone import Milestone
from commerce.making.queries import making_of, milestones_of, my_lines, pledges_to_ship, shipment_with_id
from commerce.making.shipment import Shipment
from commerce.making.shipping import ship
from commerce.making.telling import waiting_for
from commerce.pledges.states import PledgeState
from kernel.clock import now
from kernel.database import db, transaction
from kernel.outbox import deliver_waiting
from kernel.policy import Refused
from kernel.rules import RuleBroken
from members.notices.notice import Notice
from tests.cast import add
from tests.commerce.making.cast import again, an_inspection, label, paid, shipped
from tests.statements import statements


def day(days):
    return now().date() + timedelta(days=days)


def words_to(member):
    """What this member was told, in order."""
    deliver_waiting()
    return list(
        db.session.scalars(select(Notice.words).where(Notice.member_id == member.id).order_by(Notice.created_at))
    )


@pytest.fixture
def made(ines, omar, travel):
    """A met campaign's product with omar's paid pledge."""
    product, pledges = paid(ines, travel, omar)
    return product, pledges[0]


@pytest.fixture
def milestone(ines, made):
    with transaction():
        return promising.promise(ines, made[0], "First samples", day(30))


def test_a_milestone_is_promised_by_staff_for_a_day_to_come(ines, omar, made):
    product, _ = made
    with pytest.raises(Refused, match="staff"), transaction():
        promising.promise(omar, product, "First samples", day(30))
    with pytest.raises(RuleBroken, match="still to come"), transaction():
        promising.promise(ines, product, "First samples", day(-1))
    with transaction():
        promising.promise(ines, product, "First samples", day(30))
    with pytest.raises(RuleBroken, match="already has"), transaction():
        promising.promise(ines, product, " First  samples", day(31))


def test_a_moved_date_leaves_its_reason_and_those_who_wait_are_told(ines, omar, maya, made, milestone):
    product, _ = made
    with pytest.raises(RuleBroken, match="Say why"), transaction():
        promising.move(ines, milestone, product, day(40), " ")
    with transaction():
        promising.move(ines, milestone, product, day(40), "The oak is late.")
    shown = milestones_of(product.id)[0]
    assert [(moved.from_on, moved.to_on, moved.reason) for moved in shown.moves] == [
        (day(30), day(40), "The oak is late.")
    ]
    assert "The oak is late." in words_to(omar)[-1]
    assert words_to(maya) == []


def test_a_reached_milestone_stays_as_it_is(ines, omar, made, milestone):
    product, _ = made
    with transaction():
        promising.reach(ines, milestone, product, "They glow.")
    assert milestones_of(product.id)[0].is_reached
    assert words_to(omar)[-1] == "Lamp of oak: “First samples” is done."
    with pytest.raises(Refused, match="reached"), transaction():
        promising.move(ines, milestone, product, day(50), "Again")


def test_a_milestone_is_late_only_after_its_day(made, milestone):
    assert not milestone.is_late(now() + timedelta(days=30))
    assert milestone.is_late(now() + timedelta(days=31))


def test_news_is_told_once_however_often_it_is_delivered(ines, omar, made, milestone):
    product, _ = made
    with transaction():
        promising.reach(ines, milestone, product, "")
    assert words_to(omar) == words_to(omar)
    assert list(waiting_for(product.id)) == [omar.id]


@pytest.mark.parametrize(
    ("changes", "field"),
    [
        ({"sample": 0}, "sample"),
        ({"defects": 21}, "defects"),
        ({"defects": -1}, "defects"),
        ({"checks": " "}, "checks"),
        ({"verdict": InspectionVerdict.FAILED}, "words"),
        ({"verdict": InspectionVerdict.PASSED_WITH_REMARKS, "words": ""}, "words"),
        ({"words": "a" * 4001}, "words"),
    ],
)
def test_a_report_that_does_not_add_up_is_refused(ines, made, changes, field):
    with pytest.raises(RuleBroken) as broken:
        an_inspection(ines, made[0], **changes)
    assert broken.value.field == field


def test_the_database_too_refuses_more_defects_than_units(ines, made):
    plain = {"product_id": made[0].id, "checks": "x", "verdict": "passed", "inspected_by": ines.id}
    with pytest.raises(IntegrityError):
        add(Inspection(sample=1, defects=2, inspected_at=now(), **plain))


def test_nothing_ships_before_an_inspection_that_passed(ines, made):
    product, pledge = made
    with pytest.raises(Refused, match="before an inspection"), transaction():
        ship(ines, product, [label(pledge)])
    an_inspection(ines, product, verdict=InspectionVerdict.FAILED, words="Seams open.")
    with pytest.raises(Refused, match="failed"), transaction():
        ship(ines, product, [label(pledge)])
    an_inspection(ines, product, verdict=InspectionVerdict.PASSED_WITH_REMARKS, words="One scratch.")
    with transaction():
        ship(ines, product, [label(pledge)])
    assert again(pledge).state is PledgeState.SHIPPED


def test_a_later_failed_report_stops_shipping_again(ines, omar, maya, travel):
    product, (first, second) = paid(ines, travel, omar, maya)
    shipped(ines, product, first)
    an_inspection(ines, product, verdict=InspectionVerdict.FAILED, words="The second lot cracks.")
    with pytest.raises(Refused, match="failed"), transaction():
        ship(ines, product, [label(second)])


def test_many_ship_together_or_none_of_them(ines, omar, maya, travel):
    product, (first, second) = paid(ines, travel, omar, maya)
    an_inspection(ines, product)
    wrong = [label(first), label(second, line=2, number=""), label(first, line=3), label(first, 4, reference="CM-NOPE")]
    with pytest.raises(RuleBroken) as broken, transaction():
        ship(ines, product, wrong)
    assert [f"Line {line}" in broken.value.message for line in (1, 2, 3, 4)] == [False, True, True, True]
    assert db.session.scalar(select(func.count()).select_from(Shipment)) == 0
    assert [one.id for one in pledges_to_ship(product.id).rows] == [first.id, second.id]


def test_a_pledge_ships_once(ines, made):
    product, pledge = made
    shipped(ines, product, pledge)
    with pytest.raises(RuleBroken, match="is shipped"), transaction():
        ship(ines, product, [label(again(pledge))])


def test_the_pledger_is_told_the_number_and_sees_their_own_line(ines, omar, maya, made):
    product, pledge = made
    shipped(ines, product, pledge)
    assert "Your Lamp of oak is on its way with DHL, number 0034-1." in words_to(omar)
    line = my_lines(product.id, omar)[0]
    assert (line.shipment.number, line.may_confirm.allowed) == ("0034-1", True)
    assert my_lines(product.id, maya) == []
    assert my_lines(product.id, None) == ()


def test_the_pledger_says_that_it_arrived_and_nobody_else_but_staff(ines, omar, maya, made):
    product, pledge = made
    (shipment,) = shipped(ines, product, pledge)
    with pytest.raises(Refused, match="Only the person who pledged"), transaction():
        confirm(maya, shipment, product)
    with transaction():
        confirm(omar, shipment, product)
    assert again(pledge).state is PledgeState.DELIVERED
    with pytest.raises(Refused, match="already noted"), transaction():
        confirm(omar, shipment_with_id(shipment.id), product)


def test_two_who_note_one_arrival_at_once_note_it_once(ines, omar, made):
    product, pledge = made
    (shipment,) = shipped(ines, product, pledge)
    with transaction():
        confirm(omar, shipment, product)
    stale = shipment
    stale.delivered_at = stale.delivered_by = None
    db.session.expunge(stale)
    with pytest.raises(RuleBroken, match="just been noted"), transaction():
        confirm(ines, stale, product)


def test_staff_who_note_an_arrival_tell_the_pledger_to_review(ines, omar, made):
    product, pledge = made
    (shipment,) = shipped(ines, product, pledge)
    with transaction():
        confirm(ines, shipment, product)
    assert "Your Lamp of oak was delivered. You can review it now." in words_to(omar)


def test_a_product_page_needs_two_statements_for_the_making_and_a_member_three(ines, omar, made):
    product, pledge = made
    shipped(ines, product, pledge)
    with statements() as sent:
        making = making_of(product.id, None)
    assert len(sent) == 2
    assert (making.shipped, making.delivered, making.inspection.sample) == (1, 0, 20)
    db.session.refresh(omar)
    with statements() as sent:
        assert len(making_of(product.id, omar).mine) == 1
    assert len(sent) == 3


def test_makers_who_say_nothing_for_longer_than_the_charter_allows_are_overdue(
    ines, made, milestone, travel, plain_browser
):
    product, begun = made[0], now()
    for days, is_overdue in ((27, False), (29, True)):
        travel(begun + timedelta(days=days))
        plain_browser.sign_in(ines)
        for path in (f"/products/{product.slug}", f"/products/{product.slug}/making"):
            assert ("Nothing was said for 29 days" in plain_browser.open(path)) == is_overdue
        assert ("a word on how it goes" in plain_browser.open("/desk")) == is_overdue
    with transaction():
        promising.move(ines, milestones_of(product.id)[0], product, day(40), "The reed is late.")
    db.session.expire_all()
    assert making_of(product.id, None).silence is None


def test_a_milestone_of_the_same_name_is_refused_by_the_database(ines, made, milestone):
    plain = {"product_id": made[0].id, "promised_on": day(1), "created_at": now(), "created_by": ines.id}
    with pytest.raises(IntegrityError):
        add(Milestone(title="First samples", **plain))


def test_a_milestone_that_a_page_loaded_with_its_pictures_can_be_moved_and_reached(ines, made, milestone):
    product, _ = made
    db.session.expunge_all()
    with transaction():
        (shown,) = milestones_of(product.id)
        promising.move(ines, shown, product, day(40), "The oak is late.")
        promising.reach(ines, shown, product, "They glow.")
    assert milestones_of(product.id)[0].reached_at is not None
