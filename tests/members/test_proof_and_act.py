"""What was proven before the writers' turn is looked at again in it: a thief who knows the old password gets nothing once the
owner has another, however close the two come together.
"""

from datetime import timedelta

import pytest
from sqlalchemy import func, select, update

from kernel import database
from kernel.clock import now, travel
from kernel.database import at_start, db, transaction
from kernel.line import Busy
from kernel.rules import RuleBroken
from members.accounts.changing import ask_for_new_email, change_password
from members.accounts.member import Member, Role
from members.accounts.password import hashed, matches
from members.accounts.proving import MISTAKEN, hold, proof_of, prove
from members.accounts.standing import Suspension
from members.accounts.token import AccountToken
from members.sessions.session import AFTER_RENEWAL, MemberSession
from members.sessions.signing_in import recognise
from tests.cast import PASSWORD

OWNERS, THIEFS = "osier and ash and elm", "fern and vetch and yew"
CHANGES = {
    "another password": lambda: {"password_hash": hashed(OWNERS)},
    "suspended": lambda: {"suspended_at": now()},
    "another role": lambda: {"role": Role.ADMIN},
}
changes = pytest.mark.parametrize("change", CHANGES.values(), ids=CHANGES.keys())


def changed(member, values):
    """The member's row changes behind this session's back."""
    mine = update(Member).where(Member.id == member.id).values(values)
    return mine.execution_options(synchronize_session=False)


@pytest.fixture
def begins():
    """What the next transactions begin with, one each."""
    waiting = []

    def starter(session):
        if waiting:
            waiting.pop(0)(session)

    at_start(starter)
    yield waiting
    database._starters.remove(starter)


@pytest.fixture
def meanwhile(begins):
    """Have the next transaction begin where somebody else's change of this member was just stored."""
    return lambda member, values: begins.append(lambda session: session.execute(changed(member, values)))


@changes
def test_no_part_acts_on_a_proof_that_holds_no_more(app, maya, change):
    proof = recognise(maya.email, PASSWORD)
    with transaction() as session:
        session.execute(changed(maya, change()))
    for act in (
        hold,
        lambda proof: change_password(proof, "x"),
        lambda proof: ask_for_new_email(proof, "x@evil.example"),
    ):
        with pytest.raises(RuleBroken, match="a moment ago"), transaction():
            act(proof)


def test_a_proof_holds_while_nothing_changes(app, maya):
    assert proof_of(maya, "not hers") is None
    with pytest.raises(RuleBroken, match=MISTAKEN):
        prove(maya, "not hers")
    with transaction():
        assert hold(prove(maya, PASSWORD)) is maya


def sessions():
    db.session.rollback()
    return db.session.scalar(select(func.count(MemberSession.id)))


@changes
def test_signing_in_opens_no_session(plain_browser, maya, meanwhile, change):
    page = plain_browser.open("/sign-in")
    meanwhile(maya, change())
    page.submit("Sign in", email=maya.email, password=PASSWORD, status=422)
    assert sessions() == 0


def test_signing_in_with_a_short_password_of_staff_hands_out_no_link(plain_browser, ines, meanwhile):
    with transaction():
        ines.password_hash = hashed("short of it")
    page = plain_browser.open("/sign-in")
    meanwhile(ines, {"password_hash": hashed(OWNERS)})
    page.submit("Sign in", email=ines.email, password="short of it", status=422)
    db.session.rollback()
    assert db.session.scalar(select(func.count(AccountToken.id))) == 0


def test_changing_the_password_does_not_overwrite_the_owners_new_one(plain_browser, maya, meanwhile):
    page = plain_browser.sign_in(maya).open("/settings/secrets")
    meanwhile(maya, {"password_hash": hashed(OWNERS)})
    page.submit("Set the new password", current_password=PASSWORD, password=THIEFS, status=422)
    db.session.expire_all()
    assert not matches(db.session.get(Member, maya.id).password_hash, THIEFS)


def test_no_link_to_another_address_is_sent(plain_browser, maya, meanwhile):
    page = plain_browser.sign_in(maya).open("/settings/secrets")
    meanwhile(maya, {"password_hash": hashed(OWNERS)})
    page.submit("Send a link to the new address", email="x@evil.example", current_password=PASSWORD, status=422)
    db.session.rollback()
    assert db.session.scalar(select(func.count(AccountToken.id))) == 0


def test_proving_oneself_again_renews_no_session(plain_browser, ines, maya, meanwhile):
    plain_browser.sign_in(ines)
    with travel(timedelta(minutes=16)):
        page = plain_browser.open(f"/members/{maya.id}/standing").submit("Suspend", reason="Sold places.", status=401)
        before = plain_browser.client.get_cookie("sid").value
        meanwhile(ines, {"password_hash": hashed(OWNERS)})
        page.prove(PASSWORD, status=401)
        assert plain_browser.client.get_cookie("sid").value == before
        db.session.rollback()
        assert db.session.scalar(select(func.count(Suspension.id))) == 0


def busy(_session):
    raise Busy


def test_who_proved_themselves_stays_signed_in_though_the_act_met_an_outage(plain_browser, ines, maya, begins):
    plain_browser.sign_in(ines)
    with travel(timedelta(minutes=16)):
        page = plain_browser.open(f"/members/{maya.id}/standing").submit("Suspend", reason="Sold places.", status=401)
        before = plain_browser.client.get_cookie("sid").value
        begins.extend([lambda session: None, busy])
        page.prove(PASSWORD, status=503)
        assert plain_browser.client.get_cookie("sid").value != before
        with travel(AFTER_RENEWAL * 2):
            page = plain_browser.open(f"/members/{maya.id}/standing").submit("Suspend", reason="Sold places.")
            assert "is suspended" in page, "signed in, and proven"
