"""What the operator types: the first admin, whoever claimed that address before, and one line for whatever cannot be."""

import pytest
from sqlalchemy import func, select

from kernel import outbox
from kernel.database import db, transaction
from members.accounts.member import Kind, Member, Role
from members.accounts.password import matches
from members.accounts.token import Purpose, issue, token_in
from members.sessions.session import MemberSession
from tests.browser import Browser
from tests.cast import PASSWORD
from tests.members.letters import letters


def run(app, *words):
    return app.test_cli_runner().invoke(args=["members", "grant", *words])


def test_the_operator_makes_the_first_admin(app):
    result = run(app, "root@made.example", "--role", "admin", "--confirm", "--name", "Rut Nord", "--password", PASSWORD)
    assert result.exit_code == 0, result.output
    assert "Rut Nord <root@made.example> is admin" in result.output
    page = Browser(app).open("/sign-in?next=/members")
    assert page.submit("Sign in", email="root@made.example", password=PASSWORD).h1 == "Members"
    outbox.deliver_waiting()
    told = letters(app)
    assert ["administrator" in letter.subject for letter in told] == [True], "told of the role, once"
    assert "/confirmation/" not in told[0].words, "who is confirmed by the operator gets no link"


def test_the_operator_appoints_a_member_who_confirmed_and_says_what_was_not_needed(app, maya):
    result = run(
        app, "MAYA@people.example", "--role", "staff", "--confirm", "--name", "Another", "--password", PASSWORD
    )
    assert result.exit_code == 0
    assert "name and password stay" in result.output
    db.session.rollback()
    found = {member.name: member.role for member in db.session.scalars(select(Member))}
    assert found == {"Maya Okafor": Role.STAFF}


STRANGERS = "a stranger's own long password"


def test_who_claimed_the_operators_address_before_never_becomes_admin(app):
    """Name and address are the operator's own, the password is not; the confirming link went to the operator's mailbox."""
    stranger = Browser(app).open("/sign-up")
    stranger = stranger.submit("Join", name="Rut Nord", email="Root@made.example", password=STRANGERS)
    with transaction():
        claimant = db.session.scalar(select(Member))
        link = issue(claimant, Purpose.CONFIRM, claimant.email).link_part
    assert run(app, "root@made.example", "--role", "admin").exit_code == 1
    words = ("root@made.example", "--role", "admin", "--confirm", "--name", "Rut Nord", "--password", PASSWORD)
    result = run(app, *words)
    assert result.exit_code == 0, result.output
    db.session.rollback()
    made = db.session.scalar(select(Member))
    assert matches(made.password_hash, PASSWORD)
    assert (made.role, made.name) == (Role.ADMIN, "Rut Nord")
    assert db.session.scalar(select(func.count(Member.id))) == 1
    assert db.session.scalar(select(func.count(MemberSession.id))) == 0
    assert token_in(link, Purpose.CONFIRM) is None
    signed_in = (
        Browser(app).open("/sign-in").submit("Sign in", status=422, email="root@made.example", password=STRANGERS)
    )
    assert "do not belong together" in signed_in


def test_another_address_that_waits_is_left_alone(app, lena):
    run(app, "root@made.example", "--role", "admin", "--confirm", "--name", "Rut Nord", "--password", PASSWORD)
    db.session.rollback()
    assert db.session.get(Member, lena.id, populate_existing=True).kind is Kind.UNCONFIRMED


@pytest.mark.parametrize(
    ("email", "more", "words"),
    [
        ("you@example.org", (), "the name “you”, taken from the address, cannot be used; give another with --name"),
        ("jo@example.org", ("--name", "Admin"), "the name “Admin” cannot be used; give another with --name"),
        (
            "jo@example.org",
            ("--name", "Wrzesniewska Quist", "--password", "wrzesniewska quist"),
            "too close to your name",
        ),
        ("jo@example.org", ("--name", "Jo March", "--password", ""), "no terminal to ask for a password"),
    ],
)
def test_a_new_account_of_the_operators_is_refused_in_one_line_that_says_what_to_give(app, email, more, words):
    given = more if "--password" in more else (*more, "--password", PASSWORD)
    result = run(app, email, "--role", "admin", "--confirm", *given)
    assert result.exit_code == 1
    assert words in result.output
    assert len(result.output.splitlines()) == 1
    assert db.session.scalar(select(Member)) is None


def test_the_usage_shows_what_the_first_admin_needs(app):
    assert "--role member|staff|admin [--confirm --name NAME [--password PASSWORD]] EMAIL" in " ".join(
        run(app).output.split()
    )


@pytest.mark.parametrize(
    "words",
    [
        ("nobody@people.example", "--role", "admin"),
        ("not an address", "--role", "admin", "--confirm", "--password", PASSWORD),
        ("new@people.example", "--role", "admin", "--confirm", "--password", "short"),
        ("rolf@people.example", "--role", "staff"),
    ],
)
def test_what_the_operator_cannot_do_is_said_in_a_line(app, rolf, words):
    result = run(app, *words)
    assert result.exit_code == 1
    assert result.output.startswith("Error: ")
    assert len(result.output.splitlines()) == 1
