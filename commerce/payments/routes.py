"""Staff's pages of the money: campaigns that were met, what arrived and went back, the bank's statements."""

from __future__ import annotations

from typing import Any

from flask import Blueprint, abort, render_template, request, url_for

from commerce.catalog.queries import product_for
from commerce.payments.account import account_in_force
from commerce.payments.collecting import lapse as lapse_pledge
from commerce.payments.collecting import record_payment
from commerce.payments.forms import PaymentForm, RefundForm
from commerce.payments.policy import may_lapse, may_record_payment, may_refund
from commerce.payments.queries import campaigns_met, money_of, pledges_with_money, statements, states_in
from commerce.payments.refunding import record_refund
from commerce.pledges.pledge import Pledge
from commerce.pledges.queries import pledge_for
from commerce.pledges.states import PledgeState
from kernel.access import freshly_proven, staff_only, viewer
from kernel.amount import minor_units, written
from kernel.clock import now
from kernel.database import transaction
from kernel.htmx import done

bp = Blueprint("payments", __name__)


@bp.get("/payments")
@staff_only
def index() -> Any:
    """Campaigns whose pledges are due, and the statements that were imported."""
    return render_template(
        "commerce/payments/index.html",
        campaigns=campaigns_met(),
        statements=statements(),
        account=account_in_force(now()),
    )


@bp.get("/products/<slug>/payments")
@staff_only
def show(slug: str) -> Any:
    """One campaign's pledges and their money."""
    product = product_for(viewer(), slug)
    if product is None or product.campaign is None:
        abort(404)
    wanted = request.args.get("state", "")
    state = next((one for one in PledgeState if one == wanted), None)
    return render_template(
        "commerce/payments/campaign.html",
        product=product,
        campaign=product.campaign,
        state=state,
        counts=states_in(product.campaign.id),
        page=pledges_with_money(product.campaign.id, state, request.args.get("page", 1, type=int)),
    )


def _pledge(pledge_id: int) -> Pledge:
    pledge = pledge_for(viewer(), pledge_id)
    if pledge is None:
        abort(404)
    return pledge


@bp.get("/pledges/<int:pledge_id>/money")
@staff_only
def pledge(pledge_id: int) -> Any:
    """Record what arrived or went back for one pledge."""
    return _money(_pledge(pledge_id))


def _money(pledge: Pledge, code: int = 200, **forms: Any) -> Any:
    at = now()
    opened = written(pledge.open_minor) if pledge.open_minor else ""
    back = written(pledge.surplus_minor or pledge.held_minor) if pledge.held_minor else ""
    return render_template(
        "commerce/payments/pledge.html",
        pledge=pledge,
        movements=money_of(pledge),
        payment=forms.get("payment") or PaymentForm(amount=opened, received_on=at.date()),
        refund=forms.get("refund") or RefundForm(amount=back, refunded_on=at.date()),
        may_record=may_record_payment(viewer(), pledge, at),
        may_refund=may_refund(viewer(), pledge, at),
        may_lapse=may_lapse(viewer(), pledge, at),
    ), code


@bp.post("/pledges/<int:pledge_id>/payments")
@staff_only
@freshly_proven("record a payment")
def record(pledge_id: int) -> Any:
    pledge, form = _pledge(pledge_id), PaymentForm(request.form)
    form.money_in = pledge.campaign.currency
    if form.validate():
        with form.owning_errors():
            with transaction():
                amount = minor_units(form.amount.data)
                record_payment(viewer(), pledge, amount, form.received_on.data, form.note.data or "")
            return done(url_for("payments.pledge", pledge_id=pledge_id), "The payment is recorded.")
    return _money(_pledge(pledge_id), 422, payment=form)


@bp.post("/pledges/<int:pledge_id>/refunds")
@staff_only
@freshly_proven("record a refund")
def refund(pledge_id: int) -> Any:
    pledge, form = _pledge(pledge_id), RefundForm(request.form)
    form.money_in = pledge.campaign.currency
    if form.validate():
        with form.owning_errors():
            with transaction():
                amount = minor_units(form.amount.data)
                record_refund(viewer(), pledge, amount, form.refunded_on.data, form.reason.data)
            return done(url_for("payments.pledge", pledge_id=pledge_id), "The refund is recorded.")
    return _money(_pledge(pledge_id), 422, refund=form)


@bp.post("/pledges/<int:pledge_id>/lapse")
@staff_only
@freshly_proven("give up on an unpaid pledge")
def lapse(pledge_id: int) -> Any:
    with transaction():
        lapse_pledge(viewer(), _pledge(pledge_id))
    return done(url_for("payments.pledge", pledge_id=pledge_id), "The pledge has lapsed.")
