"""What this package tells the others."""

from __future__ import annotations

from dataclasses import dataclass

from kernel.events import Event


@dataclass(frozen=True)
class MemberSuspended(Event):
    """Staff suspended a member; the reason is in the row."""

    suspension_id: int


@dataclass(frozen=True)
class SuspensionLifted(Event):
    """Staff lifted a suspension."""

    suspension_id: int


@dataclass(frozen=True)
class JoiningRuleChosen(Event):
    """An administrator decided who may join."""

    rule_id: int


@dataclass(frozen=True)
class RoleGranted(Event):
    """A member's role changed."""

    grant_id: int


@dataclass(frozen=True)
class AccountsForgotten(Event):
    """Accounts that nobody confirmed are about to go; what hangs on them goes first."""

    member_ids: tuple[int, ...]
