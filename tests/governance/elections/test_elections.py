"""Standing, ranking and counting: who may, until when, and that a result comes once and can be checked."""

from datetime import timedelta
from hashlib import sha256

import pytest
from sqlalchemy import func, select, update
from sqlalchemy.exc import DatabaseError, IntegrityError

import ideas.wiring  # noqa: F401  (who hears of results)
from governance.elections.ballot import ElectionBallot, ElectionChoice
from governance.elections.closing import close, close_due
from governance.elections.election import Election
from governance.elections.nominating import accept, nominate, withdraw
from governance.elections.queries import elected_in, ranking_of
from governance.elections.result import ElectionResult
from governance.elections.stages import named
from governance.elections.telling import announce_voting
from governance.elections.voting import take_back, vote
from governance.record.entry import RecordEntry
from governance.seed import drawn
from kernel.clock import now
from kernel.database import db, transaction
from kernel.outbox import deliver_waiting
from kernel.policy import Refused
from kernel.rules import RuleBroken
from members.notices.notice import Notice
from tests.cast import a_member, add
from tests.governance.charter.cast import elders
from tests.governance.elections.cast import OFFICE, a_candidate, an_election, ballots, counted
from tests.together import together


@pytest.fixture
def people(app):
    return elders(7)


@pytest.fixture
def election(people):
    return an_election(people)


def lines(kind):
    return db.session.scalars(select(RecordEntry).where(RecordEntry.kind == kind).order_by(RecordEntry.seq)).all()


def test_the_roll_and_the_seed_are_fixed_when_it_opens(people, election):
    late = a_member("Late Comer")
    assert election.electorate == 7
    line = lines("election.opened")[0]
    assert line.payload["seed_commitment"] == sha256(bytes.fromhex(election.seed)).hexdigest()
    assert election.seed not in str(line.payload)
    with pytest.raises(Refused, match="not on the roll"):
        a_candidate(election, late)
    with pytest.raises(DatabaseError), transaction():
        db.session.execute(update(Election).values(seed="0" * 64))


def test_one_election_to_an_office_at_a_time(people, election):
    with pytest.raises(RuleBroken, match="open already"):
        an_election(people)
    plain = {"office": OFFICE.name, "title": "x", "office_url": "/", "seats": 1, "term_days": 9, "electorate": 7}
    with pytest.raises(IntegrityError):
        add(Election(**plain, opened_at=now(), voting_at=now(), closes_at=now() + timedelta(days=1)))


def test_a_roll_can_be_too_short(people):
    with pytest.raises(RuleBroken, match="needs 5 members"):
        an_election(people[:4])
    assert db.session.scalar(select(func.count(Election.id))) == 0


def test_one_may_name_another_who_stands_once_they_accept(people, election):
    agnes, bela, *_ = people
    with transaction():
        candidate = nominate(agnes, election, bela, "She knows everybody.")
    assert not candidate.is_standing
    assert db.session.scalars(select(Notice.words).where(Notice.member_id == bela.id)).one().startswith(agnes.name)
    with pytest.raises(Refused), transaction():
        accept(agnes, candidate, election, "I accept for her.")
    with transaction():
        accept(bela, candidate, election, "I do.")
    assert candidate.is_standing
    with transaction():
        withdraw(bela, candidate, election)
    assert not candidate.is_standing
    a_candidate(election, bela, "After all.")
    with pytest.raises(RuleBroken, match="named already"), transaction():
        nominate(agnes, election, bela, "Again.")


def test_who_holds_the_office_beyond_it_may_vote_but_not_stand(people):
    agnes = people[0]
    election = an_election(people, barred=[agnes.id])
    with pytest.raises(Refused, match="beyond this election"):
        a_candidate(election, agnes)
    other = a_candidate(election, people[1])
    ballots(election, [(agnes, [other])])
    assert ranking_of(agnes, election) == [other.id]


def test_candidates_are_fixed_when_voting_begins(people, election, travel):
    candidate = a_candidate(election, people[0])
    travel(election.voting_at)
    with pytest.raises(Refused), transaction():
        withdraw(people[0], candidate, election)
    with pytest.raises(Refused, match="Nominations are over"):
        a_candidate(election, people[1])


def test_a_ballot_can_change_until_the_close_and_be_taken_back(people, election, travel):
    one, two = a_candidate(election, people[0]), a_candidate(election, people[1])
    with pytest.raises(Refused, match="begins when"), transaction():
        vote(people[2], election, [one.id])
    ballots(election, [(people[2], [one, two]), (people[2], [two])])
    assert ranking_of(people[2], election) == [two.id]
    travel(election.voting_at)
    with transaction():
        take_back(people[2], election)
    assert db.session.scalar(select(func.count()).select_from(ElectionBallot)) == 0
    travel(election.closes_at)
    with pytest.raises(Refused, match="over"), transaction():
        vote(people[2], election, [one.id])


@pytest.mark.parametrize("bad", ["nobody", "twice", "stranger", "stepped back"])
def test_a_bad_ballot_changes_nothing(people, election, bad):
    one, gone = a_candidate(election, people[0]), a_candidate(election, people[1])
    with transaction():
        withdraw(people[1], gone, election)
    ballots(election, [(people[2], [one])])
    wrong = {"nobody": [], "twice": [one, one], "stranger": [one, OtherId], "stepped back": [one, gone]}[bad]
    with pytest.raises(RuleBroken):
        ballots(election, [(people[2], wrong)])
    db.session.rollback()
    assert ranking_of(people[2], election) == [one.id]


class OtherId:
    """A candidate of nowhere."""

    id = 99_999


def test_it_is_counted_stage_by_stage_and_told_in_words(people, election):
    one, two, three = (a_candidate(election, member) for member in people[:3])
    rankings = [[one], [one], [one, two], [two, one], [two, one], [three, two], [three, two]]
    ballots(election, list(zip(people, rankings, strict=True)))
    result = counted(election)
    assert result.ballots == 7
    assert result.quota == 400_000
    names = {one.id: "One", two.id: "Two", three.id: "Three"}
    told = [named(words, names) for words in result.counted["told"]]
    assert len(result.counted["elected"]) == 1
    assert "4 votes were enough" in told[0]
    assert "Every ballot counts for its first choice." in result.counted["stages"][0]["words"]
    assert all("#" not in words for words in told)
    line = lines("election.counted")[0]
    assert line.payload["seed"] == election.seed
    assert line.payload["digest"] == result.digest
    assert elected_in(election.id) in ([people[0].id], [people[1].id], [people[2].id])


def test_a_tie_goes_by_the_order_drawn_from_the_seed(people, election):
    one, two = a_candidate(election, people[0]), a_candidate(election, people[1])
    ballots(election, [(people[2], [one]), (people[3], [two])])
    result = counted(election)
    first = drawn(election.seed, [one.id, two.id])[0]
    assert result.counted["elected"] == [first]
    assert any("drawn" in words for words in result.counted["told"])


def test_nobody_stood(people, election):
    result = counted(election)
    assert result.counted["elected"] == []
    assert "Nobody stood" in result.counted["told"][0]


def test_it_is_counted_once_whoever_closes(app, people, election, travel):
    one = a_candidate(election, people[0])
    ballots(election, [(people[1], [one])])
    with pytest.raises(RuleBroken, match="still open"), transaction():
        close(election)
    travel(election.closes_at)

    def closing():
        with transaction():
            close_due()

    assert set(together(app, closing, closing, closing)) == {None}
    assert len(lines("election.counted")) == 1
    with pytest.raises(DatabaseError), transaction():
        db.session.execute(update(ElectionResult).values(ballots=9))


def test_a_late_ballot_is_in_or_refused_never_lost(app, people, election, travel):
    one = a_candidate(election, people[0])
    travel(election.closes_at - timedelta(milliseconds=30))

    def voting(member):
        def act():
            with transaction():
                vote(member, db.session.get(Election, election.id), [one.id])

        return act

    outcomes = together(app, *(voting(member) for member in people))
    travel(timedelta(seconds=1))
    result = counted(election)
    assert result.ballots == outcomes.count(None)
    assert all(outcome is None or isinstance(outcome, Refused) for outcome in outcomes)


def test_the_database_refuses_a_rank_or_candidate_twice(people, election):
    one = a_candidate(election, people[0])
    ballots(election, [(people[1], [one])])
    key = {"election_id": election.id, "member_id": people[1].id}
    for wrong in ({"rank": 1, "candidate_id": one.id}, {"rank": 2, "candidate_id": one.id}, {"rank": 0}):
        with pytest.raises(IntegrityError):
            add(ElectionChoice(**key, **{"candidate_id": one.id, **wrong}))
        db.session.rollback()


def test_the_roll_is_told_when_voting_begins_and_at_the_end(people, election, travel):
    deliver_waiting()
    travel(election.voting_at)
    with transaction():
        announce_voting()
    deliver_waiting()
    counted(election)
    travel(timedelta(days=9))
    deliver_waiting()
    told = db.session.scalars(select(Notice.key).where(Notice.member_id == people[3].id)).all()
    assert set(told) == {f"election:{election.id}:{occasion}" for occasion in ("opened", "voting", "closed")}
