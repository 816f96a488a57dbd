"""A signal that is settled is closed with a reason and asked no more, until somebody reopens it."""

import pytest
from sqlalchemy import select
from sqlalchemy.exc import IntegrityError

from governance.record.entry import RecordEntry
from ideas.forums.queries import forum_named
from ideas.rounds.answering import SignalAnswers
from ideas.rounds.queries import last_reasons, signal_with_id, signals_of, standing_signals
from ideas.rounds.settling import close_signal, reopen_signal
from kernel.clock import now
from kernel.database import db, transaction
from kernel.policy import Refused
from kernel.rules import RuleBroken
from tests.cast import add
from tests.ideas.forums_and_rounds import a_forum, a_round, a_signal
from tests.ideas.test_opening import opened

WHY = "Fixed in batch 2."


def closed(actor, signal, reason=WHY):
    with transaction():
        close_signal(actor, forum_named("bags"), signal_with_id(signal.id), reason)


def test_a_closed_signal_is_asked_in_no_new_brief_until_it_is_reopened(theo):
    forum = a_forum("Bags", steward=theo)
    signal = a_signal(forum)
    closed(theo, signal, f" {WHY} ")
    assert not standing_signals(forum.id)
    assert not signals_of(forum, only="waiting").rows
    assert [one.closed_reason for one in signals_of(forum, only="closed").rows] == [WHY]
    assert not opened(theo).signals
    with transaction():
        reopen_signal(theo, forum_named("bags"), signal_with_id(signal.id))
    assert [one.id for one in standing_signals(forum.id)] == [signal.id]
    lines = db.session.scalars(
        select(RecordEntry).where(RecordEntry.kind.startswith("signal.")).order_by(RecordEntry.seq)
    )
    assert [(line.kind, line.subject) for line in lines] == [
        ("signal.closed", f"signal:{signal.id}"),
        ("signal.reopened", f"signal:{signal.id}"),
    ]


def test_only_keepers_close_a_signal_once_and_with_a_reason(maya, ines):
    signal = a_signal(a_forum("Bags"))
    with pytest.raises(Refused, match="Only staff and the stewards"):
        closed(maya, signal)
    with pytest.raises(RuleBroken, match="why it is settled"):
        closed(ines, signal, " ")
    with pytest.raises(Refused, match="This signal is open"), transaction():
        reopen_signal(ines, forum_named("bags"), signal_with_id(signal.id))
    closed(ines, signal)
    with pytest.raises(Refused, match="closed already"):
        closed(ines, signal)


def test_the_database_keeps_no_closed_signal_without_its_reason(app):
    forum = a_forum("Bags")
    with pytest.raises(IntegrityError):
        add(a_signal(forum, closed_at=now()))


def test_the_last_reason_for_a_signal_is_filled_in(plain_browser, ines):
    forum = a_forum("Bags")
    signal = a_signal(forum)
    for reason in ("Not yet.", "The next round is about closures."):
        opened(ines, SignalAnswers(reasons={signal.id: reason}))
    assert last_reasons([signal]) == {signal.id: "The next round is about closures."}
    page = plain_browser.sign_in(ines).open("/forums/bags/rounds/new")
    assert 'value="The next round is about closures."' in page.response.text


def test_a_keeper_closes_a_signal_and_reopens_it_on_its_page(browser, theo):
    forum = a_forum("Bags", steward=theo)
    signal = a_signal(forum)
    page = browser.sign_in(theo).open("/forums/bags/signals").click(f"Close: {signal.statement}")
    page = page.submit("Close this signal", status=422)
    page = page.submit("Close this signal", {"Reason": WHY})
    assert WHY in page
    page = page.submit(f"Reopen: {signal.statement}")
    assert "waits for the next brief" in page


def test_a_signal_is_closed_on_the_page_of_its_own_forum_only(plain_browser, ines):
    a_forum("Bags")
    other = a_signal(a_round().forum)
    plain_browser.sign_in(ines).open(f"/forums/bags/signals/{other.id}/closing", status=404)
