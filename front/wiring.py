"""What the app factory takes from the front: its pages. It has no events, commands or ticks of its own."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

import click
from flask import Blueprint

from front import desk, desk_number, failed, feeds, health, home, how, me, searching, security_contact, sitemap
from front.blueprint import bp
from kernel.events import Event

PAGES = (desk, failed, feeds, health, home, how, me, searching, security_contact, sitemap)
BLUEPRINTS: list[Blueprint] = [bp]
SUBSCRIPTIONS: list[tuple[type[Event], Callable[[Any], None]]] = []
COMMANDS: list[click.Command] = []
TICKS: list[Callable[[], None]] = []
init_app = desk_number.init_app
