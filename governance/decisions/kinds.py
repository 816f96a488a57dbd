"""The kinds of decisions: what each is called, where its subject is seen, and what happens when one passes.

A kind is added once, when the module that knows it is imported.
"""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass

from governance.decisions.decision import Decision


@dataclass(frozen=True, slots=True)
class Change:
    """What a yes would change, in words: what is now, what it becomes, and what that does."""

    was: str
    becomes: str
    does: str = ""


@dataclass(frozen=True, slots=True)
class Kind:
    """`enact` carries a passed decision out, once, in the closing transaction or after its cooling-off.

    `subject_url` is the page of what it is about, `change` what is shown above the reasons; `yes_means` and `no_means`
    are for the ballot. An `owed` one cannot be withdrawn. What it proposes under the names in `on_record` stands on the
    public record: whole numbers, and nothing about a person.
    """

    name: str
    label: str
    enact: Callable[[Decision], None] | None = None
    subject_url: Callable[[Decision], str] | None = None
    change: Callable[[Decision], Change] | None = None
    yes_means: str = "It takes effect."
    no_means: str = "All stays as it is."
    owed: bool = False
    on_record: tuple[str, ...] = ()


_kinds: dict[str, Kind] = {}


def add(kind: Kind) -> None:
    """Make a kind known; the same name again replaces it."""
    _kinds[kind.name] = kind


def kind_of(decision: Decision) -> Kind:
    """The kind of a decision; one that this release no longer knows is shown by its name and does nothing."""
    return _kinds.get(decision.kind) or Kind(decision.kind, decision.kind.replace("-", " ").capitalize())


def is_known(name: str) -> bool:
    """Whether decisions of this kind can be opened."""
    return name in _kinds
