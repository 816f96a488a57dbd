"""The kinds of acts that wait before they are done. Each is added once, when the module that knows the act is imported."""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass, field
from typing import Any

from members.accounts.member import Member

Given = Mapping[str, Any]
Doing = Callable[[Member, int | str, Given], object]
_kinds: dict[str, Doing] = {}


@dataclass(frozen=True, slots=True)
class Act:
    """One act as it was typed: what is done to what. `title` and `url` tell staff what waits, and where it belongs."""

    kind: str
    about: int | str
    title: str
    url: str
    given: dict[str, Any] = field(default_factory=dict)


@dataclass(frozen=True, slots=True)
class Shown:
    """The second look: a question, what was typed as pairs of words, what follows, who is told, and the button's label."""

    question: str
    facts: Sequence[tuple[str, str]]
    follows: Sequence[str]
    told: str
    label: str


def done_later(kind: str) -> Callable[[Doing], Doing]:
    """Mark the function that does acts of this kind: it loads what the act needs, and calls it."""

    def decorate(doing: Doing) -> Doing:
        _kinds[kind] = doing
        return doing

    return decorate


def do(kind: str, actor: Member, about: str, given: Given) -> None:
    """Do it inside the open transaction. Raises whatever the act raises."""
    _kinds[kind](actor, int(about) if about.isdecimal() else about, given)
