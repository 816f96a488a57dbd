"""Freezing a draft into the next version: the one way in which words of a concept become public."""

from __future__ import annotations

from typing import Any

from sqlalchemy import delete, select
from sqlalchemy.orm.attributes import set_committed_value

from ideas.concepts.attachment import ConceptSignal, PublishedPicture
from ideas.concepts.concept import Concept
from ideas.concepts.draft import ConceptDraft
from ideas.concepts.queries import fields_of, pictures_of
from ideas.concepts.version import ConceptVersion
from ideas.concepts.wording import Wording, problems
from ideas.forums.forum import ForumField
from ideas.rounds.signal import Signal
from kernel.clock import now
from kernel.conflicts import insert_unless_there
from kernel.database import db
from kernel.markup import excerpt, to_html
from kernel.pictures import Picture
from kernel.rules import RuleBroken
from kernel.search import index
from members.accounts.member import Member


def wording_of(draft: ConceptDraft) -> Wording:
    """The draft's words as one value."""
    return Wording(
        title=draft.title,
        summary=draft.summary,
        body=draft.body_source,
        answers={key: str(text) for key, text in draft.answers.items()},
        signal_ids=tuple(draft.signal_ids),
        change_note=draft.change_note,
    )


def freeze(member: Member, concept: Concept, draft: ConceptDraft) -> ConceptVersion:
    """The draft as version number n + 1, which becomes the standing one. Raises RuleBroken on the first unfinished part."""
    wording, fields = wording_of(draft), fields_of(concept.forum_id)
    for name, words in problems(wording, fields):
        raise RuleBroken(words, name)
    pictures = pictures_of(concept.id, held=True)
    version = ConceptVersion(
        concept_id=concept.id,
        number=concept.version_number + 1,
        title=wording.title,
        summary=wording.summary,
        body_source=wording.body,
        body_html=to_html(wording.body, "body") if wording.body else "",
        answers=_asked(wording, fields),
        labels={asked.key: asked.label for asked in fields},
        pictures=[_frozen(picture) for picture in pictures],
        hidden_pictures=[picture.id for picture in pictures if picture.hidden_at is not None],
        signals=_cite(concept, wording.signal_ids),
        change_note=wording.change_note if concept.version_number else "",
        author=member,
        created_at=now(),
    )
    db.session.add(version)
    _publish_pictures(concept.id, [picture.id for picture in pictures])
    db.session.delete(draft)
    db.session.flush()
    _stand(concept, version, pictures[0] if pictures else None)
    return version


def _asked(wording: Wording, fields: list[ForumField]) -> dict[str, Any]:
    return {asked.key: wording.answers[asked.key] for asked in fields if wording.answers.get(asked.key)}


def _publish_pictures(concept_id: int, picture_ids: list[int]) -> None:
    if picture_ids:
        shown = insert_unless_there(PublishedPicture.__table__).on_conflict_do_nothing()
        db.session.execute(shown, [{"concept_id": concept_id, "picture_id": picture_id} for picture_id in picture_ids])


def _frozen(picture: Picture) -> dict[str, Any]:
    return {name: getattr(picture, name) for name in ("id", "key", "width", "height", "alt")}


def _cite(concept: Concept, signal_ids: tuple[int, ...]) -> list[Any]:
    """The signals of this forum among those ids, as a reader sees them; the standing citations follow."""
    chosen = select(Signal).where(Signal.id.in_(signal_ids), Signal.forum_id == concept.forum_id).order_by(Signal.id)
    signals = list(db.session.scalars(chosen)) if signal_ids else []
    if concept.version_number:
        db.session.execute(delete(ConceptSignal).where(ConceptSignal.concept_id == concept.id))
    db.session.add_all(ConceptSignal(concept_id=concept.id, signal_id=signal.id) for signal in signals)
    return [{"id": signal.id, "statement": signal.statement} for signal in signals]


def _stand(concept: Concept, version: ConceptVersion, cover: Picture | None) -> None:
    concept.version_number, concept.current_version_id = version.number, version.id
    concept.title, concept.summary, concept.cover = version.title, version.summary, cover
    concept.revised_at = version.created_at
    set_committed_value(concept, "version", version)
    put_in_index(concept, version)


def put_in_index(concept: Concept, version: ConceptVersion) -> None:
    """Let the standing words be found by search."""
    said = [version.summary, *(text for _, _, text in version.answered()), excerpt(version.body_html, 2_000)]
    index("concept", concept.id, version.title, "\n".join(said), f"/concepts/{concept.id}", version.summary)
