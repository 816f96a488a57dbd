"""A round is counted once, frozen and recorded, and its result never changes; those who took part are told once."""

from datetime import timedelta
from hashlib import sha256

import pytest
from sqlalchemy import func, select, text
from sqlalchemy.exc import DBAPIError

from governance.record.entry import RecordEntry
from governance.record.verifying import verify
from ideas.ballots import counting_apart, telling
from ideas.ballots.ballot import Ballot, BallotChoice
from ideas.ballots.contest import draw
from ideas.ballots.inputs import inputs_of
from ideas.ballots.progress import CountProgress
from ideas.ballots.queries import result_of
from ideas.ballots.result import Result
from ideas.concepts.concept import Concept
from ideas.supports import supporting
from ideas.supports.policy import shows_supports
from ideas.supports.queries import concept_held
from kernel.clock import now, travel
from kernel.database import db, transaction
from kernel.outbox import OutboxMessage, deliver_waiting
from kernel.rules import RuleBroken
from members.notices.notice import Notice
from tests.ideas.forums_and_rounds import a_round
from tests.ideas.voting import (
    a_ballot,
    a_small_ballot,
    a_standing_concept,
    after_the_close,
    close,
    in_order,
    voters,
)
from tests.together import together


@pytest.fixture
def round(app, maya):
    """Three finalists, two slots, two choices."""
    return a_small_ballot(maya)


@pytest.fixture
def concepts(round):
    """Its concepts in the order they were proposed."""
    return in_order(round)


def test_the_result_says_who_won_and_is_recorded(round, concepts, maya, omar, ines):
    lamp, chair, table = concepts
    a_ballot(omar, round, lamp, table)
    a_ballot(maya, round, table)
    a_ballot(ines, round, chair)
    with pytest.raises(RuleBroken, match="still open"):
        close(round)
    with after_the_close(round):
        assert shows_supports(round, now())
        close(round)
    lines = [(line.concept.title, line.votes, line.won, line.by_tie_rule) for line in result_of(round).lines]
    place = draw(round.seed, [str(lamp.id), str(chair.id)])
    first, second = sorted((lamp, chair), key=lambda concept: place[str(concept.id)])
    assert lines == [("Table", 2, True, False), (first.title, 1, True, True), (second.title, 1, False, True)]
    entry = db.session.scalars(select(RecordEntry).where(RecordEntry.kind == "round.counted")).one()
    assert entry.payload["winners"] == [[table.id, 2], [first.id, 1]]
    assert entry.payload["digest"] == result_of(round).digest
    assert sha256(bytes.fromhex(entry.payload["seed"])).hexdigest() == round.seed_commitment
    assert verify().faults == []


def test_a_second_close_changes_nothing(round, concepts, omar):
    a_ballot(omar, round, concepts[0])
    with after_the_close(round):
        first = close(round)
        frozen = (first.id, first.counted_at, first.digest)
        again = close(round)
    assert (again.id, again.counted_at, again.digest) == frozen
    kinds = db.session.scalars(select(RecordEntry.kind)).all()
    assert kinds.count("round.counted") == 1
    assert db.session.scalar(select(func.count()).where(OutboxMessage.kind == "round.counted")) == 1


def test_two_ticks_count_one_round_once(app, round, concepts, omar):
    a_ballot(omar, round, concepts[0])

    def tick():
        with transaction():
            counting_apart.close_due()

    with after_the_close(round):
        assert set(together(app, *[tick] * 5)) == {None}
    assert db.session.scalar(select(func.count()).select_from(Result)) == 1
    assert len(result_of(round).lines) == 3


def test_a_large_round_is_counted_by_the_worker_once_however_often_it_is_asked(app, round, concepts, omar, monkeypatch):
    monkeypatch.setattr(counting_apart, "AT_ONCE", 0)
    a_ballot(omar, round, concepts[0])
    with after_the_close(round):
        with transaction():
            counting_apart.close_due()
        assert result_of(round) is None
        sealed = db.session.get(CountProgress, round.id)
        assert (sealed.ballots, sealed.counted, sealed.steps) == (1, 0, 0)
        db.session.remove()
        assert set(together(app, *[lambda: counting_apart.count_apart(round.id)] * 3)) == {None}
    assert result_of(round).ballots == 1
    kinds = db.session.scalars(select(RecordEntry.kind)).all()
    assert [kinds.count(kind) for kind in ("ballots.sealed", "round.counted")] == [1, 1]


def test_a_round_whose_clock_stood_still_still_has_its_finalists(app, maya):
    round = a_round("balloting")
    a_standing_concept(round, maya, "Lamp")
    with after_the_close(round):
        with transaction():
            counting_apart.close_due()
        assert [line.concept.title for line in result_of(round).lines] == ["Lamp"]


def test_a_finalist_hidden_before_the_close_cannot_win(round, concepts, omar):
    a_ballot(omar, round, concepts[0], concepts[1])
    with transaction():
        hidden = db.session.get(Concept, concepts[0].id)
        hidden.hidden_at, hidden.hidden_reason = now(), "It copies a patented hinge."
    with after_the_close(round):
        close(round)
    lines = [(line.concept.title, line.votes, line.won, line.standing) for line in result_of(round).lines]
    assert lines == [("Chair", 1, True, True), ("Table", 0, False, True), ("Lamp", 1, False, False)]


def test_the_database_refuses_to_change_a_result(round, concepts, omar):
    with after_the_close(round):
        close(round)
    for statement in ("UPDATE result_line SET votes = 9", "DELETE FROM result_line", "UPDATE result SET ballots = 9"):
        with pytest.raises(DBAPIError, match="append-only"), transaction() as session:
            session.execute(text(statement))


def test_the_digest_is_of_the_ballots_and_not_of_their_order(round, concepts):
    lamp, chair, table = concepts
    for member in voters(3):
        a_ballot(member, round, lamp, chair)
    with after_the_close(round):
        first = close(round).digest
    with transaction() as session:  # the same ballots, as if they had been cast in another order
        session.execute(text("UPDATE ballot SET cast_at = changed_at"))
    assert inputs_of(round).digest == first
    with transaction() as session:
        session.execute(text(f"UPDATE ballot_choice SET concept_id = {table.id} WHERE concept_id = {lamp.id}"))
    assert inputs_of(round).digest != first


@pytest.mark.parametrize(
    "edit",
    [
        "UPDATE ballot_choice SET concept_id = {table} WHERE concept_id = {lamp}",
        "DELETE FROM ballot_choice WHERE concept_id = {lamp}",
        "INSERT INTO ballot_choice (ballot_id, concept_id) SELECT id, {table} FROM ballot",
        "UPDATE ballot SET receipt = 'forged'",
        "UPDATE finalist SET version_id = version_id + 1 WHERE concept_id = {lamp}",
    ],
)
def test_a_recount_finds_what_was_changed_behind_the_result(app, round, concepts, omar, edit):
    lamp, chair, table = concepts
    a_ballot(omar, round, lamp, chair)
    with after_the_close(round):
        close(round)
    recount = ["round", "recount", round.slug]
    sound = app.test_cli_runner().invoke(args=recount)
    assert (sound.exit_code, "1 ballot counted again, the same result" in sound.output) == (0, True)
    with transaction() as session:
        session.execute(text(edit.format(lamp=lamp.id, table=table.id)))
    spoiled = app.test_cli_runner().invoke(args=recount)
    assert (spoiled.exit_code, "are not those that were counted" in spoiled.stderr) == (1, True)


def test_voters_casting_and_changing_at_once_are_counted_exactly(app, round, concepts):
    people = voters(10)

    def votes(member, n):
        def act():
            for step in range(3):
                a_ballot(member, round, concepts[(n + step) % 3])

        return act

    together(app, *[votes(member, n) for n, member in enumerate(people)])
    assert db.session.scalar(select(func.count()).select_from(Ballot)) == 10
    assert db.session.scalar(select(func.count()).select_from(BallotChoice)) == 10
    with after_the_close(round):
        close(round)
    expected = sorted([sum((n + 2) % 3 == place for n in range(10)) for place in range(3)], reverse=True)
    assert [line.votes for line in result_of(round).lines] == expected


def test_those_who_took_part_are_told_once(round, concepts, maya, omar, ines, theo, monkeypatch):
    monkeypatch.setattr(telling, "AT_ONCE", 2)
    a_ballot(omar, round, concepts[0])
    a_ballot(voters(1)[0], round, concepts[0])  # has no address, as if an import had brought them in
    with travel(round.proposing_at + timedelta(days=1)), transaction():
        for member in (omar, ines):
            supporting.support(member, concept_held(concepts[0].id))
    with after_the_close(round):
        close(round)
        while deliver_waiting():
            pass
    told = db.session.scalars(select(Notice).where(Notice.key == f"round-counted:{round.id}")).all()
    assert sorted(notice.member_id for notice in told) == sorted([maya.id, omar.id, ines.id])
    words = {notice.member_id: notice.words for notice in told}
    assert words[maya.id].startswith("Your “Lamp” won in")
    assert "is counted: “Lamp” won. See who won and why" in words[omar.id]
