"""Opening forums, changing their questions, appointing stewards."""

import pytest
from sqlalchemy import select

from governance.record.entry import RecordEntry
from governance.record.pseudonyms import known_pseudonym
from ideas.forums.colour import contrast, fit_colour
from ideas.forums.forum import Forum
from ideas.forums.opening import USUAL, ForumTerms, Question, change_forum, open_forum
from ideas.forums.queries import forum_named, forums_kept_by
from ideas.forums.slug import slug_from
from ideas.forums.stewarding import appoint, release
from kernel.database import db, transaction
from kernel.policy import Refused
from kernel.rules import RuleBroken
from tests.ideas.forums_and_rounds import a_forum

TERMS = {"name": "Bags & packs", "colour": "#1F6F5C", "summary": "What carries things."}


def opened(actor, **changes):
    with transaction():
        return open_forum(actor, ForumTerms(**{**TERMS, **changes}))


def test_staff_open_a_forum_with_the_usual_questions(ines):
    opened(ines)
    forum = forum_named("bags-packs")
    assert (forum.name, forum.colour) == ("Bags & packs", "#1f6f5c")
    assert [field.key for field in forum.asked] == ["need", "for-whom", "price-point", "must-haves"]


def test_a_steward_of_one_forum_may_open_another(theo):
    a_forum("Lamps", steward=theo)
    assert opened(theo).opened_by == theo.id


def test_a_member_who_keeps_no_forum_may_not_open_one(maya):
    with pytest.raises(Refused, match="Only staff and stewards"):
        opened(maya)


@pytest.mark.parametrize(
    ("changes", "field"),
    [
        ({"name": "  "}, "name"),
        ({"name": "x" * 81}, "name"),
        ({"summary": ""}, "summary"),
        ({"colour": "red"}, "colour"),
        ({"colour": "#ffee88"}, "colour"),
        ({"slug": "Bags"}, "slug"),
        ({"slug": "new"}, "slug"),
        ({"questions": [Question("")]}, "questions"),
        ({"questions": [Question("q")] * 13}, "questions"),
    ],
)
def test_what_does_not_fit_is_said_at_its_field(ines, changes, field):
    with pytest.raises(RuleBroken) as broken:
        opened(ines, **changes)
    assert broken.value.field == field


def test_two_forums_never_share_a_name_but_get_addresses_of_their_own(ines):
    opened(ines)
    with pytest.raises(RuleBroken, match="forum of this name"):
        opened(ines)
    assert opened(ines, name="Bags packs").slug == "bags-packs-2"


def test_a_removed_question_retires_and_can_come_back(ines):
    opened(ines)
    forum = forum_named("bags-packs")
    with transaction():
        change_forum(ines, forum, ForumTerms(**TERMS, questions=[USUAL[1], Question("Weight", kind="number")]))
    forum = forum_named("bags-packs")
    assert [field.key for field in forum.asked] == ["for-whom", "weight"]
    assert {field.key for field in forum.fields} == {"need", "for-whom", "price-point", "must-haves", "weight"}
    with transaction():
        change_forum(ines, forum, ForumTerms(**TERMS, questions=USUAL))
    assert [field.key for field in forum_named("bags-packs").asked] == [question.key for question in USUAL]


def test_only_its_own_steward_may_change_a_forum(theo, maya):
    a_forum("Bags")
    a_forum("Lamps", steward=theo)
    with pytest.raises(Refused, match="stewards of Bags"), transaction():
        change_forum(theo, forum_named("bags"), ForumTerms(**TERMS))
    with transaction():
        change_forum(theo, forum_named("lamps"), ForumTerms(**TERMS))
    assert forum_named("lamps").name == "Bags & packs"


def test_staff_appoint_a_steward_once_and_release_them(ines, theo):
    a_forum("Bags")
    for _ in range(2):
        with transaction():
            appoint(ines, forum_named("bags"), theo)
    assert [forum.name for forum in forums_kept_by(theo)] == ["Bags"]
    with transaction():
        release(ines, forum_named("bags"), theo.id)
        release(ines, forum_named("bags"), theo.id)
    assert not forums_kept_by(theo)
    lines = db.session.scalars(select(RecordEntry).where(RecordEntry.kind.like("steward.%")).order_by(RecordEntry.seq))
    told = [(line.kind, line.payload["steward"], line.actor) for line in lines]
    people = known_pseudonym(theo.id), known_pseudonym(ines.id)
    assert told == [("steward.appointed", *people), ("steward.released", *people)]


def test_a_steward_may_not_appoint_another(theo, maya):
    a_forum("Bags", steward=theo)
    with pytest.raises(Refused, match="Only staff appoint"), transaction():
        appoint(theo, forum_named("bags"), maya)


def test_somebody_suspended_cannot_become_steward(ines, rolf):
    a_forum("Bags")
    with pytest.raises(RuleBroken, match="cannot act here"), transaction():
        appoint(ines, forum_named("bags"), rolf)


@pytest.mark.parametrize(
    ("name", "slug"),
    [
        ("Über-Lamps!", "uber-lamps"),
        ("Straße größer", "strasse-grosser"),
        ("Smørrebrød, Łódź", "smorrebrod-lodz"),
        ("New", None),
        ("灯具", None),
        ("a" * 99, "a" * 60),
    ],
)
def test_an_address_is_made_of_plain_letters(name, slug):
    made = slug_from(name)
    assert made == slug if slug else made.startswith("n-")


def test_a_colour_is_refused_when_it_cannot_be_told_from_paper():
    assert contrast("#000000", "#ffffff") == pytest.approx(21)
    assert fit_colour(" #1F6F5C ") == "#1f6f5c"
    with pytest.raises(RuleBroken, match="too pale"):
        fit_colour("#f0e0d0")


def test_a_slug_is_unique_in_the_database_too(app):
    from sqlalchemy.exc import IntegrityError

    a_forum("Bags")
    with pytest.raises(IntegrityError):
        a_forum("Bags again", slug="bags")
    assert Forum.__table__.c.slug.unique
