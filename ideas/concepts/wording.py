"""What a concept must say before it is published, and how long each part may be. Drafts may be unfinished, never unstorable."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field

from ideas.concepts.concept import SUMMARY_MAX, TITLE_MAX
from ideas.forums.forum import FieldKind, ForumField
from kernel.rules import RuleBroken
from kernel.visible import can_be_seen, unfit

DRAFT_LONGEST = 20_000
BODY_MAX = 10_000
TITLE_MIN = 2  # “1%” won a round, and “交互式” is a whole title
SUMMARY_MIN = 12
NOTE_MAX = 280
ANSWER_MAX = {FieldKind.TEXT: 200, FieldKind.LONG: 2_000, FieldKind.NUMBER: 20}
NUMBER = re.compile(r"\d{1,9}([.,]\d{1,4})?")
Problem = tuple[str, str]


@dataclass(frozen=True)
class Wording:
    """Everything the author types; answers by the forum's field key, body in Markdown."""

    title: str = ""
    summary: str = ""
    body: str = ""
    answers: dict[str, str] = field(default_factory=dict)
    signal_ids: tuple[int, ...] = ()
    change_note: str = ""

    def texts(self) -> Iterator[tuple[str, str]]:
        """(form field, text) of every part."""
        yield from (("title", self.title), ("summary", self.summary), ("body", self.body))
        yield from ((answer_field(key), text) for key, text in self.answers.items())
        yield "change_note", self.change_note


def answer_field(key: str) -> str:
    """The name of the form field that holds the answer to the forum's field."""
    return f"answer_{key}"


def refuse_unstorable(text: str, name: str, longest: int = DRAFT_LONGEST) -> None:
    """Raise RuleBroken for text no database keeps (controls, no characters) or that is far beyond any limit."""
    if len(text) > longest:
        raise RuleBroken(f"This has {len(text):,} characters; {longest:,} at most can be kept.", name)
    for char in text:
        if unfit(char):
            raise RuleBroken(f"This text holds a character that cannot be shown (U+{ord(char):04X}).", name)


def problems(wording: Wording, fields: Sequence[ForumField]) -> list[Problem]:
    """Everything that keeps this wording from being published, as (form field, words), in the form's order."""
    found = [*_line("title", wording.title, TITLE_MIN, TITLE_MAX, "a title")]
    found += _line("summary", wording.summary, SUMMARY_MIN, SUMMARY_MAX, "the idea in one sentence")
    for asked in fields:
        found += _answer(asked, wording.answers.get(asked.key, ""))
    if len(wording.body) > BODY_MAX:
        found.append(("body", _too_long(wording.body, BODY_MAX)))
    if len(wording.change_note) > NOTE_MAX:
        found.append(("change_note", _too_long(wording.change_note, NOTE_MAX)))
    return found


def _line(name: str, text: str, shortest: int, longest: int, what: str) -> list[Problem]:
    if len(text) < shortest or not can_be_seen(text):
        return [(name, f"Give it {what} of {shortest} characters or more.")]
    if "\n" in text:
        return [(name, "Keep this on one line.")]
    return [(name, _too_long(text, longest))] if len(text) > longest else []


def _answer(asked: ForumField, text: str) -> list[Problem]:
    name, longest = answer_field(asked.key), ANSWER_MAX[asked.kind]
    if not text:
        return [(name, f"This forum asks every concept: {asked.label}.")] if asked.required else []
    if len(text) > longest:
        return [(name, _too_long(text, longest))]
    if asked.kind is FieldKind.NUMBER and not NUMBER.fullmatch(text):
        return [(name, "Write this as a plain number, such as 49 or 49.90.")]
    return []


def _too_long(text: str, longest: int) -> str:
    return f"This has {len(text):,} characters; {longest:,} are allowed."
