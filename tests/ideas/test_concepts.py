"""Drafting, proposing, and revising concepts."""

from datetime import timedelta

import pytest
from sqlalchemy import func, select

from ideas.concepts import drafting, proposing
from ideas.concepts.concept import Concept, ConceptState
from ideas.concepts.draft import ConceptDraft
from ideas.concepts.queries import concept_held, concept_seen, draft_of, look_alikes, version_numbered, versions_of
from ideas.concepts.version import ConceptVersion
from ideas.viability.rubric import AssessmentVerdict
from kernel.clock import now
from kernel.database import db, transaction
from kernel.policy import Refused
from kernel.rules import RuleBroken
from kernel.search import find
from tests.ideas.concepts_in_rounds import a_concept, a_draft, a_revision, some_words
from tests.ideas.forums_and_rounds import a_forum, a_round, a_signal, an_assessment
from tests.statements import statements


def held(concept):
    """The concept as an act wants it."""
    return concept_held(concept.id)


def test_a_draft_is_kept_as_typed_even_when_unfinished(maya):
    concept = a_draft(maya, title="x" * 300, summary="", answers={})
    draft = draft_of(concept)
    assert draft.title == "x" * 300
    assert concept.title == "x" * 120


def test_saving_a_draft_again_replaces_its_words(maya):
    concept = a_draft(maya)
    with transaction():
        drafting.save(maya, held(concept), some_words(title="Another name"))
    assert draft_of(concept).title == "Another name"
    assert db.session.scalar(select(func.count()).select_from(ConceptDraft)) == 1


def test_a_draft_with_a_nul_byte_is_refused_at_its_field(maya):
    concept = a_draft(maya)
    with pytest.raises(RuleBroken) as broken, transaction():
        drafting.save(maya, held(concept), some_words(answers={"need": "nul \x00"}))
    assert broken.value.field == "answer_need"


def test_a_member_keeps_ten_drafts_in_a_round_at_most(maya):
    round = a_round()
    for _ in range(10):
        a_draft(maya, round)
    with pytest.raises(RuleBroken):
        a_draft(maya, round)


def test_only_its_author_sees_a_draft(maya, omar, ines):
    concept = a_draft(maya)
    assert concept_seen(maya, concept.id) is not None
    assert [concept_seen(person, concept.id) for person in (None, omar, ines)] == [None, None, None]


def test_throwing_away_a_new_draft_leaves_nothing(maya):
    concept = a_draft(maya)
    with transaction():
        drafting.discard(maya, held(concept))
    assert db.session.scalar(select(func.count()).select_from(Concept)) == 0


def test_proposing_freezes_the_draft_as_version_one(maya):
    concept = a_concept(maya)
    version = version_numbered(concept, 1)
    assert concept.state is ConceptState.PROPOSED
    assert (concept.title, concept.version_number, concept.current_version_id) == (version.title, 1, version.id)
    assert version.body_html == "<p>A roll top, <strong>one</strong> strap.</p>"
    assert version.answered() == [("need", "The need", "Zips let the rain in.")]
    assert draft_of(concept) is None


def test_a_proposed_concept_is_seen_by_everybody_and_found_by_search(maya):
    concept = a_concept(maya)
    assert concept_seen(None, concept.id).version.number == 1
    assert [hit.ref_id for hit in find("dry bag", ["concept"]).rows] == [concept.id]


def test_an_unfinished_draft_is_not_proposed_and_stays_as_it_was(maya):
    concept = a_draft(maya, answers={})
    with pytest.raises(RuleBroken) as broken, transaction():
        proposing.propose(maya, held(concept))
    assert broken.value.field == "answer_need"
    assert held(concept).is_draft
    assert draft_of(concept).title == "A bag that stays dry"


def test_proposing_twice_makes_one_version(maya):
    concept = a_concept(maya)
    with pytest.raises(Refused), transaction():
        proposing.propose(maya, held(concept))
    assert db.session.scalar(select(func.count()).select_from(ConceptVersion)) == 1


def test_answers_to_questions_the_forum_does_not_ask_are_dropped(maya):
    concept = a_concept(maya, answers={"need": "Dry", "shoe-size": "44"})
    assert version_numbered(concept, 1).answers == {"need": "Dry"}


def test_signals_of_the_own_forum_are_cited_and_others_are_not(maya):
    forum, elsewhere = a_forum("Bags"), a_forum("Lamps")
    mine, other = a_signal(forum), a_signal(elsewhere, "Too dim")
    concept = a_concept(maya, a_round(forum=forum), signal_ids=(mine.id, other.id, 999))
    assert [signal["id"] for signal in version_numbered(concept, 1).signals] == [mine.id]


def test_revising_adds_a_version_and_keeps_the_old_one(maya):
    concept = a_concept(maya)
    a_revision(maya, concept, title="A bag that stays dry inside")
    versions = versions_of(concept)
    assert [(version.number, version.title) for version in versions] == [
        (2, "A bag that stays dry inside"),
        (1, "A bag that stays dry"),
    ]
    assert held(concept).title == "A bag that stays dry inside"


def test_a_revision_must_say_what_changed(maya):
    concept = a_concept(maya)
    with pytest.raises(RuleBroken) as broken:
        a_revision(maya, concept, title="Another title", change_note="")
    assert broken.value.field == "change_note"


def test_a_revision_that_changes_nothing_is_refused(maya):
    concept = a_concept(maya)
    with pytest.raises(RuleBroken):
        a_revision(maya, concept)
    assert held(concept).version_number == 1


def test_a_draft_that_began_before_a_newer_version_is_not_published_over_it(maya):
    concept = a_concept(maya)
    with transaction():
        draft = drafting.save(maya, held(concept), some_words(title="Older", change_note="Old"))
        draft.based_on = 0
    with pytest.raises(RuleBroken) as broken:
        a_revision(maya, concept, title="Older")
    assert "appeared while you were writing" in broken.value.message


@pytest.mark.parametrize(
    ("phase", "allowed"),
    [("announced", False), ("proposing", True), ("refining", False), ("balloting", False), ("closed", False)],
)
def test_concepts_are_proposed_in_the_proposing_phase_only(maya, phase, allowed, travel):
    round = a_round("announced")
    concept = a_draft(maya, round)
    moments = dict(zip(("proposing", "refining", "balloting", "closed"), round.timetable.moments, strict=True))
    travel(moments.get(phase, now()))
    if allowed:
        with transaction():
            proposing.propose(maya, held(concept))
    else:
        with pytest.raises(Refused), transaction():
            proposing.propose(maya, held(concept))


@pytest.mark.parametrize(
    ("phase", "allowed"), [("proposing", True), ("refining", True), ("balloting", False), ("closed", False)]
)
def test_concepts_are_revised_until_balloting_begins(maya, phase, allowed):
    concept = a_concept(maya, a_round(phase))
    if allowed:
        assert a_revision(maya, concept, title="A drier bag").number == 2
    else:
        with pytest.raises(Refused):
            a_revision(maya, concept, title="A drier bag")


def test_a_concept_that_staff_returned_may_be_revised_after_the_close(maya, ines):
    concept = a_concept(maya, a_round("closed"))
    signed = {"decided_at": now(), "decided_by": ines.id, "words": "Nearly.", "would_change_our_mind": "Cheaper."}
    an_assessment(concept, verdict=AssessmentVerdict.RETURNED, **signed)
    assert a_revision(maya, concept, title="A cheaper bag").number == 2


def test_look_alikes_come_from_the_same_forum_and_never_the_concept_itself(maya, omar):
    forum = a_forum("Bags")
    first = a_concept(maya, a_round(forum=forum))
    a_concept(maya, a_round(forum=a_forum("Elsewhere")))
    again = a_draft(omar, a_round(forum=forum), title="A dry bag that stays dry")
    (only,) = look_alikes(forum.id, "A dry bag that stays dry", "Its lid closes over the zip", again.id)
    assert only[1].id == first.id
    assert look_alikes(forum.id, first.title, first.summary, but=first.id) == []


@pytest.mark.parametrize("person", ["lena", "rolf"])
def test_unconfirmed_and_suspended_people_begin_no_draft(app, request, person):
    with pytest.raises(Refused):
        a_draft(request.getfixturevalue(person))


def test_a_concept_loads_whole_in_one_statement(maya):
    concept = a_concept(maya)
    db.session.expunge_all()
    with statements() as seen:
        found = concept_seen(None, concept.id)
        assert (found.author.name, found.round.title, found.forum.name, found.version.number) is not None
        assert found.co_authors == []
    assert len(seen) == 1


def test_drafts_may_be_written_before_the_round_opens(maya, travel):
    round = a_round("announced")
    concept = a_draft(maya, round)
    travel(round.proposing_at + timedelta(seconds=1))
    with transaction():
        proposing.propose(maya, held(concept))
    assert held(concept).state is ConceptState.PROPOSED
