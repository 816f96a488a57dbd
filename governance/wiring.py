"""What the app factory takes from this package: its pages, what it listens to, its commands and its clock ticks."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

import click
from flask import Blueprint, Flask

from governance.branding import record_brand
from governance.charter import proposing as _proposing  # noqa: F401  (its kinds of decisions)
from governance.charter import routes as charter
from governance.charter import vouching as _vouched  # noqa: F401  (what `record verify` asks of the charter)
from governance.charter.commands import charter_group
from governance.charter.enacting import found_charter, lapse_emergencies
from governance.decisions import checking as _decided  # noqa: F401  (what `record verify` asks of decisions)
from governance.decisions import moderation_routes as decision_moderation
from governance.decisions import routes as decisions
from governance.decisions.closing import carry_out_due, close_due
from governance.decisions.notifying import announce_voting, tell_failed, tell_passed
from governance.elections import ballot as _election_ballot  # noqa: F401  (its tables)
from governance.elections import candidate as _candidate  # noqa: F401
from governance.elections import checking as _elected  # noqa: F401  (what `record verify` asks of elections)
from governance.elections import result as _election_result  # noqa: F401
from governance.elections import routes as elections
from governance.elections.closing import close_due as close_elections
from governance.elections.telling import announce_voting as announce_elections
from governance.events import DecisionFailed, DecisionPassed
from governance.joining import record_joining
from governance.juries import checking as _heard  # noqa: F401  (what `record verify` asks of juries)
from governance.juries import juror as _juror  # noqa: F401
from governance.juries import jury as _jury  # noqa: F401
from governance.juries import routes as juries
from governance.juries.drawing import draw_due as draw_juries
from governance.juries.hearing import replace_silent
from governance.juries.verdict import decide_due as decide_juries
from governance.moderation import routes as moderation
from governance.moderation.forgetting import forget_picture, forget_profiles
from governance.moderation.kind import can_be_flagged
from governance.moderation.pictures import PICTURE_KIND
from governance.moderation.profiles import PROFILE_KINDS
from governance.pending import routes as pending
from governance.pending.executing import do_due as do_pending
from governance.record import letters as _letters  # noqa: F401  (imported so that its deliverers are known)
from governance.record import proof_routes, witness_routes
from governance.record import routes as record
from governance.record.checkpointing import checkpoint_due
from governance.record.commands import record_group
from governance.record.ours import refuse_a_home_address, refuse_another_key
from governance.record.witnessing import forget_unconfirmed
from governance.standing import record_lifting, record_role, record_suspension
from kernel import search
from kernel.brand.brand import BrandChanged
from kernel.events import Event
from kernel.pictures import PictureDropped
from kernel.readiness import needs
from members.events import AccountsForgotten, JoiningRuleChosen, MemberSuspended, RoleGranted, SuspensionLifted

BLUEPRINTS: list[Blueprint] = [
    record.bp,
    proof_routes.bp,
    witness_routes.bp,
    charter.bp,
    decisions.bp,
    decision_moderation.bp,
    elections.bp,
    juries.bp,
    moderation.bp,
    pending.bp,
]
SUBSCRIPTIONS: list[tuple[type[Event], Callable[[Any], None]]] = [
    (BrandChanged, record_brand),
    (PictureDropped, forget_picture),
    (AccountsForgotten, forget_profiles),
    (JoiningRuleChosen, record_joining),
    (MemberSuspended, record_suspension),
    (SuspensionLifted, record_lifting),
    (RoleGranted, record_role),
    (DecisionPassed, tell_passed),
    (DecisionFailed, tell_failed),
]
COMMANDS: list[click.Command] = [record_group, charter_group]
TICKS: list[Callable[[], None]] = [
    found_charter,
    do_pending,  # before what closes: an election or a decision opened by it runs from here
    announce_voting,
    close_due,
    carry_out_due,
    lapse_emergencies,  # after close_due: a decision that confirms an act comes first
    announce_elections,
    close_elections,
    decide_juries,  # before the drawing: a case whose time is up takes no new jurors
    replace_silent,
    draw_juries,
    forget_unconfirmed,
    checkpoint_due,  # last: what this tick did is under its root
]


def init_app(app: Flask) -> None:
    """What this package needs before the site is served."""
    search.declare("decision", 30)
    needs(app, refuse_another_key)
    can_be_flagged(PICTURE_KIND, *PROFILE_KINDS)
    needs(app, refuse_a_home_address)
