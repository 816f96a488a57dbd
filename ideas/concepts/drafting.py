"""Typing a concept: begun in a round, saved as typed, thrown away or published. Only the authors ever see a draft."""

from __future__ import annotations

from sqlalchemy import delete, func, select
from sqlalchemy.orm.attributes import set_committed_value

from governance.charter.values import value
from ideas.concepts.attachment import ConceptPicture
from ideas.concepts.co_author import CoAuthor
from ideas.concepts.concept import SUMMARY_MAX, TITLE_MAX, Concept, ConceptState
from ideas.concepts.draft import ConceptDraft
from ideas.concepts.policy import may_draft, may_hold_draft, may_write
from ideas.concepts.queries import draft_of, is_returned
from ideas.concepts.version import ConceptVersion
from ideas.concepts.wording import Wording, refuse_unstorable
from ideas.rounds.round import Round
from kernel.clock import now
from kernel.database import db
from kernel.policy import require
from kernel.rules import RuleBroken
from members.accounts.member import Member


def begin(member: Member, round_: Round, external_id: str | None = None) -> Concept:
    """An empty draft in this round. `external_id` names it in the file an import reads. Needs the round's forum loaded."""
    require(may_draft(member, round_, now()))
    mine = select(func.count()).where(
        Concept.round_id == round_.id, Concept.author_id == member.id, Concept.state == ConceptState.DRAFT
    )
    if external_id is None and (db.session.scalar(mine) or 0) >= (most := value("concept.drafts")):
        raise RuleBroken(f"You have {most} drafts in this round. Propose or throw away one of them first.")
    concept = Concept(round=round_, forum=round_.forum, author=member, external_id=external_id)
    db.session.add(concept)
    db.session.flush()
    set_committed_value(concept, "co_authors", [])
    set_committed_value(concept, "version", None)
    db.session.add(ConceptDraft(concept_id=concept.id, saved_by_id=member.id))
    db.session.flush()
    return concept


def save(member: Member, concept: Concept, wording: Wording) -> ConceptDraft:
    """Keep what was typed, finished or not. Raises RuleBroken on a part that no database could keep."""
    require(may_write(member, concept, now(), is_returned(concept)))
    for name, text in wording.texts():
        refuse_unstorable(text, name)
    draft = ready(member, concept)
    draft.title, draft.summary, draft.body_source = wording.title, wording.summary, wording.body
    draft.answers, draft.signal_ids = dict(wording.answers), list(wording.signal_ids)
    draft.change_note = wording.change_note
    draft.saved_by_id, draft.saved_at = member.id, now()
    if concept.is_draft:
        concept.title, concept.summary = wording.title[:TITLE_MAX], wording.summary[:SUMMARY_MAX]
    db.session.flush()
    return draft


def ready(member: Member, concept: Concept) -> ConceptDraft:
    """The draft of the next version: the one being written, or a new one that starts from the standing words."""
    draft = draft_of(concept)
    if draft is None:
        draft = from_version(concept.version, member.id)
        db.session.add(draft)
        db.session.flush()
    return draft


def from_version(version: ConceptVersion | None, member_id: int) -> ConceptDraft:
    """A draft, not stored, with the words of this version."""
    if version is None:
        raise RuleBroken("This concept has no words to start from.")
    return ConceptDraft(
        concept_id=version.concept_id,
        title=version.title,
        summary=version.summary,
        body_source=version.body_source,
        answers=dict(version.answers),
        signal_ids=[signal["id"] for signal in version.signals],
        change_note="",
        based_on=version.number,
        saved_by_id=member_id,
        saved_at=now(),
    )


def discard(member: Member, concept: Concept) -> None:
    """Throw the draft away. A concept that was never published goes with it; a published one keeps its standing version."""
    require(may_hold_draft(member, concept, now(), is_returned(concept)))
    hanging = delete(ConceptPicture).where(ConceptPicture.concept_id == concept.id)
    db.session.execute(hanging.execution_options(synchronize_session=False))
    db.session.execute(delete(ConceptDraft).where(ConceptDraft.concept_id == concept.id))
    if concept.is_draft:
        db.session.execute(delete(CoAuthor).where(CoAuthor.concept_id == concept.id))
        db.session.delete(concept)
    elif concept.version is not None:
        for position, picture in enumerate(concept.version.pictures):
            db.session.add(ConceptPicture(concept_id=concept.id, picture_id=picture["id"], position=position))
    db.session.flush()
