"""What can be flagged and hidden. Each package declares its kinds of things here, so that the acts need to know none."""

from __future__ import annotations

from abc import ABC, abstractmethod
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import datetime
from typing import Any, ClassVar

from governance.decisions.policy import standing
from kernel.policy import Verdict, refused
from members.accounts.member import Member

STAFF_KEEP = "Only the brand’s staff hide this."


@dataclass(frozen=True, slots=True)
class Shown:
    """A thing as a keeper looks at it: who made it and when, its words or its picture, and where it stands."""

    author: Member | None
    at: datetime
    path: str
    html: str = ""
    picture: Any = None


class Kind(ABC):
    """One kind of thing. A row has an id, hidden_at and hidden_reason."""

    name: ClassVar[str]  # in the database and the record: "comment"
    noun: ClassVar[str]  # in addresses: "comments"
    words: ClassVar[str]  # on screen: "comment"
    row: ClassVar[type[Any]]
    notice: ClassVar[str] = "account"  # the kind of notice its author gets

    @abstractmethod
    def seen(self, viewer: Member | None, thing_id: int) -> Any:
        """The row as this viewer may see it, or None."""

    @abstractmethod
    def held(self, thing_id: int) -> Any:
        """The row read afresh and held for an act, or None."""

    @abstractmethod
    def many(self, ids: Sequence[int]) -> Iterable[Any]:
        """These rows with all that `shown` needs."""

    @abstractmethod
    def shown(self, row: Any) -> Shown:
        """How a keeper sees it."""

    @abstractmethod
    def about(self, row: Any) -> str:
        """What it is, after "your": "comment on “A bag”"."""

    @abstractmethod
    def author_id(self, row: Any) -> int | None:
        """Whose it is."""

    def is_cause_of(self, row: Any, member: Member) -> bool:
        """Whether deciding about it would be deciding in their own cause."""
        return self.author_id(row) == member.id

    def is_gone(self, row: Any) -> bool:
        """Whether there is nothing to see any more."""
        return row.hidden_at is not None

    def place(self, row: Any) -> str:
        """Whose queue it waits in besides staff's: "forum:3", or nobody's."""
        return ""

    def may_keep(self, member: Member | None, row: Any, at: datetime) -> Verdict:
        """Whether they keep order there. Staff do, unless a kind knows more."""
        able = standing(member)
        if member is None or not able:
            return able
        return able if member.is_staff else refused(STAFF_KEEP)

    def queue(self, row: Any) -> str:
        """The address of the queue it waits in."""
        return "/moderation"

    def recorded(self, row: Any) -> dict[str, Any]:
        """What the public record says besides kind and number; never the words themselves."""
        return {}

    def hide(self, row: Any, at: datetime, reason: str) -> None:
        """Take it out of sight."""
        row.hidden_at, row.hidden_reason = at, reason

    def restore(self, row: Any) -> None:
        """Show it again as it was."""
        row.hidden_at = row.hidden_reason = None


_KINDS: dict[str, Kind] = {}


def can_be_flagged(*kinds: Kind) -> None:
    """Declare kinds of things, once for each name."""
    for kind in kinds:
        if _KINDS.setdefault(kind.name, kind) is not kind:
            raise ValueError(f"{kind.name} is declared twice")


def kind_named(name: str) -> Kind:
    """The kind of this name in the database."""
    return _KINDS[name]


def kind_at(noun: str) -> Kind | None:
    """The kind of this part of an address, or None."""
    return next((kind for kind in _KINDS.values() if kind.noun == noun), None)


def kind_of(row: Any) -> Kind:
    """The kind of this row."""
    return next(kind for kind in _KINDS.values() if isinstance(row, kind.row))
