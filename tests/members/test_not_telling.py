"""Nobody learns who has an account: what asks about an address does the same whether it is known or not."""

from collections import Counter

from sqlalchemy import func, select

from kernel import outbox
from kernel.database import Model, db
from tests.browser import Browser
from tests.cast import PASSWORD
from tests.members.letters import letters
from tests.statements import statements

EVERY_FEW_SECONDS = ("FROM forum", "brand.logo_id")  # the brand and its colours


def rows():
    """How many rows each table has."""
    db.session.rollback()
    return {
        table.name: db.session.scalar(select(func.count()).select_from(table)) for table in Model.metadata.sorted_tables
    }


def traces(act):
    """The statements an act sends, and how many rows it adds to which table. What is read every few seconds is left out."""
    before = rows()
    with statements() as sent:
        act()
    after = rows()
    added = Counter({name: after[name] - before[name] for name in after if after[name] != before[name]})
    return [statement for statement in sent if not statement.endswith(EVERY_FEW_SECONDS)], added


def ask(app, email):
    page = Browser(app).open("/password-reset")
    return traces(lambda: page.submit("Send the link", email=email))


def join(app, name, email):
    page = Browser(app).open("/sign-up")
    return traces(lambda: page.submit("Join", name=name, email=email, password=PASSWORD))


def move(app, member, email):
    page = Browser(app).sign_in(member).open("/settings/secrets")
    fields = {"email": email, "current_password": PASSWORD}
    return traces(lambda: page.submit("Send a link to the new address", **fields))


def test_asking_for_a_new_password_leaves_the_same_traces(app, maya, lena, rolf):
    known = ask(app, "maya@people.example")
    assert known[1]["outbox_message"] == 1
    for email in ("nobody@people.example", "lena@people.example", "rolf@people.example"):
        assert ask(app, email) == known
    outbox.deliver_waiting()
    told = {letter.to for letter in letters(app)}
    assert "maya@people.example" in told
    assert not told & {"nobody@people.example", "lena@people.example"}


def test_joining_leaves_the_same_traces(app, maya):
    known = join(app, "First Person", "maya@people.example")
    assert join(app, "Other Person", "nobody@people.example") == known


def test_asking_for_another_address_leaves_the_same_traces(app, maya, omar):
    known = move(app, omar, "maya@people.example")
    assert move(app, maya, "nobody@people.example") == known


def test_asking_for_another_confirmation_leaves_the_same_traces(app, maya):
    seen = []
    for name, email in (("First Person", "maya@people.example"), ("Other Person", "nobody@people.example")):
        browser = Browser(app)
        browser.open("/sign-up").submit("Join", name=name, email=email, password=PASSWORD)
        page = browser.open("/sign-up/letter")
        seen.append(traces(lambda page=page: page.submit("Send another e-mail")))
    assert seen[0] == seen[1]
