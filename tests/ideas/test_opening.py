"""Opening a round, answering signals in its brief, changing the brief before proposing begins."""

from datetime import timedelta
from hashlib import sha256

import pytest
from sqlalchemy import select

import ideas.wiring  # noqa: F401  (who delivers what)
from governance.record.entry import RecordEntry
from ideas.forums.queries import forum_named
from ideas.rounds.answering import SignalAnswers
from ideas.rounds.correcting import correct_round
from ideas.rounds.opening import open_round
from ideas.rounds.phase import Phase, Timetable
from ideas.rounds.queries import round_named, round_to_change, signals_of, standing_signals
from ideas.rounds.rule import RULE_COLUMNS, RoundRule
from ideas.rounds.terms import RoundTerms
from kernel.clock import now
from kernel.database import db, transaction
from kernel.outbox import OutboxMessage
from kernel.policy import Refused
from kernel.rules import RuleBroken
from tests.ideas.forums_and_rounds import a_forum, a_round, a_signal


def dates(begin=1, propose=14, refine=7, ballot=7):
    start = now() + timedelta(days=begin)
    refining = start + timedelta(days=propose)
    balloting = refining + timedelta(days=refine)
    return Timetable(start, refining, balloting, balloting + timedelta(days=ballot))


def terms(**changes):
    rule = RoundRule(**{"slots": 2} | {name: changes.pop(name) for name in RULE_COLUMNS if name in changes})
    plain = {"title": "A bag for rain", "brief": "Ask for *rain*.", "timetable": dates(), "rule": rule}
    return RoundTerms(**{**plain, **changes})


def opened(actor, *answers, forum="bags", **changes):
    with transaction():
        return open_round(actor, forum_named(forum), terms(**changes), *answers)


def test_staff_open_a_round_and_it_is_announced(ines):
    a_forum("Bags")
    round = opened(ines)
    assert round.slug == "a-bag-for-rain"
    assert round.phase(now()) is Phase.ANNOUNCED
    assert round.brief_html == "<p>Ask for <em>rain</em>.</p>"
    opened_, fixed = db.session.scalars(select(RecordEntry).order_by(RecordEntry.seq))
    assert (opened_.kind, opened_.subject) == ("round.opened", "round:a-bag-for-rain")
    assert opened_.payload["seed_commitment"] == sha256(bytes.fromhex(round.seed)).hexdigest()
    assert (fixed.kind, fixed.payload["counting_rule"], fixed.payload["slots"]) == ("rule.fixed", "equal-shares", 2)


def test_a_steward_opens_a_round_in_their_own_forum_only(theo):
    a_forum("Bags", steward=theo)
    a_forum("Lamps")
    assert opened(theo).forum.slug == "bags"
    with pytest.raises(Refused, match="stewards of Lamps"):
        opened(theo, forum="lamps")


def test_a_member_may_not_open_a_round(maya):
    a_forum("Bags")
    with pytest.raises(Refused, match="Only staff and the stewards"):
        opened(maya)


@pytest.mark.parametrize(
    ("changes", "field"),
    [
        ({"title": " "}, "title"),
        ({"brief": "\n"}, "brief"),
        ({"brief": "[" * 500}, "brief"),
        ({"slots": 0}, "slots"),
        ({"slots": 51}, "slots"),
        ({"choices_limit": 0}, "choices_limit"),
        ({"slots": 5, "finalists_limit": 4}, "finalists_limit"),
        ({"exclusions": "x" * 2001}, "exclusions"),
        ({"timetable": dates(begin=-2)}, "proposing_at"),
        ({"timetable": dates(propose=0)}, "refining_at"),
        ({"timetable": dates(refine=-1)}, "balloting_at"),
        ({"timetable": dates(ballot=0)}, "closes_at"),
        ({"timetable": dates(ballot=900)}, "closes_at"),
        ({"slug": "A Round"}, "slug"),
    ],
)
def test_what_does_not_fit_is_said_at_its_field(ines, changes, field):
    a_forum("Bags")
    with pytest.raises(RuleBroken) as broken:
        opened(ines, **changes)
    assert broken.value.field == field
    assert round_named("a-bag-for-rain") is None


def test_a_round_may_skip_refining(ines):
    a_forum("Bags")
    assert opened(ines, timetable=dates(refine=0)).balloting_at


def test_an_imported_round_may_lie_in_the_past_and_tells_nobody(ines):
    a_forum("Bags")
    with transaction():
        round = open_round(ines, forum_named("bags"), terms(timetable=dates(begin=-60)), imported_from="wishlist")
    assert round.phase(now()) is Phase.CLOSED
    assert not db.session.scalars(select(OutboxMessage)).all()


def test_opening_a_round_that_starts_at_once_tells_only_that_it_is_open(ines):
    a_forum("Bags")
    round = opened(ines, timetable=dates(begin=0))
    told = db.session.scalars(select(OutboxMessage)).one()
    assert told.payload == {"round_id": round.id, "phase": "proposing", "after": 0}


def test_a_brief_answers_every_standing_signal(ines):
    forum = a_forum("Bags")
    straps, zip_ = a_signal(forum), a_signal(forum, "Zips jam")
    with pytest.raises(RuleBroken, match="Zips jam") as broken:
        opened(ines, SignalAnswers(frozenset({straps.id})))
    assert broken.value.field == f"reason_{zip_.id}"
    round = opened(ines, SignalAnswers(frozenset({straps.id}), {zip_.id: "The next round is about closures."}))
    answers = {answer.signal_id: (answer.picked, answer.reason) for answer in round.signals}
    assert answers == {straps.id: (True, ""), zip_.id: (False, "The next round is about closures.")}


def test_a_picked_signal_stands_no_longer_and_one_not_picked_waits_with_its_reason(ines):
    forum = a_forum("Bags")
    straps, zip_ = a_signal(forum), a_signal(forum, "Zips jam")
    opened(ines, SignalAnswers(frozenset({straps.id}), {zip_.id: "Later."}))
    assert [signal.id for signal in standing_signals(forum.id)] == [zip_.id]
    assert [signal.id for signal in signals_of(forum, only="picked").rows] == [straps.id]
    waiting = signals_of(forum, only="waiting").rows
    assert [signal.rounds[0].reason for signal in waiting] == ["Later."]


def test_a_reason_is_kept_by_the_database_too(ines):
    from sqlalchemy.exc import IntegrityError

    from ideas.rounds.signal import RoundSignal
    from tests.cast import add

    round = a_round()
    signal = a_signal(round.forum)
    with pytest.raises(IntegrityError):
        add(RoundSignal(round_id=round.id, signal_id=signal.id, picked=False, reason=""))


def test_the_brief_changes_until_proposing_begins(ines, travel):
    a_forum("Bags")
    opened(ines)
    with transaction():
        correct_round(ines, round_to_change("a-bag-for-rain"), terms(title="A bag for snow"), SignalAnswers())
    assert round_named("a-bag-for-rain").title == "A bag for snow"
    travel(timedelta(days=2))
    with pytest.raises(Refused, match="already work to this brief"), transaction():
        correct_round(ines, round_to_change("a-bag-for-rain"), terms(), SignalAnswers())


def test_two_rounds_of_one_title_get_addresses_of_their_own(ines):
    a_forum("Bags")
    assert opened(ines).slug != opened(ines).slug
