"""What the app factory takes from this package: its pages, what it listens to, its commands and its clock ticks."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

import click
from flask import Blueprint

from governance.charter import enactment as _enactment  # noqa: F401  (its tables)
from governance.decisions import decision as _decision  # noqa: F401
from governance.decisions import outcome as _outcome  # noqa: F401
from governance.decisions import vote as _vote  # noqa: F401
from governance.record import routes as record
from governance.record.commands import record_group
from governance.standing import record_lifting, record_role, record_suspension
from kernel.events import Event
from members.events import MemberSuspended, RoleGranted, SuspensionLifted

BLUEPRINTS: list[Blueprint] = [record.bp]
SUBSCRIPTIONS: list[tuple[type[Event], Callable[[Any], None]]] = [
    (MemberSuspended, record_suspension),
    (SuspensionLifted, record_lifting),
    (RoleGranted, record_role),
]
COMMANDS: list[click.Command] = [record_group]
TICKS: list[Callable[[], None]] = []
