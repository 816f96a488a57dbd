"""A round opened by mistake is taken back while it is announced: its page says why, and nothing of it goes on."""

from datetime import timedelta

import pytest
from sqlalchemy import select
from sqlalchemy.exc import IntegrityError

import ideas.wiring  # noqa: F401  (who delivers what)
from governance.record.entry import RecordEntry
from ideas.ballots.closing import close
from ideas.ballots.counting_apart import close_due
from ideas.ballots.queries import result_of
from ideas.concepts.drafting import begin, save
from ideas.concepts.wording import Wording
from ideas.forums.closing import close_forum
from ideas.forums.queries import forum_named
from ideas.rounds.answering import SignalAnswers
from ideas.rounds.phase import Phase
from ideas.rounds.queries import round_named, round_to_change, rounds_under_way, standing_signals
from ideas.rounds.turning import turn_rounds
from ideas.rounds.withdrawing import withdraw_round
from kernel.clock import now
from kernel.database import db, transaction
from kernel.outbox import deliver_waiting
from kernel.policy import Refused
from kernel.rules import RuleBroken
from kernel.search import find
from members.notices.notice import Notice
from tests.cast import add
from tests.ideas.forums_and_rounds import a_forum, a_round, a_signal
from tests.ideas.test_opening import opened

WHY = "The budget was wrong by a nought."
SLUG = "a-bag-for-rain"


def withdrawn(actor, slug=SLUG, reason=WHY):
    with transaction():
        round = round_to_change(slug)
        withdraw_round(actor, round, reason)
    return round


def test_a_withdrawn_round_is_over_and_the_record_says_why_and_what_was_announced(ines):
    a_forum("Bags")
    dates = [moment.isoformat() for moment in opened(ines).timetable.moments]
    round = withdrawn(ines, reason=f" {WHY} ")
    assert round.phase(now()) is Phase.CLOSED
    assert not rounds_under_way(now())
    line = db.session.scalars(select(RecordEntry).order_by(RecordEntry.seq.desc())).first()
    assert (line.kind, line.subject) == ("round.withdrawn", f"round:{SLUG}")
    assert (line.payload["reason"], line.payload["timetable"]) == (WHY, dates)


def test_its_signals_wait_for_the_next_brief_again_and_its_forum_can_be_closed(ines):
    forum = a_forum("Bags")
    straps = a_signal(forum)
    opened(ines, SignalAnswers(frozenset({straps.id})))
    assert not standing_signals(forum.id)
    withdrawn(ines)
    assert [signal.id for signal in standing_signals(forum.id)] == [straps.id]
    with transaction():
        close_forum(ines, forum_named("bags"), "No bags any more.")


def test_the_clock_neither_turns_nor_counts_it(ines, travel):
    a_forum("Bags")
    opened(ines)
    round = withdrawn(ines)
    travel(timedelta(days=60))
    with transaction():
        turn_rounds()
        close_due()
        assert result_of(round) is None
    with pytest.raises(RuleBroken, match="was withdrawn"), transaction():
        close(round_named(SLUG))


def test_who_drafted_for_it_is_told_and_keeps_the_draft(ines, maya):
    a_forum("Bags")
    opened(ines)
    with transaction():
        begin(maya, round_named(SLUG))
    withdrawn(ines)
    deliver_waiting()
    told = db.session.scalars(select(Notice).where(Notice.member_id == maya.id)).one()
    assert told.words == f"“A bag for rain” was withdrawn before it began. The reason: {WHY}"
    with pytest.raises(Refused, match="What you drafted for it stays with you"), transaction():
        begin(maya, round_named(SLUG))


@pytest.mark.parametrize("phase", ["proposing", "refining", "balloting", "closed"])
def test_a_round_that_began_cannot_be_withdrawn(ines, phase):
    round = a_round(phase)
    with pytest.raises(Refused, match="only before proposing begins"):
        withdrawn(ines, round.slug)


def test_withdrawing_needs_a_keeper_and_a_reason_and_happens_once(ines, maya):
    a_forum("Bags")
    opened(ines)
    with pytest.raises(Refused, match="Only staff and the stewards"):
        withdrawn(maya)
    with pytest.raises(RuleBroken, match="Say why"):
        withdrawn(ines, reason=" ")
    withdrawn(ines)
    with pytest.raises(Refused, match="This round was withdrawn"):
        withdrawn(ines)


def test_the_database_keeps_no_withdrawn_round_without_its_reason(app):
    with pytest.raises(IntegrityError):
        add(a_round("announced", withdrawn_at=now()))


def test_a_keeper_withdraws_a_round_on_a_page_that_says_what_follows(browser, theo):
    a_forum("Bags", steward=theo)
    opened(theo)
    page = browser.sign_in(theo).open(f"/rounds/{SLUG}").click("Withdraw the round")
    assert "This cannot be undone" in page
    page = page.submit("Withdraw the round", status=422)
    page = page.submit("Withdraw the round", {"Reason": WHY})
    assert "This round was withdrawn" in page
    assert WHY in page
    assert "Move the dates" not in page
    assert "ballot in this round" not in page
    assert "See the whole result" not in page
    assert "withdrawn" in browser.open("/rounds")
    assert "withdrawn" in browser.open("/forums/bags")
    assert "nothing to count" in browser.open(f"/rounds/{SLUG}/result")


def test_what_was_drafted_for_a_withdrawn_round_can_still_be_read_and_thrown_away(browser, ines, maya, omar):
    a_forum("Bags")
    opened(ines)
    with transaction():
        draft = begin(maya, round_named(SLUG))
        save(maya, draft, Wording(title="A dry roll-top", summary="Rain stays out.", body="It *folds* twice."))
    withdrawn(ines)
    page = browser.sign_in(maya).open(draft.path)
    assert "What you drafted for it stays with you" in page
    assert "A dry roll-top" in page
    assert "Go on writing" not in page
    browser.sign_in(omar).open(draft.path, status=404)
    page = browser.sign_in(maya).open(draft.path).submit("Delete draft")
    assert page.path == f"/rounds/{SLUG}"
    browser.open(draft.path, status=404)


def test_a_draft_left_over_when_proposing_ended_can_still_be_read(plain_browser, maya, travel):
    a_round("announced", forum=a_forum("Bags"), slug=SLUG)
    with transaction():
        draft = begin(maya, round_named(SLUG))
    travel(timedelta(days=60))
    assert "its time for proposing is over" in plain_browser.sign_in(maya).open(draft.path)


def test_search_finds_it_while_it_stands_and_no_more(ines):
    a_forum("Bags")
    first = opened(ines)
    assert [hit.ref_id for hit in find("bag for rain", ["round"]).rows] == [first.id]
    withdrawn(ines)
    assert find("bag for rain", ["round"]).rows == []
