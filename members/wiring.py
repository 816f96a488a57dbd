"""What the app factory takes from this package: its pages, what it listens to, its commands and its clock ticks."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

import click
from flask import Blueprint, Flask

from kernel import throttle
from kernel.events import Event
from members import letters as letters  # noqa: PLC0414  (imported so that its deliverers are known)
from members.accounts import routes as accounts
from members.sessions import opening, reading
from members.sessions import routes as sessions

BLUEPRINTS: list[Blueprint] = [sessions.bp, accounts.bp]
SUBSCRIPTIONS: list[tuple[type[Event], Callable[[Any], None]]] = []
COMMANDS: list[click.Command] = []
TICKS: list[Callable[[], None]] = [opening.forget_ended, throttle.forget_old]


def init_app(app: Flask) -> None:
    """Tell Flask-Login how to find the person who makes a request."""
    reading.install(app)
