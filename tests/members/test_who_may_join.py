"""Who may join is for administrators to say: everybody, the invited, or people of some e-mail domains."""

from datetime import timedelta

import pytest
from sqlalchemy import select

from governance.record.entry import RecordEntry
from kernel import outbox
from kernel.database import db, transaction
from kernel.policy import Refused
from kernel.rules import RuleBroken
from members.accounts.member import Member
from members.joining.admission import BY_INVITATION, join
from members.joining.choosing import choose, fit_domains, invite, revoke
from members.joining.rule import Way
from tests.browser import Browser
from tests.members.letters import letters

PASSWORD = "linen oak and lamp"


def rule(ada, way, domains="", why="We begin small."):
    with transaction():
        choose(ada, way, domains, why)


def invitation(ines, uses=1, days=3):
    with transaction():
        return invite(ines, "The Tuesday workshop", uses, days).code


def come(name="Maja Lind", email="maja@elsewhere.example", **more):
    with transaction():
        return join(name, email, "a hash", **more)


def is_there(name="Maja Lind"):
    db.session.expire_all()
    return db.session.scalar(select(Member.id).where(Member.name == name)) is not None


def test_a_new_site_is_open_and_says_nothing_of_it(app):
    assert "invitation" not in Browser(app).open("/sign-up")
    come()


def test_by_invitation_the_page_says_so_and_the_act_refuses(app, ada, ines):
    open_form = Browser(app).open("/sign-up")
    rule(ada, Way.INVITATION)
    page = Browser(app).open("/sign-up")
    assert "Joining is by invitation here." in page
    assert "We begin small." in page
    assert "Join" not in page.names("button")
    fields = {"name": "Maja Lind", "email": "maja@elsewhere.example", "password": PASSWORD}
    assert "Joining is by invitation here." in open_form.submit("Join", status=422, **fields)
    with pytest.raises(RuleBroken, match=BY_INVITATION):
        come()
    assert not is_there()
    page = Browser(app).open(f"/sign-up?invitation={invitation(ines)}").submit("Join", **fields)
    assert page.path == "/sign-up/letter"


def test_an_invitation_lets_in_as_many_as_it_is_for(app, ada, ines):
    rule(ada, Way.INVITATION)
    code = invitation(ines, uses=2)
    for number in (1, 2):
        come(f"Guest {number}", f"guest{number}@elsewhere.example", code=code)
    with pytest.raises(RuleBroken, match="used up"):
        come(code=code)
    assert not is_there()
    assert "used up" in Browser(app).open(f"/sign-up?invitation={code}")


def test_not_after_its_days_nor_once_withdrawn_nor_when_forged(app, ada, ines, travel):
    rule(ada, Way.INVITATION)
    code, other = invitation(ines), invitation(ines)
    for wrong in ("", "1", "1-", "1-x", code[:-1] + ("0" if code[-1] != "0" else "1"), "9" * 30 + "-a", "١-a"):
        with pytest.raises(RuleBroken):
            come(code=wrong)
    page = Browser(app).sign_in(ines).open("/desk/joining")
    page.submit("Withdraw")
    with pytest.raises(RuleBroken, match="withdrawn"):
        come(code=other)
    travel(timedelta(days=3, seconds=1))
    with pytest.raises(RuleBroken, match="expired"):
        come(code=code)
    assert not is_there()


@pytest.mark.parametrize("email", ["maja@osier.example", "Maja@OSIER.example", "maja@ash.example"])
def test_by_domain_its_people_join(app, ada, email):
    rule(ada, Way.DOMAIN, "@Osier.example, ash.example")
    assert "at osier.example or ash.example" in Browser(app).open("/sign-up")
    come(email=email)


@pytest.mark.parametrize("email", ["maja@sub.osier.example", "maja@osier.example.evil.example", "maja@xosier.example"])
def test_by_domain_nobody_else_does(app, ada, ines, email):
    rule(ada, Way.DOMAIN, "osier.example")
    with pytest.raises(RuleBroken, match="at osier.example"):
        come(email=email)
    come(email=email, code=invitation(ines))


def test_a_mistyped_address_is_no_way_around_the_domains(app, ada):
    rule(ada, Way.DOMAIN, "osier.example")
    browser = Browser(app)
    fields = {"name": "Maja Lind", "email": "maja@osier.example", "password": PASSWORD}
    browser.open("/sign-up").submit("Join", **fields)
    form = {"email": "maja@elsewhere.example", "current_password": PASSWORD}
    page = browser.open("/settings/secrets").submit("Send a link to the new address", status=422, **form)
    assert "at osier.example" in page
    outbox.deliver_waiting()
    assert [letter.to for letter in letters(app)].count("maja@elsewhere.example") == 0


@pytest.mark.parametrize(
    "domains",
    [
        "",
        "  ",
        "osier",
        "a@b@c.example",
        "osier.example/x",
        " ".join(f"d{n}.example" for n in range(21)),
    ],
)
def test_domains_must_be_domains(lite_app, domains):
    with pytest.raises(RuleBroken):
        fit_domains(domains)


def test_only_administrators_choose_and_only_staff_invite(app, ines, maya):
    with pytest.raises(Refused):
        choose(ines, Way.OPEN, "", "")
    with pytest.raises(Refused):
        invite(maya, "Friends", 1, 1)
    with pytest.raises(Refused):
        revoke(maya, None)


def test_the_record_and_the_staff_hear_of_it(app, ada, ines):
    page = Browser(app).sign_in(ada).open("/desk/joining")
    page.submit("Save", way="domain", domains="osier.example", why="For our makers.")
    line = db.session.scalars(select(RecordEntry).where(RecordEntry.kind == "joining.chosen")).one()
    assert Browser(app).open(f"/record/{line.seq}").h1
    page = Browser(app).sign_in(ines).open("/notices")
    assert "Ada Lindqvist decided who may join: people of some e-mail domains (osier.example)" in page
    rule(ada, Way.DOMAIN, "osier.example", "For our makers.")  # the same again changes nothing
    assert len(db.session.scalars(select(RecordEntry).where(RecordEntry.kind == "joining.chosen")).all()) == 1


def test_the_operators_own_accounts_are_asked_nothing(app, ada):
    rule(ada, Way.INVITATION)
    made = app.test_cli_runner().invoke(
        args=[
            "members",
            "grant",
            "root@made.example",
            "--role",
            "admin",
            "--confirm",
            "--name",
            "Rosa",
            "--password",
            "a lamp of oak and linen",
        ]
    )
    assert made.exit_code == 0, made.output
