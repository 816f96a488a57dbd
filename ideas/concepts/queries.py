"""What readers and acts need of concepts. The viewer is a parameter: what is not theirs to see does not exist for them."""

from __future__ import annotations

from collections.abc import Sequence
from functools import cache
from typing import Any

from sqlalchemy import Select, bindparam, select
from sqlalchemy.orm import contains_eager, joinedload, selectinload

from governance.charter.values import value
from ideas.concepts.attachment import ConceptPicture
from ideas.concepts.co_author import CoAuthor
from ideas.concepts.concept import Concept, ConceptState
from ideas.concepts.draft import ConceptDraft
from ideas.concepts.policy import may_see
from ideas.concepts.similarity import Likeness, Weights, nearest
from ideas.concepts.version import ConceptVersion
from ideas.forums.forum import Forum, ForumField
from ideas.forums.policy import may_keep_forum
from ideas.rounds.round import Round
from ideas.rounds.signal import RoundSignal, Signal
from ideas.viability.assessment import Assessment
from ideas.viability.rubric import AssessmentVerdict
from kernel.clock import now
from kernel.database import db
from kernel.pictures import Picture
from members.accounts.member import Member

COMPARED = 5_000
NAMED = (Member.name, Member.picture_key)
LISTED = (Concept.state == ConceptState.PROPOSED, Concept.hidden_at.is_(None))


def for_cards() -> tuple[Any, ...]:
    """Loader options for a list of cards: add them to any select(Concept). Forum rows are few and shared."""
    return (joinedload(Concept.author).load_only(*NAMED), joinedload(Concept.cover), joinedload(Concept.forum))


def concept_seen(viewer: Member | None, concept_id: int) -> Concept | None:
    """A concept whole: round, forum, author, cover, standing version and co-authors, in one statement. None when hidden."""
    whole = _whole(stewards=viewer is not None)
    concept: Concept | None = db.session.scalars(whole, {"concept_id": concept_id}).unique().one_or_none()
    if concept is None:
        return None
    keeper = viewer is not None and bool(may_keep_forum(viewer, concept.forum, now()))
    return concept if may_see(viewer, concept, keeper) else None


@cache
def _whole(stewards: bool) -> Select[Any]:
    """Built once: putting the statement together costs as much as running it."""
    whole = (
        select(Concept)
        .join(Concept.round)
        .where(Concept.id == bindparam("concept_id"))
        .options(contains_eager(Concept.round), joinedload(Concept.version), *for_cards())
        .options(joinedload(Concept.co_authors).joinedload(CoAuthor.member).load_only(*NAMED))
        .execution_options(populate_existing=True)
    )
    return whole.options(joinedload(Concept.forum).joinedload(Forum.stewards)) if stewards else whole


def concept_held(concept_id: int) -> Concept:
    """A concept for an act in the open transaction: read afresh and held, its round held from moving. The id must exist."""
    db.session.execute(
        select(Round.id)
        .join(Concept, Concept.round_id == Round.id)
        .where(Concept.id == concept_id)
        .with_for_update(read=True, of=Round)
    )
    held = (
        select(Concept)
        .join(Concept.round)
        .join(Concept.forum)
        .where(Concept.id == concept_id)
        .options(contains_eager(Concept.round), contains_eager(Concept.forum).selectinload(Forum.stewards))
        .options(selectinload(Concept.co_authors).joinedload(CoAuthor.member), selectinload(Concept.version))
        .with_for_update(of=Concept)
        .execution_options(populate_existing=True)
    )
    concept: Concept = db.session.scalars(held).one()
    return concept


def is_returned(concept: Concept) -> bool:
    """Whether staff's newest assessment asked for changes. Costs a statement only after the round's close."""
    if concept.version_number == 0 or not concept.round.is_closed(now()):
        return False
    newest = select(Assessment.verdict).where(Assessment.concept_id == concept.id).order_by(Assessment.attempt.desc())
    return db.session.scalar(newest.limit(1)) == AssessmentVerdict.RETURNED


def draft_of(concept: Concept) -> ConceptDraft | None:
    """What is typed and not published yet, if anything."""
    found: ConceptDraft | None = db.session.scalar(
        select(ConceptDraft).where(ConceptDraft.concept_id == concept.id).execution_options(populate_existing=True)
    )
    return found


def fields_of(forum_id: int) -> list[ForumField]:
    """The questions a forum asks every concept today, in order."""
    asked = select(ForumField).where(ForumField.forum_id == forum_id)
    return list(db.session.scalars(asked.order_by(ForumField.position, ForumField.id)))


def pictures_of(concept_id: int, held: bool = False) -> list[Picture]:
    """The pictures of the version to come, cover first; `held` for an act that must know which of them are hidden."""
    hanging = select(Picture).join(ConceptPicture, ConceptPicture.picture_id == Picture.id)
    ordered = hanging.where(ConceptPicture.concept_id == concept_id).order_by(
        ConceptPicture.position, ConceptPicture.id
    )
    if held:
        ordered = ordered.with_for_update(of=Picture).execution_options(populate_existing=True)
    return list(db.session.scalars(ordered))


def versions_of(concept: Concept) -> Sequence[ConceptVersion]:
    """All versions with their authors, newest first."""
    listed = (
        select(ConceptVersion).where(ConceptVersion.concept_id == concept.id).order_by(ConceptVersion.number.desc())
    )
    return db.session.scalars(listed.options(joinedload(ConceptVersion.author))).all()


def version_numbered(concept: Concept, number: int) -> ConceptVersion | None:
    """One version, or None."""
    wanted = select(ConceptVersion).where(ConceptVersion.concept_id == concept.id, ConceptVersion.number == number)
    found: ConceptVersion | None = db.session.scalar(wanted.options(joinedload(ConceptVersion.author)))
    return found


def concepts_by(viewer: Member | None, member_id: int) -> Select[Any]:
    """What a member proposed or co-authors, newest first, for cards; drafts only for themselves."""
    mates = select(CoAuthor.concept_id).where(
        CoAuthor.member_id == member_id, CoAuthor.accepted_at.is_not(None), CoAuthor.left_at.is_(None)
    )
    theirs = select(Concept).where((Concept.author_id == member_id) | Concept.id.in_(mates))
    if viewer is None or viewer.id != member_id:
        theirs = theirs.where(Concept.state != ConceptState.DRAFT, Concept.hidden_at.is_(None))
    return theirs.order_by(Concept.created_at.desc(), Concept.id.desc()).options(*for_cards())


def drafts_in(member: Member, round_: Round) -> Sequence[Concept]:
    """A member's own unpublished concepts in a round, newest first."""
    mine = select(Concept).where(
        Concept.round_id == round_.id, Concept.author_id == member.id, Concept.state == ConceptState.DRAFT
    )
    return db.session.scalars(mine.order_by(Concept.id.desc())).all()


def invitations_of(member: Member) -> Sequence[CoAuthor]:
    """Invitations that wait for this member's answer."""
    waiting = select(CoAuthor).where(
        CoAuthor.member_id == member.id,
        CoAuthor.accepted_at.is_(None),
        CoAuthor.declined_at.is_(None),
        CoAuthor.left_at.is_(None),
    )
    return db.session.scalars(waiting).all()


def mate_of(concept_id: int, member: Member) -> CoAuthor | None:
    """This member's row among the concept's co-authors, held for an act."""
    theirs = select(CoAuthor).where(CoAuthor.concept_id == concept_id, CoAuthor.member_id == member.id)
    found: CoAuthor | None = db.session.scalar(theirs.with_for_update().execution_options(populate_existing=True))
    return found


def signals_to_cite(round_: Round) -> Sequence[Signal]:
    """The signals this round's brief picked; where it picked none, the forum's twenty newest."""
    picked = select(Signal).join(RoundSignal, RoundSignal.signal_id == Signal.id)
    chosen = picked.where(RoundSignal.round_id == round_.id, RoundSignal.picked).order_by(Signal.id)
    newest = select(Signal).where(Signal.forum_id == round_.forum_id).order_by(Signal.id.desc()).limit(20)
    return db.session.scalars(chosen).all() or db.session.scalars(newest).all()


def look_alikes(forum_id: int, title: str, summary: str, but: int | None = None) -> list[tuple[Likeness, Concept]]:
    """Up to five standing concepts of the forum that resemble this wording, nearest first, with cards loaded."""
    candidates = select(Concept.id, Concept.title, Concept.summary).where(Concept.forum_id == forum_id, *LISTED)
    newest = candidates.order_by(Concept.proposed_at.desc()).limit(COMPARED)
    others = ((row.id, row.title, row.summary) for row in db.session.execute(newest) if row.id != but)
    weights = Weights(value("order.alike-percent"), value("order.alike-title-percent"))
    near = nearest(title, summary, others, weights=weights)
    if not near:
        return []
    loaded = select(Concept).where(Concept.id.in_([likeness.concept_id for likeness in near])).options(*for_cards())
    by_id = {concept.id: concept for concept in db.session.scalars(loaded)}
    return [(likeness, by_id[likeness.concept_id]) for likeness in near]
