"""The page of the bank account: staff read it, admins change it."""

from __future__ import annotations

from typing import Any

from flask import Blueprint, abort, render_template, request, url_for

from commerce.payments import moving_account
from commerce.payments.account import BankAccount, account_in_force, accounts_newest_first, waiting_account
from commerce.payments.account_policy import may_cancel_account, may_confirm_account, may_propose_account
from commerce.payments.forms import AccountForm
from kernel.access import admin_only, freshly_proven, staff_only, viewer
from kernel.clock import now
from kernel.database import db, transaction
from kernel.htmx import done

bp = Blueprint("bank_account", __name__)


@bp.get("/bank-account")
@staff_only
def show() -> Any:
    """Where pledges are paid to, what waits, and what was before."""
    return _page(AccountForm())


def _page(form: AccountForm, code: int = 200) -> Any:
    at = now()
    waiting = waiting_account(at)
    return render_template(
        "commerce/payments/account.html",
        form=form,
        account=account_in_force(at),
        waiting=waiting,
        accounts=accounts_newest_first(),
        may_propose=may_propose_account(viewer(), waiting),
        may_confirm=may_confirm_account(viewer(), waiting) if waiting else None,
        may_cancel=may_cancel_account(viewer(), waiting, at) if waiting else None,
    ), code


def _account(account_id: int) -> BankAccount:
    return db.session.get(BankAccount, account_id) or abort(404)


@bp.post("/bank-account")
@admin_only
@freshly_proven("change the bank account that pledges are paid to")
def propose() -> Any:
    form = AccountForm(request.form)
    if form.validate():
        with form.owning_errors():
            with transaction():
                moving_account.propose_account(viewer(), form.holder.data, form.iban.data, form.bic.data or "")
            return done(url_for("bank_account.show"), "Saved. Everybody on the staff is told.")
    return _page(form, 422)


@bp.post("/bank-account/<int:account_id>/confirmation")
@admin_only
@freshly_proven("confirm another bank account for pledges")
def confirm(account_id: int) -> Any:
    with transaction():
        moving_account.confirm_account(viewer(), _account(account_id))
    return done(url_for("bank_account.show"), "Confirmed. Everybody on the staff is told.")


@bp.post("/bank-account/<int:account_id>/removal")
@admin_only
@freshly_proven("cancel a change of the bank account")
def cancel(account_id: int) -> Any:
    with transaction():
        moving_account.cancel_account(viewer(), _account(account_id))
    return done(url_for("bank_account.show"), "Cancelled. Everybody on the staff is told.")
