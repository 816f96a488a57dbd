"""Who is told what about rounds and assessments, each of them once."""

from datetime import timedelta

import pytest
from sqlalchemy import select

from ideas.rounds import telling
from ideas.rounds.queries import round_to_change
from ideas.rounds.rescheduling import end_phase
from ideas.rounds.turning import turn_rounds
from ideas.supports.supporting import support
from ideas.viability.assessing import decide
from ideas.viability.queries import assessment_to_decide
from ideas.viability.rubric import AssessmentVerdict
from kernel.database import db, transaction
from kernel.outbox import deliver_waiting, post
from members.notices.notice import Notice
from tests.cast import a_member
from tests.ideas.concepts_in_rounds import a_concept, a_draft
from tests.ideas.forums_and_rounds import a_round, an_assessment
from tests.ideas.test_assessing import notes


def told():
    with transaction():
        pass
    while deliver_waiting():
        pass
    found = select(Notice.member_id, Notice.words).order_by(Notice.created_at)
    return [(row.member_id, row.words) for row in db.session.execute(found)]


def supported(member, concept):
    with transaction():
        support(member, concept)


def test_those_who_took_part_are_told_once_when_the_ballot_opens(maya, omar, theo, travel):
    round = a_round("proposing", title="A bag for rain")
    a_draft(theo, round)
    supported(omar, a_concept(maya, round))
    travel(timedelta(days=20))
    for _ in range(2):
        with transaction():
            turn_rounds()
    told()
    assert {member_id for member_id, _ in told()} == {maya.id, omar.id}
    assert len(told()) == 2
    assert "The ballot of “A bag for rain” is open" in told()[0][1]


def test_a_new_round_is_told_to_those_who_took_part_in_its_forum_before(maya, omar, travel):
    before = a_round("balloting")
    a_round("announced", before.forum, title="A bag for snow")
    a_concept(maya, before)
    travel(timedelta(days=4))
    with transaction():
        turn_rounds()
    words = [words for member_id, words in told() if member_id == maya.id]
    assert "“A bag for snow” takes proposals now." in words
    assert omar.id not in {member_id for member_id, _ in told()}


def test_moved_dates_are_told_with_their_reason(maya, ines):
    round = a_round("proposing")
    a_concept(maya, round)
    with transaction():
        end_phase(ines, round_to_change(round.slug), "Everybody is done.")
    assert [(maya.id, True)] == [(member_id, "Everybody is done." in words) for member_id, words in told()]


def test_a_verdict_is_told_to_author_and_supporters(maya, omar, ines, travel):
    round = a_round("proposing")
    concept = a_concept(maya, round)
    supported(omar, concept)
    travel(timedelta(days=60))
    assessment = an_assessment(concept)
    with transaction():
        decide(ines, assessment_to_decide(assessment.id), AssessmentVerdict.DECLINED, notes())
    words = dict(told())
    assert set(words) == {maya.id, omar.id}
    assert "staff declined to make it" in words[omar.id]


@pytest.mark.parametrize("portion", [1, 2, 3])
def test_a_large_round_is_told_in_portions_and_nobody_is_left_out(maya, monkeypatch, portion):
    monkeypatch.setattr(telling, "PORTION", portion)
    round = a_round("proposing")
    concept = a_concept(maya, round)
    people = [a_member(f"Backer {number}", email=f"backer{number}@people.example") for number in range(3)]
    for person in people:
        supported(person, concept)
    with transaction():
        post("round.phase", key="all", round_id=round.id, phase="balloting", after=0)
    assert {member_id for member_id, _ in told()} == {maya.id, *(person.id for person in people)}
    assert len(told()) == 4
