"""Becoming a witness and stopping. No link of a letter acts by being opened: its page shows a button."""

from __future__ import annotations

from typing import Any

from flask import Blueprint, abort, g, render_template, request, url_for

from governance.record import witnessing
from governance.record.forms import WitnessForm
from governance.record.witness import PACES, Pace, RecordWitness
from kernel.access import machine, public
from kernel.database import transaction
from kernel.htmx import done
from members.accounts.address import folded_address
from members.limits import guard

bp = Blueprint("record_witnesses", __name__, url_prefix="/record/witnesses")


@bp.get("")
@public
def index() -> Any:
    return render_template("governance/record/witnesses.html", form=WitnessForm(), asked=False)


@bp.post("")
@public
def ask() -> Any:
    form = WitnessForm(request.form)
    if form.validate():
        guard("letter", request.remote_addr, f"witness {folded_address(form.email.data)}")
        with form.owning_errors(), transaction():
            witnessing.ask(form.email.data, form.pace.data)
            return done(url_for("record_witnesses.asked"))
    return render_template("governance/record/witnesses.html", form=form), 422


@bp.get("/asked")
@public
def asked() -> Any:
    return render_template("governance/record/asked.html")


def _meant(token: str, purpose: str) -> tuple[RecordWitness, Pace]:
    g.personal = True
    return witnessing.witness_in(token, purpose) or abort(404)


@bp.get("/<string:token>/confirmation")
@public
def confirmation(token: str) -> Any:
    witness, pace = _meant(token, witnessing.CONFIRM)
    return render_template("governance/record/confirm.html", witness=witness, pace=PACES[pace], token=token)


@bp.post("/<string:token>/confirmation")
@public
def confirm(token: str) -> Any:
    witness, pace = _meant(token, witnessing.CONFIRM)
    with transaction():
        witnessing.confirm(witness, pace)
    return done(url_for("record_proofs.checkpoints"), "Thank you. Checkpoints come to your address from now on.")


@bp.get("/<string:token>/removal")
@public
def removal(token: str) -> Any:
    _meant(token, witnessing.STOP)
    return render_template("governance/record/stop.html", token=token, stopped=False)


@bp.post("/<string:token>/removal")
@machine
def remove(token: str) -> Any:
    """Open to mail programs' one-click stop, which knows no session: the signed link is the permission."""
    witness, _ = _meant(token, witnessing.STOP)
    with transaction():
        witnessing.stop(witness)
    return render_template("governance/record/stop.html", token=token, stopped=True)
