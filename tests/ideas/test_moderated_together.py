"""Two hidings that touch: each keeps what the other took out of sight."""

from sqlalchemy import select

from governance.moderation import moderating
from governance.moderation.ground import Ground
from governance.moderation.pictures import PICTURE_KIND
from ideas.concepts import proposing
from ideas.concepts.queries import concept_held
from ideas.concepts.version import ConceptVersion
from ideas.discussion.queries import comment_held
from kernel.database import db, transaction
from kernel.search import find
from members.accounts.member import Member
from tests.ideas.concepts_in_rounds import a_comment, a_concept, a_draft, a_revision
from tests.ideas.test_concept_pictures import hang
from tests.together import together


def hidden_by(keeper_id, picture_id):
    with transaction():
        moderating.hide(db.session.get(Member, keeper_id), PICTURE_KIND.held(picture_id), Ground.COPIED)


def test_a_comment_restored_below_a_hidden_concept_is_found_by_no_search(maya, omar, ines):
    concept = a_concept(maya)
    comment = a_comment(omar, concept, source="The zephyrine handle is too thin.")
    with transaction():
        moderating.hide(ines, comment_held(comment.id), Ground.ABUSE)
        moderating.hide(ines, concept_held(concept.id), Ground.COPIED)
    with transaction():
        moderating.restore(ines, comment_held(comment.id), "It was none.")
    assert find("zephyrine").rows == []
    with transaction():
        moderating.restore(ines, concept_held(concept.id), "It is her own.")
    assert [hit.ref_id for hit in find("zephyrine").rows] == [comment.id]


def with_pictures(author, many):
    """A proposed concept, and its pictures."""
    concept = a_draft(author)
    hung = [hang(author, concept) for _ in range(many)]
    with transaction():
        proposing.propose(author, concept_held(concept.id))
    return concept, hung


def masked_in(concept):
    db.session.expire_all()
    versions = select(ConceptVersion).where(ConceptVersion.concept_id == concept.id).order_by(ConceptVersion.number)
    return [version.hidden_pictures for version in db.session.scalars(versions)]


def test_two_pictures_of_a_concept_hidden_at_once_are_both_out_of_sight(app, maya, ines):
    concept, (cover, other) = with_pictures(maya, 2)
    read_before = db.session.scalars(select(ConceptVersion)).all()
    assert together(app, lambda: hidden_by(ines.id, cover.id)) == [None]
    hidden_by(ines.id, other.id)
    assert [version.hidden_pictures for version in read_before] == [[cover.id, other.id]]
    assert masked_in(concept) == [[cover.id, other.id]]


def test_a_hidden_picture_stays_out_of_sight_in_the_next_version(app, plain_browser, maya, ines):
    concept, (cover,) = with_pictures(maya, 1)
    hidden_by(ines.id, cover.id)
    a_revision(maya, concept, title="A bag that stays drier")
    assert masked_in(concept) == [[cover.id], [cover.id]]
    assert cover.key not in plain_browser.open(f"/concepts/{concept.id}").response.text
