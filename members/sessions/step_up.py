"""What moves money, roles or trust asks for the password again, once a quarter of an hour has passed since it was given.

The page that asks keeps what was typed and sends it to the very address it was meant for, so nothing else can be done in
its name. Whoever proves themselves gets a new token, and the act goes on in the same request.
"""

from __future__ import annotations

from flask import Flask, Response, g, make_response, render_template, request

from kernel import carried
from kernel.access import ProveFirst, SignInFirst, viewer
from kernel.database import transaction
from kernel.htmx import is_fragment
from kernel.idempotency import BESIDE, not_the_forms_effect, once_key
from members.accounts.member import Member
from members.accounts.proving import MISTAKEN, Proof, proof_of, still_holds
from members.limits import only_failures
from members.sessions.cookie import cookie_name, give_cookie
from members.sessions.forms import ProofForm
from members.sessions.opening import renew


def prove(purpose: str) -> None:
    """Take the password that came with the form as proof. Raises ProveFirst without it, and with a wrong one; Throttled."""
    form = ProofForm(request.form)
    if not form.current_password.data:
        raise ProveFirst(purpose)
    with only_failures("password", request.remote_addr, str(viewer().id)):
        proof = _proof(viewer(), form)
        if proof is None:
            raise ProveFirst(purpose, MISTAKEN)
    with not_the_forms_effect(), transaction():
        token = renew(g.session_id, request.cookies[cookie_name()]) if still_holds(proof) else None
    if token is None:
        raise SignInFirst
    carried.carry(lambda response: give_cookie(response, token))
    g.session_is_fresh = True


def _proof(member: Member, form: ProofForm) -> Proof | None:
    """All that a member has set up to prove themselves with. Slow on purpose, and outside any transaction."""
    return proof_of(member, form.current_password.data)


def _ask(error: ProveFirst) -> Response:
    form = ProofForm()
    if error.mistaken:
        form.current_password.errors = [error.mistaken]
    body = render_template(
        "members/sessions/_prove.html" if is_fragment() else "members/sessions/prove.html",
        form=form,
        purpose=error.purpose,
        url=request.full_path.rstrip("?"),
        once=request.form.get("once") or once_key(),
        kept=[(name, value) for name, value in request.form.items(multi=True) if name not in BESIDE],
    )
    response = make_response(body, 422 if error.mistaken else 401)
    if is_fragment():
        response.headers.update({"HX-Retarget": "#main", "HX-Reswap": "innerHTML"})
    return response


def install(app: Flask) -> None:
    """Answer what kernel/access asks."""
    app.extensions["prove"] = prove
    app.register_error_handler(ProveFirst, _ask)
