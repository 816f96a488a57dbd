"""What the clock brings to rounds: finalists frozen, people told once."""

from datetime import timedelta

import pytest
from sqlalchemy import select

import ideas.wiring  # noqa: F401  (who delivers what)
from governance.record.entry import RecordEntry
from ideas.concepts.concept import Concept, ConceptState
from ideas.concepts.version import ConceptVersion
from ideas.rounds.finalist import Finalist
from ideas.rounds.freezing import freeze_finalists
from ideas.rounds.round import PhaseEntered
from ideas.rounds.turning import turn_rounds
from kernel.clock import now
from kernel.database import db, transaction
from kernel.outbox import OutboxMessage
from kernel.rules import RuleBroken
from tests.cast import add
from tests.ideas.forums_and_rounds import a_round


def a_proposed(round, author, title, supports, hours_ago=1, **changes):
    concept = add(
        Concept(
            round_id=round.id,
            forum_id=round.forum_id,
            author_id=author.id,
            title=title,
            supports_count=supports,
            version_number=1,
            **{"state": ConceptState.PROPOSED, "proposed_at": now() - timedelta(hours=hours_ago), **changes},
        )
    )
    words = {"title": title, "summary": title, "body_source": title, "body_html": title}
    version = add(ConceptVersion(concept_id=concept.id, number=1, author_id=author.id, **words))
    with transaction():
        concept.current_version_id = version.id
    return concept


def frozen(round):
    with transaction():
        return [db.session.get(Concept, finalist.concept_id).title for finalist in freeze_finalists(round)]


def test_those_with_most_supports_become_finalists_up_to_the_limit(maya):
    round = a_round("balloting", finalists_limit=2)
    for title, supports in (("A", 3), ("B", 9), ("C", 5), ("D", 0)):
        a_proposed(round, maya, title, supports)
    assert frozen(round) == ["B", "C"]


def test_without_a_limit_every_standing_concept_is_a_finalist(maya):
    round = a_round("balloting")
    a_proposed(round, maya, "A", 0)
    a_proposed(round, maya, "B", 1)
    a_proposed(round, maya, "hidden", 7, hidden_at=now(), hidden_reason="Spam.")
    a_proposed(round, maya, "withdrawn", 8, state=ConceptState.WITHDRAWN)
    a_proposed(round, maya, "rejected", 9, state=ConceptState.REJECTED, rejected_reason="A toy gun.")
    assert frozen(round) == ["B", "A"]


def test_among_equals_the_one_proposed_earlier_goes_first_and_the_record_says_so(maya):
    round = a_round("balloting", slots=1, finalists_limit=1)
    a_proposed(round, maya, "later", 4, hours_ago=1)
    a_proposed(round, maya, "earlier", 4, hours_ago=2)
    assert frozen(round) == ["earlier"]
    assert db.session.scalars(select(RecordEntry)).one().payload["decided_by_earlier_proposal"] is True


def test_finalists_and_their_versions_stay_frozen(maya):
    round = a_round("balloting", slots=1, finalists_limit=1)
    first = a_proposed(round, maya, "first", 4)
    second = a_proposed(round, maya, "second", 1)
    version = first.current_version_id
    assert frozen(round) == ["first"]
    with transaction():
        second.supports_count, first.current_version_id = 99, None
    assert frozen(round) == ["first"]
    assert db.session.scalars(select(Finalist.version_id)).all() == [version]


def test_the_record_tells_no_counts_before_the_result(maya):
    round = a_round("balloting")
    low, high = a_proposed(round, maya, "low", 1), a_proposed(round, maya, "high", 9)
    frozen(round)
    assert db.session.scalars(select(RecordEntry)).one().payload["finalists"] == [[low.id, 1], [high.id, 1]]


def test_there_are_no_finalists_before_balloting(maya):
    round = a_round("refining")
    with pytest.raises(RuleBroken, match="when balloting begins"):
        frozen(round)


def test_the_tick_freezes_and_tells_once_however_often_it_comes(maya):
    round = a_round("balloting")
    a_proposed(round, maya, "A", 1)
    for _ in range(3):
        with transaction():
            turn_rounds()
    assert len(db.session.scalars(select(Finalist)).all()) == 1
    told = db.session.scalars(select(OutboxMessage)).one()
    assert (told.kind, told.payload["phase"]) == ("round.phase", "balloting")
    assert set(db.session.scalars(select(PhaseEntered.phase))) == {"announced", "proposing", "refining", "balloting"}


def test_proposing_and_balloting_are_told_as_they_come(maya, travel):
    a_round("announced")
    for _ in range(5):
        with transaction():
            turn_rounds()
        travel(timedelta(days=8))
    told = [message.payload["phase"] for message in db.session.scalars(select(OutboxMessage).order_by("id"))]
    assert told == ["proposing", "balloting"]
