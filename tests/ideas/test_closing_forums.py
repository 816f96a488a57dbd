"""A forum whose product family is over is closed with a public reason, and opened again: nothing new begins in between."""

import pytest
from sqlalchemy import select
from sqlalchemy.exc import IntegrityError

from governance.record.entry import RecordEntry
from ideas.forums.closing import close_forum, reopen_forum
from ideas.forums.electing import open_stewards_election
from ideas.forums.queries import forum_named
from ideas.rounds.noting import note_signal
from ideas.rounds.opening import open_round
from kernel.clock import now
from kernel.database import db, transaction
from kernel.policy import Refused
from kernel.rules import RuleBroken
from tests.cast import add
from tests.ideas.forums_and_rounds import a_forum, a_round
from tests.ideas.test_opening import terms

WHY = "We make no bags any more."


def closed(actor, slug="bags", reason=WHY):
    with transaction():
        close_forum(actor, forum_named(slug), reason)


def test_nothing_new_begins_in_a_closed_forum(theo):
    a_forum("Bags", steward=theo)
    closed(theo)
    for begin in (
        lambda forum: open_round(theo, forum, terms()),
        lambda forum: note_signal(theo, forum, "Zips jam", "So many say."),
        lambda forum: open_stewards_election(theo, forum),
    ):
        with pytest.raises(Refused, match="Bags is closed"), transaction():
            begin(forum_named("bags"))


def test_closing_and_reopening_stand_on_the_record_with_the_reason(theo):
    forum = a_forum("Bags", steward=theo)
    closed(theo, reason=f" {WHY} ")
    with transaction():
        reopen_forum(theo, forum_named("bags"))
    shut, opened = db.session.scalars(select(RecordEntry).order_by(RecordEntry.seq))
    assert (shut.kind, shut.subject, shut.payload["reason"]) == ("forum.closed", f"forum:{forum.id}", WHY)
    assert (opened.kind, opened.payload["words"]) == ("forum.reopened", "Bags is open again.")
    with transaction():
        assert note_signal(theo, forum_named("bags"), "Zips jam", "So many say.").id


@pytest.mark.parametrize("phase", ["announced", "proposing", "refining", "balloting"])
def test_a_forum_stays_open_while_a_round_runs_in_it(ines, phase):
    a_round(phase, a_forum("Bags"))
    with pytest.raises(Refused, match="once it has closed, or was withdrawn"):
        closed(ines)


def test_a_forum_with_closed_rounds_only_can_be_closed(ines):
    a_round("closed", a_forum("Bags"))
    closed(ines)
    assert forum_named("bags").is_closed


def test_only_its_keepers_close_a_forum_and_never_without_a_reason(maya, ines):
    a_forum("Bags")
    with pytest.raises(Refused, match="Only staff and the stewards"):
        closed(maya)
    with pytest.raises(RuleBroken, match="Say why"):
        closed(ines, reason=" ")
    with pytest.raises(Refused, match="This forum is open"), transaction():
        reopen_forum(ines, forum_named("bags"))


def test_the_database_keeps_no_closed_forum_without_its_reason(app):
    with pytest.raises(IntegrityError):
        add(a_forum("Lamps"), a_forum("Bags", closed_at=now()))


def test_a_keeper_closes_a_forum_and_reopens_it_on_its_page(browser, theo):
    a_forum("Bags", steward=theo)
    page = browser.sign_in(theo).open("/forums/bags").click("Change this forum")
    page = page.submit("Close the forum", {"Reason": WHY})
    assert "This forum is closed" in page
    assert WHY in page
    assert "Open a round" not in page
    assert "Stays to be read." in browser.open("/forums")
    page = browser.open("/forums/bags").submit("Reopen this forum")
    assert "The forum is open again." in page
    assert "Open a round" in page


def test_a_page_says_why_a_forum_with_a_running_round_stays_open(plain_browser, theo):
    a_round("proposing", a_forum("Bags", steward=theo))
    page = plain_browser.sign_in(theo).open("/forums/bags/edit")
    assert "The forum can be closed once it has closed, or was withdrawn." in page
