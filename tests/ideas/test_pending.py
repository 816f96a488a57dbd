"""Acts that cannot be undone: shown once more, fifteen minutes to take them back, then done by the rules of that moment."""

from datetime import timedelta

import pytest
from sqlalchemy import func, select, update

import commerce.wiring  # noqa: F401  (what its acts need)
import ideas.wiring  # noqa: F401  (who delivers what)
from governance.charter.emergency_act import emergency_on
from governance.charter.enacting import found_charter
from governance.charter.rules import RULES
from governance.charter.values import value
from governance.elections.queries import newest_for
from governance.pending.arranging import arrange, take_back
from governance.pending.executing import do_due
from governance.pending.pending_act import WINDOW, PendingAct
from governance.pending.queries import all_waiting, pending_act
from governance.record.entry import RecordEntry
from ideas.concepts import withdrawing
from ideas.concepts.concept import ConceptState
from ideas.concepts.queries import concept_held, concept_seen
from ideas.concepts.rejection import rejection_of
from ideas.forums.election import election_in
from ideas.viability.assessing import Finding, Notes, note
from ideas.viability.queries import assessment_to_decide
from ideas.viability.rubric import Criterion
from ideas.viability.verdict import verdict_on
from kernel.clock import now
from kernel.database import db, transaction
from kernel.outbox import OutboxMessage
from kernel.policy import Refused
from kernel.rules import RuleBroken
from members.accounts.member import Member, Role
from members.notices.queries import notices_of
from tests.governance.charter.cast import elders
from tests.ideas.concepts_in_rounds import a_comment, a_concept
from tests.ideas.forums_and_rounds import a_forum, a_round, an_assessment
from tests.together import together

ALL = {criterion: Finding(4, f"Because of {criterion.value}.") for criterion in Criterion}
NOTES = Notes(ALL, "It can be made.", "Half the weight.")
JUST_BEFORE, JUST_AFTER = WINDOW - timedelta(seconds=1), WINDOW + timedelta(seconds=1)


def arranged(actor, act):
    with transaction():
        return arrange(actor, act).id


def rejecting(actor, concept, reason="The round excludes leather."):
    return arranged(actor, rejection_of(concept_seen(actor, concept.id), reason)[0])


def ticked():
    with transaction():
        do_due()


def taken_back(actor, pending_id):
    with transaction():
        take_back(actor, pending_act(pending_id))


def state_of(concept):
    db.session.rollback()
    return concept_held(concept.id).state


def lines_and_letters():
    counts = (select(func.count()).select_from(RecordEntry), select(func.count()).select_from(OutboxMessage))
    return tuple(db.session.scalar(count) for count in counts)


def test_nothing_of_an_act_exists_before_its_fifteen_minutes_are_over(maya, ines, travel):
    concept = a_concept(maya)
    before = lines_and_letters()
    rejecting(ines, concept)
    travel(JUST_BEFORE)
    ticked()
    assert (state_of(concept), lines_and_letters()) == (ConceptState.PROPOSED, before)
    travel(timedelta(seconds=2))
    ticked()
    assert state_of(concept) is ConceptState.REJECTED
    assert concept_held(concept.id).rejected_by_id == ines.id
    assert lines_and_letters() == (before[0] + 1, before[1] + 1)
    assert all_waiting() == []


def test_what_is_taken_back_never_happens_and_leaves_no_trace_of_its_words(maya, ines, ada, travel):
    concept = a_concept(maya)
    before = lines_and_letters()
    pending = rejecting(ines, concept, "A slip of the hand.")
    taken_back(ada, pending)
    travel(JUST_AFTER)
    ticked()
    assert (state_of(concept), lines_and_letters()) == (ConceptState.PROPOSED, before)
    assert pending_act(pending).given == {}
    rejecting(ines, concept)


def test_after_the_window_it_stands_even_when_the_clock_is_late(maya, ines, travel):
    pending = rejecting(ines, a_concept(maya))
    travel(JUST_AFTER)
    with pytest.raises(Refused, match="15 minutes are over"):
        taken_back(ines, pending)
    ticked()
    with pytest.raises(Refused, match="what was done stands"):
        taken_back(ines, pending)


def test_a_machine_whose_clock_is_fast_cuts_nobodys_fifteen_minutes_short(maya, ines, monkeypatch):
    def fast():
        return now() + 2 * WINDOW

    for module in ("arranging", "executing"):
        monkeypatch.setattr(f"governance.pending.{module}.now", fast, raising=False)
    concept = a_concept(maya)
    pending_id = rejecting(ines, concept)
    ticked()
    assert pending_act(pending_id).is_open
    assert pending_act(pending_id).due_at <= now() + WINDOW


def test_only_staff_and_who_arranged_it_take_it_back(maya, omar, ines, travel):
    pending = rejecting(ines, a_concept(maya))
    for person in (maya, omar):
        with pytest.raises(Refused, match="Only staff"):
            taken_back(person, pending)


def test_the_rules_of_an_act_are_asked_when_it_is_arranged(maya, theo, ines):
    concept = a_concept(maya)
    with pytest.raises(RuleBroken, match="Give the reason"):
        rejecting(ines, concept, "  ")
    with pytest.raises(Refused):
        rejecting(theo, concept)
    assert all_waiting() == []


def test_the_rules_are_asked_again_when_it_is_done_and_who_arranged_it_is_told_the_refusal(maya, ines, travel):
    concept = a_concept(maya)
    pending = rejecting(ines, concept)
    with transaction():
        withdrawing.withdraw(maya, concept_held(concept.id))
    travel(JUST_AFTER)
    ticked()
    assert state_of(concept) is ConceptState.WITHDRAWN
    assert pending_act(pending).refusal
    assert [one.words for one in notices_of(ines).rows if "was not done" in one.words]


def test_who_is_staff_no_longer_has_nothing_done_in_their_name(maya, ines, travel):
    concept = a_concept(maya)
    rejecting(ines, concept)
    with transaction():
        db.session.execute(update(Member).where(Member.id == ines.id).values(role=Role.MEMBER))
    travel(JUST_AFTER)
    ticked()
    assert state_of(concept) is ConceptState.PROPOSED


def test_a_second_act_of_the_kind_waits_for_nothing_the_first_does(maya, ines, ada):
    concept = a_concept(maya)
    rejecting(ines, concept)
    with pytest.raises(RuleBroken, match="Ines Carvalho has done this already"):
        rejecting(ada, concept)


def test_of_two_staff_at_the_same_moment_one_arranges(app, maya, ines, ada):
    act = rejection_of(concept_seen(ines, a_concept(maya).id), "The round excludes leather.")[0]
    people = [ines.id, ada.id]

    def by(member_id):
        return lambda: arranged(db.session.get(Member, member_id), act)

    outcomes = together(app, *[by(one) for one in people * 2])
    assert sorted(type(one).__name__ for one in outcomes) == ["RuleBroken", "RuleBroken", "RuleBroken", "int"]
    assert len(all_waiting()) == 1


def test_at_the_last_moment_it_is_either_done_or_taken_back(app, maya, ines):
    for _ in range(3):
        concept = a_concept(maya)
        pending, staff = rejecting(ines, concept), ines.id
        with transaction():  # due for the clock, and still open for who takes it back
            earlier = {"arranged_at": now() - WINDOW, "due_at": now() + timedelta(milliseconds=60)}
            db.session.execute(update(PendingAct).where(PendingAct.id == pending).values(**earlier))

        def until_it_ended():
            for _ in range(200):
                ticked()
                db.session.rollback()
                if not all_waiting():
                    return

        def back(member_id=staff, one=pending):
            taken_back(db.session.get(Member, member_id), one)

        outcomes = together(app, until_it_ended, until_it_ended, back)
        db.session.expire_all()
        was_taken_back = pending_act(pending).taken_back_by is not None
        assert (outcomes[2] is None) == was_taken_back
        assert (state_of(concept) is ConceptState.PROPOSED) == was_taken_back


def test_a_verdict_waits_and_nobody_writes_over_it_meanwhile(maya, ines, ada, travel):
    assessment = an_assessment(a_concept(maya, a_round("closed")))
    act = verdict_on(assessment_to_decide(assessment.id), "returned", NOTES)[0]
    arranged(ines, act)
    held = assessment_to_decide(assessment.id)
    assert (held.verdict, held.words) == (None, "")
    with pytest.raises(RuleBroken, match="Take it back first"), transaction():
        note(ada, assessment_to_decide(assessment.id), Notes({}, words="Something else."))
    travel(JUST_AFTER)
    ticked()
    held = assessment_to_decide(assessment.id)
    assert (held.verdict, held.words, held.decider.id) == ("returned", "It can be made.", ines.id)
    assert held.missing() == []


def test_an_election_freezes_its_roll_when_it_opens_not_before(theo, travel):
    people, forum = elders(7), a_forum("Bags", steward=theo)
    concept = a_concept(people[0], a_round("proposing", forum))
    for member in people[1:]:
        a_comment(member, concept)
    arranged(theo, election_in(forum)[0])
    assert newest_for(f"forum:{forum.id}") is None
    travel(JUST_AFTER)
    ticked()
    assert newest_for(f"forum:{forum.id}").electorate == 7


def test_an_emergency_value_can_be_corrected_while_it_waits(ines, travel):
    with transaction():
        found_charter()
    rule, before = RULES["jury.days"], value("jury.days")
    slip = arranged(ines, emergency_on(rule, 9, "Two juries are overdue.")[0])
    assert value("jury.days") == before
    taken_back(ines, slip)
    arranged(ines, emergency_on(rule, 19, "Two juries are overdue.")[0])
    travel(JUST_AFTER)
    ticked()
    assert value("jury.days") == 19
