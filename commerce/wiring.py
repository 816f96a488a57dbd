"""What commerce adds to the site: pages, what it hears, commands, what the clock asks of it. One entry a line."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

import click
from flask import Blueprint, Flask

from commerce import letters as _letters  # noqa: F401  (its deliverers)
from commerce import reactions
from commerce.campaigns import campaign as _campaign  # noqa: F401  (its tables)
from commerce.campaigns import settlement
from commerce.catalog import editor_routes
from commerce.catalog import product as _product  # noqa: F401
from commerce.catalog import routes as catalog_routes
from commerce.catalog import state_routes as _state_routes  # noqa: F401  (its views of the shop)
from commerce.lineage import routes as lineage_routes
from commerce.lineage.noting import note_lineage
from commerce.making import inspection as _inspection  # noqa: F401
from commerce.making import milestone as _milestone  # noqa: F401
from commerce.making import routes as making
from commerce.making import shipment as _shipment  # noqa: F401
from commerce.payments import account_commands, account_routes, statement_routes
from commerce.payments import payment as _payment  # noqa: F401
from commerce.payments import routes as payment_routes
from commerce.payments.importing import forget_sources
from commerce.pledges import pledge as _pledge  # noqa: F401
from commerce.pledges import routes as pledge_routes
from commerce.reviews import commands as review_commands
from commerce.reviews import review as _review  # noqa: F401
from commerce.reviews import routes as review_routes
from commerce.reviews import sentence as _sentence  # noqa: F401
from commerce.reviews import tally as _tally  # noqa: F401
from commerce.reviews import theme as _theme  # noqa: F401
from commerce.reviews.kinds import KINDS
from commerce.shelves import SHELVES
from governance.moderation.kind import can_be_flagged
from ideas.events import ConceptFoundViable
from kernel import search
from kernel.events import Event
from kernel.pictures import shown_on

BLUEPRINTS: list[Blueprint] = [
    making.bp,
    lineage_routes.bp,
    review_routes.bp,
    review_routes.themes_bp,
    catalog_routes.bp,
    editor_routes.bp,
    pledge_routes.bp,
    payment_routes.bp,
    statement_routes.bp,
    account_routes.bp,
]
SUBSCRIPTIONS: list[tuple[type[Event], Callable[[Any], None]]] = [
    *reactions.SUBSCRIPTIONS,
    (ConceptFoundViable, note_lineage),  # after the product was drafted
]
COMMANDS: list[click.Command] = [
    review_commands.reviews,
    account_commands.bank_account,
]
TICKS: list[Callable[[], None]] = [
    settlement.settle_due,
    forget_sources,
]


def init_app(app: Flask) -> None:
    """Say who sees the shop's pictures."""
    search.declare("product", 90)
    search.declare("review", 20)
    shown_on(app, *SHELVES)
    can_be_flagged(*KINDS)
