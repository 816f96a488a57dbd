"""Appeals: one for a declined concept, to a jury drawn by lot, whose majority sends it back to staff."""

from datetime import timedelta
from hashlib import sha256

import pytest
from sqlalchemy import select, update
from sqlalchemy.exc import DatabaseError

import ideas.wiring  # noqa: F401  (who hears of verdicts)
from governance.juries.drawing import draw_due, pool_list
from governance.juries.hearing import accept, replace_silent, say, step_back
from governance.juries.juror import Juror, JuryVerdict, Leaving, Voice
from governance.juries.jury import Jury, JuryPlace
from governance.juries.lot import order
from governance.juries.queries import juror_of, jury_seen
from governance.juries.verdict import decide, decide_due
from governance.record.entry import RecordEntry
from ideas.ballots.ballot import Ballot, BallotChoice
from ideas.concepts.co_author import CoAuthor
from ideas.concepts.queries import concept_held
from ideas.supports.support import Support
from ideas.viability.queries import assessments_of
from kernel.clock import now
from kernel.database import db, transaction
from kernel.outbox import deliver_waiting
from kernel.policy import Refused
from kernel.rules import RuleBroken
from members.accounts.member import Member
from members.notices.notice import Notice
from tests.cast import a_member, add
from tests.ideas.appeals import appealed, drawn, jury, kinds, seated, speak
from tests.ideas.concepts_in_rounds import a_comment, a_concept
from tests.ideas.forums_and_rounds import a_round, an_assessment
from tests.ideas.test_assessing import DECLINED, VIABLE, decided
from tests.together import together

BACK, UPHOLD = Voice.SEND_BACK, Voice.UPHOLD


@pytest.fixture
def crowd(app, omar):
    """Fourteen members who commented somewhere of late."""
    elsewhere = a_concept(omar)
    people = [a_member(f"Juror{letter} Number") for letter in "abcdefghjklmno"]
    for member in people:
        a_comment(member, elsewhere)
    return people


@pytest.fixture
def concept(maya, ines):
    """Maya's, declined."""
    concept = a_concept(maya, a_round("closed"))
    decided(ines, an_assessment(concept), DECLINED)
    return concept


def test_the_seed_is_promised_before_the_pool_is_fixed_and_all_can_draw_again(crowd, concept, maya):
    made = appealed(maya, concept)
    assert jury(made).drawn_at is None
    line = db.session.scalars(select(RecordEntry).where(RecordEntry.kind == "jury.summoned")).one()
    assert line.payload["seed_commitment"] == sha256(bytes.fromhex(jury(made).seed)).hexdigest()
    assert jury(made).seed not in str(line.payload)
    with transaction():
        draw_due()
    held = jury(made)
    assert kinds() == ["jury.summoned", "jury.pooled", "jury.drawn"]
    assert sha256(pool_list(held).encode()).hexdigest() == held.pool_digest
    line = db.session.scalars(select(RecordEntry).where(RecordEntry.kind == "jury.drawn")).one()
    assert line.payload["seed"] == held.seed
    assert line.payload["places"] == order(held.seed, held.pool_digest, held.pool_size)[: held.size]
    assert (held.size, held.pool_size, len(seated(held))) == (7, 15, 7)


def test_who_has_a_stake_is_left_out(crowd, concept, maya, ines, omar):
    supporter, voter, co_author, rival, suspended, rivals_mate, *_ = crowd
    version = concept_held(concept.id).current_version_id
    add(Support(concept_id=concept.id, member_id=supporter.id, version_id=version, created_at=now()))
    ballot = Ballot(round_id=concept.round_id, member_id=voter.id, cast_at=now(), changed_at=now(), receipt="r")
    add(BallotChoice(ballot_id=add(ballot).id, concept_id=concept.id))
    add(CoAuthor(concept_id=concept.id, member_id=co_author.id, invited_by_id=maya.id, accepted_at=now()))
    theirs = a_concept(rival, concept_held(concept.id).round)
    add(CoAuthor(concept_id=theirs.id, member_id=rivals_mate.id, invited_by_id=rival.id, accepted_at=now()))
    with transaction():
        db.session.execute(update(Member).where(Member.id == suspended.id).values(suspended_at=now()))
    held = drawn(maya, concept)
    pool = set(db.session.scalars(select(JuryPlace.member_id).where(JuryPlace.jury_id == held.id)))
    left_out = {one.id for one in (supporter, voter, co_author, rival, suspended, rivals_mate, maya, ines)}
    assert not pool & left_out
    assert pool == {one.id for one in crowd[6:]} | {omar.id}


def test_jurors_are_told_and_one_who_steps_back_is_replaced_by_the_next_drawn(crowd, concept, maya):
    held = drawn(maya, concept)
    first, *others = seated(held)
    assert db.session.scalars(select(Notice.words).where(Notice.member_id == first.id)).one().startswith("You were")
    with transaction():
        accept(others[0], jury(held))
        step_back(first, jury(held))
    after = seated(held)
    assert after[:6] == others
    place = order(held.seed, held.pool_digest, held.pool_size)[7]
    assert juror_of(after[6], held).place == place
    with pytest.raises(Refused, match="went to the next"), transaction():
        say(first, jury(held), BACK, "I changed my mind.")
    assert kinds()[-1] == "jury.drawn"


def test_silent_jurors_are_replaced(crowd, concept, maya, travel):
    held = drawn(maya, concept)
    awake, *asleep = seated(held)
    with transaction():
        accept(awake, jury(held))
    travel(timedelta(days=3, minutes=1))
    with transaction():
        replace_silent()
    after = seated(held)
    assert awake in after
    assert not set(asleep) & set(after)
    assert len(after) == 7
    left = db.session.scalars(select(Juror.leaving).where(Juror.left_at.is_not(None))).all()
    assert set(left) == {Leaving.SILENT}


def test_a_majority_sends_it_back_to_staff_due_anew(crowd, concept, maya, travel):
    held = drawn(maya, concept)
    travel(timedelta(days=1))
    speak(held, [BACK, BACK, BACK, UPHOLD, UPHOLD, UPHOLD])
    assert db.session.get(JuryVerdict, held.id) is None
    speak_last = seated(held)[-1]
    with transaction():
        say(speak_last, jury(held), BACK, "The test was wrong.")
    verdict = db.session.get(JuryVerdict, held.id)
    assert (verdict.sent_back, verdict.send_back, verdict.uphold) == (True, 4, 3)
    newest, old = assessments_of(concept.id)
    assert (newest.attempt, newest.verdict, newest.returned_by_jury) == (2, None, held.id)
    assert newest.due_at > old.due_at
    assert kinds()[-1] == "jury.decided"
    while deliver_waiting():
        pass
    told = db.session.scalars(select(Notice.words).where(Notice.member_id == maya.id)).all()
    assert any("was sent back by a jury" in words for words in told)
    with pytest.raises(Refused, match="over"), transaction():
        say(speak_last, jury(held), UPHOLD, "No, right.")


def test_equal_voices_leave_it_declined_and_there_is_no_second_appeal(crowd, concept, maya, ines, travel):
    held = drawn(maya, concept)
    speak(held, [BACK, BACK, UPHOLD, UPHOLD])
    travel(timedelta(days=10, minutes=1))
    with transaction():
        decide_due()
    verdict = db.session.get(JuryVerdict, held.id)
    assert (verdict.sent_back, verdict.send_back, verdict.uphold) == (False, 2, 2)
    assert len(assessments_of(concept.id)) == 1
    with pytest.raises(Refused, match="no second"):
        appealed(maya, concept)


def test_with_too_few_voices_the_time_runs_anew_with_others(crowd, concept, maya, travel):
    held = drawn(maya, concept)
    spoke = seated(held)[:2]
    speak(held, [BACK, BACK])
    travel(timedelta(days=10, minutes=1))
    with transaction():
        decide_due()
    assert db.session.get(JuryVerdict, held.id) is None
    assert jury(held).closes_at > now()
    after = seated(held)
    assert after[:2] == spoke
    assert len(after) == 7
    travel(timedelta(days=10, minutes=1))
    with transaction():
        decide_due()
        decide_due()
    travel(timedelta(days=10, minutes=1))
    with transaction():
        decide_due()
    verdict = db.session.get(JuryVerdict, held.id)
    assert (verdict.sent_back, verdict.send_back) == (True, 2)


def test_a_voice_can_change_needs_a_reason_and_is_the_jurors_own(crowd, concept, maya, omar):
    held = drawn(maya, concept)
    speak(held, [BACK])
    first = seated(held)[0]
    with pytest.raises(RuleBroken, match="reason"), transaction():
        say(first, jury(held), UPHOLD, " ")
    with transaction():
        say(first, jury(held), UPHOLD, "On second thought.")
    assert juror_of(first, held).voice is UPHOLD
    with pytest.raises(Refused, match="not step back"), transaction():
        step_back(first, jury(held))
    with pytest.raises(Refused, match="drawn for this jury"), transaction():
        say(maya, jury(held), BACK, "Mine!")
    with pytest.raises(RuleBroken, match="still has time"), transaction():
        decide(jury(held))


def test_only_authors_appeal_in_time_and_only_a_declining(crowd, concept, maya, omar, ines, travel):
    with pytest.raises(Refused, match="Only its authors"):
        appealed(omar, concept)
    with pytest.raises(RuleBroken, match="what staff got wrong"):
        appealed(maya, concept, "  ")
    other = a_concept(maya, a_round("closed"))
    decided(ines, an_assessment(other), VIABLE)
    with pytest.raises(Refused, match="after a concept was declined"):
        appealed(maya, other)
    travel(timedelta(days=30, minutes=1))
    with pytest.raises(Refused, match="time to appeal is over"):
        appealed(maya, concept)


def test_a_jury_waits_until_there_is_somebody_to_draw(concept, maya):
    held = drawn(maya, concept)
    assert held.drawn_at is None
    assert jury_seen(held.id).phase(now()) == "waiting for the lot"


def test_it_is_drawn_and_decided_once_whoever_ticks(app, crowd, concept, maya, travel):
    made = appealed(maya, concept)

    def ticking(part):
        def act():
            with transaction():
                part()

        return act

    assert set(together(app, *[ticking(draw_due)] * 3)) == {None}
    held = jury(made)
    speak(held, [BACK] * 4)
    travel(timedelta(days=10, minutes=1))
    assert set(together(app, *[ticking(decide_due)] * 3)) == {None}
    assert kinds().count("jury.pooled") == 1
    assert kinds().count("jury.decided") == 1
    assert len(assessments_of(concept.id)) == 2
    for statement in (update(JuryVerdict).values(uphold=7), update(JuryPlace).values(salt="0" * 32)):
        with pytest.raises(DatabaseError), transaction():
            db.session.execute(statement)
    with pytest.raises(DatabaseError), transaction():
        db.session.execute(update(Jury).values(seed="0" * 64))
