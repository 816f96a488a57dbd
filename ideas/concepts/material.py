"""A change is material when it touches what the forum says a supporter relies on; then supporters are asked anew."""

from __future__ import annotations

from collections.abc import Mapping, Sequence

from ideas.concepts.concept import Concept
from ideas.concepts.version import ConceptVersion
from ideas.concepts.wording import Wording
from ideas.forums.forum import LABELS, Forum, ForumField


def texts_of(said: ConceptVersion | Wording) -> dict[str, str]:
    """Every part of these words by its key, the answers by their field's."""
    body = said.body if isinstance(said, Wording) else said.body_source
    answers = {key: str(text) for key, text in said.answers.items()}
    return {**answers, "title": said.title, "summary": said.summary, "body": body}


def material_keys(forum: Forum, fields: Sequence[ForumField]) -> dict[str, str]:
    """What the forum holds to be material: key and label of each part. `fields` are all it asks or asked."""
    words = {key: LABELS[key] for key in LABELS if key in forum.material_words}
    return {**words, **{asked.key: asked.label for asked in fields if asked.material and asked.retired_at is None}}


def changed_among(keys: Mapping[str, str], before: Mapping[str, str], after: Mapping[str, str]) -> list[str]:
    """Which of these parts say something else now, in the forum's order."""
    return [key for key in keys if before.get(key, "").strip() != after.get(key, "").strip()]


def ask_anew(concept: Concept, version: ConceptVersion) -> None:
    """From this version on only supports carried over count. Wants the concept held, with its round not moving."""
    concept.material_version_id, concept.supports_count, concept.supports_milestone = version.id, 0, 0
