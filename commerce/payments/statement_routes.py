"""Importing a bank statement: paste or upload, look at the preview, confirm. It may be left and come back to."""

from __future__ import annotations

from typing import Any

from flask import Blueprint, abort, render_template, request, url_for

from commerce.payments.forms import StatementForm
from commerce.payments.importing import confirm as confirm_statement
from commerce.payments.importing import keep_statement, preview
from commerce.payments.payment import BankStatement
from commerce.payments.queries import booked_from, statement_of_id, statements
from commerce.payments.rows import MOST_LINES
from commerce.payments.statement import MOST_CHARACTERS, decoded
from kernel.access import freshly_proven, staff_only, viewer
from kernel.database import transaction
from kernel.htmx import done
from kernel.uploads import MIB, takes_file, takes_long_text

bp = Blueprint("statements", __name__)


@bp.get("/bank-statements")
@staff_only
def index() -> Any:
    """A place to paste, and the statements before."""
    return render_template("commerce/payments/statements.html", form=StatementForm(), statements=statements())


@bp.post("/bank-statements")
@staff_only
@takes_file(6 * MIB)
@takes_long_text(MOST_CHARACTERS)
def create() -> Any:
    form = StatementForm(request.form)
    upload = request.files.get("file")
    source = decoded(upload.stream.read()) if upload and upload.filename else request.form.get("source", "")
    if form.validate():
        with form.owning_errors():
            with transaction():
                statement = keep_statement(viewer(), source)
            return done(url_for("statements.show", statement_id=statement.id))
    return render_template("commerce/payments/statements.html", form=form, statements=statements()), 422


def _statement(statement_id: int) -> BankStatement:
    statement = statement_of_id(statement_id)
    if statement is None:
        abort(404)
    return statement


@bp.get("/bank-statements/<int:statement_id>")
@staff_only
def show(statement_id: int) -> Any:
    """The preview of a statement, or what it booked."""
    statement = _statement(statement_id)
    return render_template(
        "commerce/payments/statement.html",
        statement=statement,
        preview=None if statement.confirmed_at else preview(viewer(), statement),
        booked=booked_from(statement) if statement.confirmed_at else [],
    )


@bp.post("/bank-statements/<int:statement_id>/confirmation")
@staff_only
@freshly_proven("book payments from a bank statement")
def confirm(statement_id: int) -> Any:
    with transaction():
        statement = confirm_statement(
            viewer(), _statement(statement_id), set(request.form.getlist("second")[:MOST_LINES])
        )
    words = f"{statement.booked} {'payment is' if statement.booked == 1 else 'payments are'} booked."
    return done(url_for("statements.show", statement_id=statement_id), words)
