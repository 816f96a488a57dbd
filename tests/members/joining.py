"""People who join, through the pages, from a network of the test's choice."""

from kernel import outbox
from kernel.rules import Throttled
from members.limits import guard
from tests.browser import Browser
from tests.cast import PASSWORD
from tests.members.letters import letters


def at(app, address):
    """A new browser in this network."""
    browser = Browser(app)
    browser.client.environ_base["REMOTE_ADDR"] = address
    return browser


def join_and_confirm(app, address, numbers):
    """People who all join first, and confirm then: as in a workshop. Then they sign in on another device there."""
    people = [(at(app, address), f"guest{number}@people.example") for number in numbers]
    for browser, email in people:
        fields = {"name": f"Guest {email[5:-15]}", "email": email, "password": PASSWORD}
        browser.open("/sign-up").submit("Join", **fields)
    outbox.deliver_waiting()
    links = {letter.to: letter.link("/confirmation/") for letter in letters(app)}
    for browser, email in people:
        browser.open(links[email]).submit("Confirm")
    for _, email in people:
        at(app, address).open("/sign-in?next=/settings/letters").submit("Sign in", email=email, password=PASSWORD)


def passes(addresses, name="sign-up"):
    """How many tries from these addresses go through."""
    passed = 0
    for address in addresses:
        try:
            guard(name, address)
            passed += 1
        except Throttled:
            pass
    return passed
