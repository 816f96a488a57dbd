"""What the app factory takes from this package: its pages, what it listens to, its commands and its clock ticks."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

import click
from flask import Blueprint, Flask

from governance.events import ElectionCounted, JuryDecided, PictureHidden, PictureShown
from governance.moderation.kind import can_be_flagged
from ideas import importing as _importing  # noqa: F401  (adds `round import`)
from ideas import lineage as _lineage  # noqa: F401  (its tables)
from ideas.ballots import ballot as _ballot  # noqa: F401
from ideas.ballots import checking as _checking  # noqa: F401  (what `record verify` asks of results)
from ideas.ballots import progress as _progress  # noqa: F401
from ideas.ballots import result as _result  # noqa: F401
from ideas.ballots import result_command as _result_command  # noqa: F401  (adds `round result`)
from ideas.ballots import routes as ballots
from ideas.ballots import sealing as _sealed  # noqa: F401  (what `record verify` asks of votes)
from ideas.ballots import telling as _telling  # noqa: F401  (what it delivers)
from ideas.ballots.commands import round_group
from ideas.ballots.counting_apart import close_due
from ideas.ballots.publication import checking as _published  # noqa: F401  (what `record verify` asks of files)
from ideas.ballots.publication import commands as _publication  # noqa: F401  (adds `round export`)
from ideas.ballots.publication import routes as publication
from ideas.ballots.publication.publishing import ask_again, ask_to_publish
from ideas.concepts import attachment as _attachment  # noqa: F401
from ideas.concepts import co_author as _co_author  # noqa: F401
from ideas.concepts import concept as _concept  # noqa: F401
from ideas.concepts import draft as _draft  # noqa: F401
from ideas.concepts import telling as _concept_letters  # noqa: F401  (what it delivers)
from ideas.concepts import version as _version  # noqa: F401
from ideas.concepts.masking import mask, unmask
from ideas.concepts.routes import bp as concepts
from ideas.concepts.shelf import SHELF
from ideas.discussion import comment as _comment  # noqa: F401
from ideas.discussion import telling as _discussion_letters  # noqa: F401  (what it delivers)
from ideas.discussion.kinds import KINDS
from ideas.discussion.routes import bp as discussion
from ideas.events import RoundCounted
from ideas.exposure import exposure as _exposure  # noqa: F401
from ideas.exposure import minute as showings
from ideas.exposure.routes import bp as exposure
from ideas.forums import forum as _forum  # noqa: F401
from ideas.forums import recalling as _recalling  # noqa: F401  (its kind of decision)
from ideas.forums.electing import open_due as open_elections
from ideas.forums.electing import seat_elected
from ideas.forums.queries import worn_colours
from ideas.forums.routes import bp as forums
from ideas.forums.steward_routes import bp as stewards
from ideas.holds import hold as _hold  # noqa: F401
from ideas.holds import routes as holds
from ideas.holds.detecting import look_at_running
from ideas.holds.eligibility import HIGHEST_AGE, least_age
from ideas.holds.forgetting import forget_votes
from ideas.merges import merge as _merge  # noqa: F401
from ideas.merges import telling as _merge_letters  # noqa: F401  (what it delivers)
from ideas.merges.routes import bp as merges
from ideas.rounds import cost as _cost  # noqa: F401
from ideas.rounds import finalist as _finalist  # noqa: F401
from ideas.rounds import round as _round  # noqa: F401
from ideas.rounds import signal as _signal  # noqa: F401
from ideas.rounds import telling as _round_letters  # noqa: F401  (what it delivers)
from ideas.rounds.routes import bp as rounds
from ideas.rounds.turning import turn_rounds
from ideas.supports import routes as supports
from ideas.supports import support as _support  # noqa: F401
from ideas.supports.milestones import take_milestones
from ideas.viability import appeal as _appeal  # noqa: F401
from ideas.viability import assessment as _assessment  # noqa: F401
from ideas.viability import case as _case  # noqa: F401  (its kind of case)
from ideas.viability import telling as _assessment_letters  # noqa: F401  (what it delivers)
from ideas.viability.appealing import hear_verdict
from ideas.viability.asking import ask_for_winners
from ideas.viability.routes import bp as viability
from kernel import search
from kernel.brand.brand import colours_from
from kernel.events import Event
from kernel.pictures import shown_on
from members.accounts.waiting import counted_from
from members.events import AccountsForgotten

BLUEPRINTS: list[Blueprint] = [
    forums,
    stewards,
    rounds,
    viability,
    ballots.bp,
    publication.bp,
    supports.bp,
    holds.bp,
    concepts,
    exposure,
    merges,
    discussion,
]
SUBSCRIPTIONS: list[tuple[type[Event], Callable[[Any], None]]] = [
    (RoundCounted, ask_for_winners),
    (RoundCounted, ask_to_publish),
    (AccountsForgotten, forget_votes),
    (ElectionCounted, seat_elected),
    (JuryDecided, hear_verdict),
    (PictureHidden, mask),
    (PictureShown, unmask),
]
COMMANDS: list[click.Command] = [round_group]
TICKS: list[Callable[[], None]] = [
    look_at_running,
    take_milestones,  # after look_at_running: what was just held does not count
    turn_rounds,  # before close_due: a late clock freezes finalists first
    close_due,
    ask_again,
    open_elections,
]


def init_app(app: Flask) -> None:
    """Give the stylesheet the colours of the forums, the app a notebook of what it shows, and the pictures their readers."""
    search.declare("concept", 80)
    search.declare("round", 70)
    search.declare("forum", 60)
    search.declare("signal", 40)
    search.declare("comment", 10)
    showings.install(app)
    counted_from(least_age, HIGHEST_AGE)
    colours_from(app, worn_colours)
    shown_on(app, SHELF)
    can_be_flagged(*KINDS)
