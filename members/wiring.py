"""What the app factory takes from this package: its pages, what it listens to, its commands and its clock ticks."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

import click
from flask import Blueprint

from kernel.events import Event

BLUEPRINTS: list[Blueprint] = []
SUBSCRIPTIONS: list[tuple[type[Event], Callable[[Any], None]]] = []
COMMANDS: list[click.Command] = []
TICKS: list[Callable[[], None]] = []
