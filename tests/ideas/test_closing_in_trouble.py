"""What may go wrong round a count: it is asked for twice, rules change in between, one round is broken, a clock runs ahead."""

from datetime import datetime, timedelta

import pytest
from sqlalchemy import select, update

from governance.charter.enacting import Setting, enact
from governance.charter.enactment import Power
from ideas.ballots import closing
from ideas.ballots.ballot import Ballot, BallotChoice
from ideas.ballots.counting_apart import close_due
from ideas.ballots.queries import result_of
from ideas.ballots.recounting import recount
from ideas.rounds.finalist import Finalist
from ideas.rounds.round import Round
from ideas.rounds.turning import turn_rounds
from kernel import clock
from kernel.clock import travel
from kernel.database import db, transaction
from kernel.jobs import tick
from kernel.outbox import OutboxMessage, deliver_waiting
from tests.cast import a_member
from tests.governance.charter.cast import founded
from tests.ideas.forums_and_rounds import a_round
from tests.ideas.voting import a_ballot, a_small_ballot, a_standing_concept, after_the_close, in_order

AHEAD = timedelta(minutes=5)


class ClockAhead(datetime):
    """A machine whose clock runs ahead of the database's."""

    @classmethod
    def now(cls, tz=None):
        return datetime.now(tz) + AHEAD


def closed_by(act, round):
    with transaction():
        return act(db.session.get(Round, round.id))


def test_what_is_sealed_stays_sealed_when_a_rule_changes_before_the_count(app, maya):
    founded()
    round = a_small_ballot(maya)
    young = a_member("Yuna Young", created_at=round.closes_at - timedelta(days=20))
    a_ballot(young, round, in_order(round)[0])
    with after_the_close(round):
        assert closed_by(closing.seal, round) is None
        with transaction():
            enact([Setting("account.age-days", 40, Power.LAPSE, "For a test.")], "A test.")
        assert closed_by(closing.close, round).ballots == 1
        assert recount(round, result_of(round)) == []


def test_a_round_that_cannot_be_counted_keeps_no_other_from_it(app, maya, omar):
    broken, sound = a_small_ballot(maya), a_small_ballot(maya)
    for round in (broken, sound):
        a_ballot(omar, round, in_order(round)[0])
    ballot = db.session.scalar(select(Ballot.id).where(Ballot.round_id == broken.id))
    theirs = BallotChoice.ballot_id == ballot
    with transaction() as session:
        session.execute(update(BallotChoice).where(theirs).values(concept_id=in_order(sound)[1].id))
    with after_the_close(sound):
        assert tick() == []
        deliver_waiting()
        assert result_of(sound).ballots == 1
        assert result_of(broken) is None
        message = db.session.scalar(select(OutboxMessage).where(OutboxMessage.kind == "round.count"))
        assert "no finalist" in message.last_error
        with transaction() as session:
            session.execute(update(BallotChoice).where(theirs).values(concept_id=in_order(broken)[0].id))
        with transaction():
            close_due()
        assert result_of(broken).ballots == 1


@pytest.mark.parametrize("moment", ["balloting_at", "closes_at"])
def test_a_machine_whose_clock_runs_ahead_does_nothing_before_its_time(app, maya, omar, monkeypatch, moment):
    if db.engine.dialect.name != "postgresql":
        pytest.skip("SQLite has no other clock than the machine's")
    round = a_round("refining")
    concept = a_standing_concept(round, maya)
    with travel(getattr(round, moment) - AHEAD / 2):
        monkeypatch.setattr(clock, "datetime", ClockAhead)
        assert clock.now() > getattr(round, moment)
        with transaction():
            turn_rounds()
        frozen = db.session.scalars(select(Finalist.concept_id)).all()
        assert frozen == ([] if moment == "balloting_at" else [concept.id])
        assert tick() == []
        assert result_of(round) is None
