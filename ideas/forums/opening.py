"""Staff and stewards open forums and change them. A question that is taken out retires: older concepts keep it
with their answer.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, field

from sqlalchemy import select

from ideas.forums.colour import fit_colour
from ideas.forums.forum import (
    HINT_LENGTH,
    LABEL_LENGTH,
    NAME_LENGTH,
    SUMMARY_LENGTH,
    WORDS,
    FieldKind,
    Forum,
    ForumField,
)
from ideas.forums.policy import may_keep_forum, may_open_forum
from ideas.forums.queries import forums_kept_by
from ideas.forums.slug import fit_slug, free_slug, slug_from
from kernel.clock import now
from kernel.database import db
from kernel.policy import require
from kernel.rules import RuleBroken
from kernel.search import index
from members.accounts.member import Member

MOST_QUESTIONS = 12


@dataclass(frozen=True)
class Question:
    """One question as its forum's keeper typed it; without a key it is new."""

    label: str
    hint: str = ""
    kind: FieldKind = FieldKind.TEXT
    required: bool = False
    key: str = ""
    material: bool = False


USUAL = (
    Question("The need", "What is hard, missing or annoying today?", FieldKind.LONG, True, "need", True),
    Question("For whom", "Who has this need, and when?", FieldKind.TEXT, True, "for-whom"),
    Question("Price point", "What should one cost, about?", FieldKind.TEXT, False, "price-point", True),
    Question("Must-haves", "Without what would it not be worth making?", FieldKind.LONG, False, "must-haves", True),
)


@dataclass(frozen=True)
class ForumTerms:
    """What a forum is, as its keeper typed it. `slug` is made from the name when empty."""

    name: str
    colour: str
    summary: str
    slug: str = ""
    questions: Sequence[Question] = field(default=USUAL)
    material_words: Sequence[str] = ("summary",)


def open_forum(actor: Member, terms: ForumTerms) -> Forum:
    """A new forum, with the actor as its first steward. Raises RuleBroken on the field that does not fit."""
    require(may_open_forum(actor, forums_kept_by(actor), now()))
    name = _fit_name(terms.name, None)
    slug = fit_slug(Forum, terms.slug) if terms.slug else free_slug(Forum, name)
    forum = Forum(slug=slug, name=name, colour=fit_colour(terms.colour), summary=_fit_summary(terms.summary))
    forum.opened_by, forum.stewards, forum.fields = actor.id, [], []
    forum.material_words = _fit_words(terms.material_words)
    _ask(forum, terms.questions)
    db.session.add(forum)
    db.session.flush()
    _let_find(forum)
    return forum


def change_forum(actor: Member, forum: Forum, terms: ForumTerms) -> None:
    """New words, colour or questions for a forum whose fields and stewards are loaded. Its address stays."""
    require(may_keep_forum(actor, forum, now()))
    forum.name = _fit_name(terms.name, forum)
    forum.colour = fit_colour(terms.colour)
    forum.summary = _fit_summary(terms.summary)
    forum.material_words = _fit_words(terms.material_words)
    _ask(forum, terms.questions)
    _let_find(forum)


def _let_find(forum: Forum) -> None:
    index("forum", forum.id, forum.name, forum.summary, f"/forums/{forum.slug}")


def _fit_name(name: str, forum: Forum | None) -> str:
    name = " ".join(name.split())
    if not name or len(name) > NAME_LENGTH:
        raise RuleBroken(f"A forum needs a name of at most {NAME_LENGTH} characters.", "name")
    same = db.session.scalar(select(Forum.id).where(Forum.name == name))
    if same is not None and (forum is None or same != forum.id):
        raise RuleBroken("There is a forum of this name already. Choose another name, or use that forum.", "name")
    return name


def _fit_summary(summary: str) -> str:
    summary = " ".join(summary.split())
    if not summary or len(summary) > SUMMARY_LENGTH:
        raise RuleBroken(f"Say in {SUMMARY_LENGTH} characters or fewer what belongs here.", "summary")
    return summary


def _fit_words(chosen: Sequence[str]) -> list[str]:
    if not set(chosen) <= set(WORDS):
        raise RuleBroken("Choose among the title, the one sentence and the full text.", "material_words")
    return [word for word in WORDS if word in chosen]


def _ask(forum: Forum, questions: Sequence[Question]) -> None:
    """Make the forum's questions these, in this order."""
    if len(questions) > MOST_QUESTIONS:
        raise RuleBroken(f"{MOST_QUESTIONS} questions are the most; people stop answering sooner.", "questions")
    known = {asked.key: asked for asked in forum.fields}
    kept = [_field(known, question, position) for position, question in enumerate(questions, 1)]
    for asked in forum.fields:
        if asked not in kept and asked.retired_at is None:
            asked.retired_at = now()
    forum.fields.extend(asked for asked in kept if asked not in forum.fields)


def _field(known: dict[str, ForumField], question: Question, position: int) -> ForumField:
    label, hint = " ".join(question.label.split()), " ".join(question.hint.split())
    if not label or len(label) > LABEL_LENGTH or len(hint) > HINT_LENGTH:
        words = f"Question {position} needs a label of at most {LABEL_LENGTH} characters"
        raise RuleBroken(f"{words} and a hint of at most {HINT_LENGTH}.", "questions")
    asked = known.get(question.key) or ForumField(key=_free_key(known, question))
    known[asked.key] = asked
    asked.label, asked.hint, asked.kind = label, hint, question.kind
    asked.required, asked.position, asked.retired_at = question.required, position, None
    asked.material = question.material
    return asked


def _free_key(known: dict[str, ForumField], question: Question) -> str:
    wanted = question.key or slug_from(question.label, 32)
    numbered = (f"{wanted}-{number}" for number in range(2, MOST_QUESTIONS + 3))
    return next(key for key in (wanted, *numbered) if key not in known)
