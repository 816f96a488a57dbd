"""The charter for everybody's eyes, and the forms that put a change of it to the members."""

from __future__ import annotations

from typing import Any

from flask import Blueprint, abort, render_template, request, url_for

from governance.charter import queries
from governance.charter.checking import charter_faults
from governance.charter.conduct import ConductRule
from governance.charter.emergency import is_used_up, settled_version
from governance.charter.emergency_act import KIND as EMERGENCY
from governance.charter.emergency_act import emergency_on
from governance.charter.forms import (
    ConductForm,
    EmergencyForm,
    RepealForm,
    ValueForm,
    emergency_form,
    founding_form,
    value_form,
)
from governance.charter.founding import field_name, first_round_announced, set_founding_values, unfit
from governance.charter.policy import may_act_in_emergency, may_set_founding_values
from governance.charter.proposing import propose_conduct, propose_repeal, propose_value
from governance.charter.rule import Rule
from governance.charter.rules import RULES
from governance.charter.values import value
from governance.decisions.opening import has_one_open
from governance.decisions.policy import may_open
from governance.decisions.queries import open_about, open_decisions
from governance.pending.queries import waiting_for
from governance.pending.second_look import shown_once_more, wants_to_change
from kernel.access import admin_only, freshly_proven, members_only, public, staff_only, viewer
from kernel.clock import now
from kernel.database import transaction
from kernel.forms import Form
from kernel.htmx import done
from kernel.policy import Verdict
from kernel.rules import refuse_all

bp = Blueprint("charter", __name__)
FOUNDED = "These are the founding values now."
OPENED = "Your proposal is open for discussion."


def rule_or_404(key: str) -> Rule:
    """The rule of this key."""
    return RULES.get(key) or abort(404)


@bp.get("/charter")
@public
def index() -> str:
    """Every value in plain words, the rules of conduct, and what is being decided."""
    found, conduct = queries.enactments(), queries.conduct_rules()
    return render_template(
        "governance/charter/index.html",
        groups=queries.by_group(queries.standings(found, now())),
        conduct=conduct,
        open_decisions=open_decisions(),
        faults=charter_faults(found, conduct),
        may_found=may_set_founding_values(viewer(), first_round_announced())
        if viewer() and viewer().is_admin
        else None,
        at=now(),
    )


@bp.get("/charter/founding")
@admin_only
def founding() -> str:
    """Every number on one page, until the first round is announced."""
    return _founding_page(founding_form({key: value(key) for key in RULES}))


@bp.post("/charter/founding")
@admin_only
@freshly_proven("set the founding values")
def found() -> Any:
    """Set the founding values, or show everything that is wrong with them at once."""
    form = founding_form({}, request.form)
    fit = form.validate()
    typed = {key: form[field_name(key)].data for key in RULES if not form[field_name(key)].errors}
    with form.owning_errors():
        if not fit:
            refuse_all(unfit(typed))
            return _founding_page(form), 422
        with transaction():
            changed = set_founding_values(viewer(), typed)
        return done(url_for("charter.index"), FOUNDED if changed else "Nothing was changed.")
    return _founding_page(form), 422


@bp.get("/charter/<key>")
@public
def show(key: str) -> str:
    """One value: what it does, its versions, and the form that asks for another."""
    rule = rule_or_404(key)
    return _page(rule, value_form(rule), emergency_form(rule))


@bp.post("/charter/<key>/decisions")
@members_only
def propose(key: str) -> Any:
    """Ask the members to set another value."""
    rule = rule_or_404(key)
    form = value_form(rule, request.form)
    if form.validate():
        with form.owning_errors():
            with transaction():
                decision = propose_value(viewer(), rule, form.value.data or 0, form.reason.data or "")
            return done(decision.path, OPENED)
    return _page(rule, form, emergency_form(rule)), 422


@bp.post("/charter/<key>/emergency")
@staff_only
@freshly_proven("set a value of the charter before the members decide")
def emergency(key: str) -> Any:
    """Show the value once more, then have it set; the members confirm it or it lapses."""
    rule = rule_or_404(key)
    form = emergency_form(rule, request.form)
    if wants_to_change():
        return _page(rule, value_form(rule), form, changing=True)
    if form.validate():
        with form.owning_errors():
            return shown_once_more(*emergency_on(rule, form.value.data or 0, form.reason.data or ""))
    return _page(rule, value_form(rule), form), 422


@bp.get("/charter/conduct/new")
@public
def new_conduct() -> str:
    """The form for a rule of conduct."""
    return _conduct_page(ConductForm())


@bp.post("/charter/conduct")
@members_only
def add_conduct() -> Any:
    """Ask the members to add a rule of conduct."""
    form = ConductForm(request.form)
    if form.validate():
        with form.owning_errors():
            with transaction():
                typed = (form.title.data or "", form.text.data or "", form.reason.data or "")
                decision = propose_conduct(viewer(), *typed)
            return done(decision.path, OPENED)
    return _conduct_page(form), 422


@bp.get("/charter/conduct/<int:rule_id>/repeal")
@public
def repeal_form(rule_id: int) -> str:
    """The form that asks for the end of a rule of conduct."""
    return _repeal_page(conduct_or_404(rule_id), RepealForm())


@bp.post("/charter/conduct/<int:rule_id>/repeal")
@members_only
def repeal(rule_id: int) -> Any:
    """Ask the members to end a rule of conduct."""
    rule, form = conduct_or_404(rule_id), RepealForm(request.form)
    if form.validate():
        with form.owning_errors():
            with transaction():
                decision = propose_repeal(viewer(), rule, form.reason.data or "")
            return done(decision.path, OPENED)
    return _repeal_page(rule, form), 422


def conduct_or_404(rule_id: int) -> ConductRule:
    """A rule of conduct that is in force."""
    rule = queries.conduct_rule(rule_id) if rule_id < 2**63 else None
    return rule if rule and rule.repeal is None else abort(404)


def _may_propose() -> Verdict:
    member = viewer()
    return may_open(member, value("account.age-days"), bool(member) and has_one_open(member), now())


def _page(rule: Rule, form: ValueForm, at_once: EmergencyForm, changing: bool = False) -> str:
    is_staff = bool(viewer() and viewer().is_staff)
    used_up = is_used_up(rule.key, settled_version(rule.key)) if is_staff else False
    return render_template(
        "governance/charter/rule.html",
        standing=queries.standing_of(rule, now()),
        rule=rule,
        form=form,
        emergency_form=at_once,
        may_propose=_may_propose(),
        may_act=may_act_in_emergency(viewer(), rule, used_up, now()),
        being_decided=open_about(rule.key),
        changing=changing,
        waits=waiting_for(EMERGENCY, rule.key) if is_staff else None,
        days={key: value(key) for key in RULES if key.startswith(("decision.", "charter.", "emergency."))},
        at=now(),
    )


def _founding_page(form: Form) -> str:
    groups: dict[str, list[Rule]] = {}
    for rule in RULES.values():
        groups.setdefault(rule.group, []).append(rule)
    may_set = may_set_founding_values(viewer(), first_round_announced())
    names = {key: field_name(key) for key in RULES}
    return render_template("governance/charter/founding.html", form=form, groups=groups, names=names, may_set=may_set)


def _conduct_page(form: ConductForm) -> str:
    return render_template("governance/charter/conduct.html", form=form, may_propose=_may_propose())


def _repeal_page(rule: ConductRule, form: RepealForm) -> str:
    return render_template("governance/charter/repeal.html", rule=rule, form=form, may_propose=_may_propose())
