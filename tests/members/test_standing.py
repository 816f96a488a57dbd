"""Suspending, restoring and appointing: who may, with which reason, and what everybody can read of it."""

from datetime import timedelta

import pytest
from sqlalchemy import select
from sqlalchemy.exc import IntegrityError

from governance.record.entry import RecordEntry
from kernel import outbox
from kernel.clock import now
from kernel.database import db, transaction
from kernel.policy import Refused
from kernel.rules import RuleBroken
from members.accounts.granting import grant
from members.accounts.member import Kind, Member, Role
from members.accounts.policy import may_grant, may_lift, may_suspend
from members.accounts.standing import Suspension
from members.accounts.suspending import lift, lift_due, suspend
from tests.browser import Browser
from tests.cast import a_member
from tests.members.letters import last_letter

REASON = "Sold places in the ballot, after two warnings."


def person(kind, id):
    role = {"staff": Role.STAFF, "admin": Role.ADMIN}.get(kind, Role.MEMBER)
    confirmed = None if kind == "unconfirmed" else now()
    return Member(
        id=id,
        name=kind,
        email="a@b.example",
        role=role,
        confirmed_at=confirmed,
        suspended_at=now() if kind.startswith("suspended") else None,
    )


@pytest.mark.parametrize(
    ("actor", "member", "suspends", "lifts", "appoints"),
    [
        ("member", "member", False, False, False),
        ("unconfirmed", "member", False, False, False),
        ("staff", "member", True, False, False),
        ("staff", "staff", False, False, False),
        ("staff", "admin", False, False, False),
        ("staff", "suspended", False, True, False),
        ("staff", "unconfirmed", False, False, False),
        ("admin", "member", True, False, True),
        ("admin", "staff", True, False, True),
        ("admin", "admin", True, False, True),
        ("admin", "suspended", False, True, False),
        ("admin", "unconfirmed", False, False, False),
        ("suspended", "member", False, False, False),
    ],
)
def test_who_may_change_whose_standing(actor, member, suspends, lifts, appoints):
    one, other = person(actor, 1), person(member, 2)
    verdicts = may_suspend(one, other), may_lift(one, other), may_grant(one, other)
    assert [verdict.allowed for verdict in verdicts] == [suspends, lifts, appoints]
    assert all(verdict.allowed or verdict.reason for verdict in verdicts)


def test_who_has_that_role_already_keeps_it_and_the_answer_says_so(app, browser, maya):
    browser.sign_in(a_member("Ada Whitlock", role=Role.ADMIN)).open(f"/members/{maya.id}/standing")
    page = browser.open(f"/members/{maya.id}/standing")
    assert "optional" not in page.response.text, "a list that always has a value"
    assert "Maya Okafor is already a member. Nothing changed." in page.submit("Change the role", role="member")
    page = browser.open(f"/members/{maya.id}/standing").submit("Change the role", role="staff")
    assert "Maya Okafor is now on the staff." in page


def test_nobody_changes_their_own_standing_and_guests_none():
    ada = person("admin", 1)
    assert not may_suspend(ada, ada)
    assert not may_grant(ada, ada)
    assert not may_suspend(None, ada)
    assert not may_lift(None, ada)
    assert not may_grant(None, ada)


def test_a_suspension_and_its_lifting_are_reasoned_told_and_on_the_record(app, browser, ines, maya):
    page = browser.sign_in(ines).open("/members").click("Standing of Maya Okafor")
    page = page.submit("Suspend this account", reason=REASON)
    assert "Maya Okafor is suspended" in page
    db.session.rollback()
    assert db.session.get(Member, maya.id, populate_existing=True).kind is Kind.SUSPENDED
    outbox.deliver_waiting()
    assert REASON in " ".join(last_letter(app).words.split())
    page = browser.open(f"/members/{maya.id}/standing").submit("Lift the suspension", reason="A mistake of ours.")
    assert "A mistake of ours." in page
    db.session.rollback()
    assert db.session.get(Member, maya.id, populate_existing=True).kind is Kind.MEMBER
    told = {entry.kind: entry for entry in db.session.scalars(select(RecordEntry))}
    assert told["member.suspended"].payload["reason"] == REASON
    assert told["member.restored"].payload["reason"] == "A mistake of ours."
    assert "Okafor" not in str(told["member.suspended"].payload)


@pytest.mark.parametrize("reason", ["", "   ", "x" * 1001])
def test_no_suspension_without_a_fit_reason(ines, maya, reason):
    with pytest.raises(RuleBroken), transaction():
        suspend(ines, maya, reason)
    db.session.rollback()
    assert not db.session.get(Member, maya.id, populate_existing=True).is_suspended


def test_a_second_suspension_is_refused_and_the_database_keeps_it_so(ines, maya):
    with transaction():
        suspend(ines, maya, REASON)
    with pytest.raises(Refused), transaction():
        suspend(ines, maya, REASON)
    with pytest.raises(IntegrityError), transaction():
        db.session.add(Suspension(member_id=maya.id, reason=REASON, by_id=ines.id))
    with transaction():
        lift(ines, maya, "Sorry.")
    with transaction():
        suspend(ines, maya, REASON)


def test_an_admin_appoints_staff_and_the_record_says_so(app, browser, ada, maya):
    page = browser.sign_in(ada).open(f"/members/{maya.id}/standing")
    page = page.submit("Change the role", role="staff")
    assert "Staff since" in page
    assert (
        Browser(app).sign_in(db.session.get(Member, maya.id, populate_existing=True)).open("/members").h1 == "Members"
    )
    assert db.session.scalar(select(RecordEntry.payload))["role"] == "staff"


def test_staff_see_why_they_cannot_appoint(browser, ines, maya):
    page = browser.sign_in(ines).open(f"/members/{maya.id}/standing")
    assert "Only an administrator can change roles." in page


def test_appointing_to_what_somebody_is_changes_nothing(ada, ines):
    with transaction():
        assert grant(ada, ines, Role.STAFF) is None
    assert db.session.scalar(select(RecordEntry)) is None


def test_staff_find_a_member_by_name_or_address(plain_browser, ines, maya, omar):
    plain_browser.sign_in(ines)
    for words in ("maya", "MÁYA OK", "maya@people.example"):
        page = plain_browser.open(f"/members?q={words}")
        assert "Maya Okafor" in page
        assert "Omar Haddad" not in page
    assert "Nobody found" in plain_browser.open("/members?q=100%25_")


def test_a_role_without_a_confirmed_address_is_refused_by_the_database(app, lena):
    with pytest.raises(IntegrityError), transaction():
        db.session.get(Member, lena.id).role = Role.ADMIN


def test_a_suspension_for_some_days_ends_by_itself(browser, ines, maya, travel):
    page = browser.sign_in(ines).open(f"/members/{maya.id}/standing")
    page = page.submit("Suspend this account", reason=REASON, days="7")
    assert "until" in page
    with transaction():
        lift_due()
    assert db.session.get(Member, maya.id, populate_existing=True).is_suspended
    travel(timedelta(days=8))
    with transaction():
        lift_due()
    with transaction():
        lift_due()
    db.session.expire_all()
    ended = db.session.scalars(select(Suspension)).one()
    assert not db.session.get(Member, maya.id).is_suspended
    assert (ended.lifted_reason, ended.lifted_by_id) == ("Its time is over.", None)
    kinds = select(RecordEntry.kind).where(RecordEntry.kind.startswith("member.")).order_by(RecordEntry.seq)
    assert list(db.session.scalars(kinds)) == ["member.suspended", "member.restored"]


def test_a_suspension_without_an_end_waits_for_somebody(lite_app, ines, maya, travel):
    with transaction():
        suspend(ines, maya, REASON)
    travel(timedelta(days=800))
    with transaction():
        lift_due()
    assert db.session.get(Member, maya.id).is_suspended
