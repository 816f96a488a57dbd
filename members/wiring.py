"""What the app factory takes from this package: its pages, what it listens to, its commands and its clock ticks."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

import click
from flask import Blueprint, Flask
from sqlalchemy import exists

from kernel import flood, search, throttle
from kernel.brand.brand import BrandChanged
from kernel.events import Event
from kernel.picture_sweep import sweep
from kernel.pictures import Picture, Shelf, shown_on
from members import letters  # noqa: F401  (imported so that its deliverers are known)
from members.accounts import (
    confirmation_routes,  # noqa: F401  (its pages hang on the accounts' blueprint)
    desk,
)
from members.accounts import routes as accounts
from members.accounts.commands import members_group
from members.accounts.forgetting import forget_unconfirmed
from members.accounts.member import Member
from members.accounts.origin import forget_origins
from members.accounts.suspending import lift_due
from members.event_days import routes as event_days
from members.event_days.queries import widened_networks
from members.event_days.widening import forget_events
from members.joining import routes as joining
from members.limits import TENFOLD
from members.notices import letters as notice_letters  # noqa: F401
from members.notices import routes as notices
from members.notices.forgetting import forget_old_notices
from members.notices.telling import tell_of_brand
from members.profiles import routes as profiles
from members.profiles import secrets
from members.profiles.queries import page_of_face
from members.sessions import cookie, opening, step_up
from members.sessions import routes as sessions

BLUEPRINTS: list[Blueprint] = [
    sessions.bp,
    accounts.bp,
    notices.bp,
    profiles.bp,
    profiles.people,
    secrets.bp,
    desk.bp,
    event_days.bp,
    joining.bp,
]
SUBSCRIPTIONS: list[tuple[type[Event], Callable[[Any], None]]] = [(BrandChanged, tell_of_brand)]
COMMANDS: list[click.Command] = [members_group]
TICKS: list[Callable[[], None]] = [
    opening.forget_ended,
    lift_due,
    forget_unconfirmed,
    forget_origins,
    forget_events,
    forget_old_notices,
    throttle.forget_old,
    sweep,
]


def init_app(app: Flask) -> None:
    """Tell Flask-Login who makes a request, the site how they prove themselves, where events are, and which faces are shown."""
    search.declare("member", 50)
    cookie.install(app)
    flood.widen(app, TENFOLD, widened_networks)
    step_up.install(app)
    shown_on(
        app, Shelf(exists().where(Member.picture_id == Picture.id), page_of=page_of_face)
    )  # faces are for everybody
