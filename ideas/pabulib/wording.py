"""What an imported election and its projects say of themselves: the file keeps names only, so the rest says where from."""

from __future__ import annotations

from governance.pabulib.election import Election, Project
from ideas.concepts.concept import SUMMARY_MAX, TITLE_MAX
from ideas.concepts.wording import TITLE_MIN, Wording
from ideas.forums.forum import FieldKind, ForumField
from ideas.rounds.round import TITLE_LENGTH
from kernel.figures import money_words
from kernel.forms import cleaned

BRIEF = "A vote that was held elsewhere, with its own dates and rules. Projects, costs and ballots are as its file has them."


def title_of(election: Election, slug: str) -> str:
    """What the round is called."""
    title = " ".join(cleaned(election.title).split()) or slug.replace("-", " ").capitalize()
    return _cut(title, TITLE_LENGTH)


def brief_of(election: Election) -> str:
    """What the round's brief says."""
    where = ", ".join(cleaned(election.meta[key]) for key in ("unit", "country", "instance") if election.meta.get(key))
    return f"{BRIEF}\n\nFrom: {where}." if where else BRIEF


def wording_of(project: Project, election: Election, fields: list[ForumField]) -> Wording:
    """What the concept says: a title that fits, and its cost there."""
    name = " ".join(cleaned(project.name).split()) or f"Project {project.id}"
    title = name if len(name) >= TITLE_MIN else f"{name} ({project.id})"
    cost = money_words(project.cost_minor, election.currency or "EUR")
    about = project.more.get("category", "")
    return Wording(
        title=_cut(title, TITLE_MAX),
        summary=_cut(f"Costs {cost}." + (f" In {about}." if about else ""), SUMMARY_MAX),
        body=f"{name}\n\nProject {project.id} of an imported vote; the file keeps its name and its cost only.",
        answers={asked.key: _answer(asked) for asked in fields if asked.required},
    )


def _answer(asked: ForumField) -> str:
    return "0" if asked.kind is FieldKind.NUMBER else "Not asked in the vote it comes from."


def _cut(text: str, length: int) -> str:
    return text if len(text) <= length else text[: length - 1].rstrip() + "…"
