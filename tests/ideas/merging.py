"""Builders for merges, made by the acts, and the supports as they are stored."""

from sqlalchemy import select

from ideas.concepts.concept import Concept
from ideas.merges import merging, queries
from ideas.supports import queries as supports
from ideas.supports import supporting
from ideas.supports.support import Support
from kernel.database import db, transaction
from tests.ideas.concepts_in_rounds import a_concept
from tests.ideas.forums_and_rounds import a_round


def alike(maya, omar):
    """Maya's concept and Omar's, alike, in one round."""
    round = a_round()
    return a_concept(maya, round, title="A felt bag"), a_concept(omar, round, title="A bag of felt")


def act(verb, member, concept):
    """This act of supporting, by this member."""
    with transaction():
        return verb(member, supports.concept_held(concept.id))


def propose(member, source, target, reason=""):
    """The id of the merge proposed."""
    with transaction():
        return merging.propose_merge(member, *queries.pair_held(source.id, target.id), reason).id


def answer(verb, member, merge_id, *words):
    """An answer to it, or undoing it."""
    with transaction():
        merge = queries.merge_held(merge_id)
        verb(member, merge, *queries.pair_held(merge.source_id, merge.target_id), *words)


def merged(maya, omar, pair):
    """Both agree: the id of the merge."""
    merge_id = propose(maya, *pair)
    answer(merging.accept_merge, omar, merge_id)
    return merge_id


def follow(member, merge_id):
    """A supporter carries over."""
    with transaction():
        merge = queries.merge_held(merge_id, shared=True)
        return supporting.follow(member, merge, supports.concept_held(merge.target_id))


def stored(concept):
    """Its supports as they are: who, for which version, from where, since when; and the count kept beside them."""
    db.session.expire_all()
    columns = (Support.member_id, Support.version_id, Support.via_merge_id, Support.created_at)
    rows = db.session.execute(
        select(*columns).where(Support.concept_id == concept.id).order_by(Support.member_id)
    ).all()
    return [tuple(row) for row in rows], db.session.get(Concept, concept.id).supports_count
