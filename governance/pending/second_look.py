"""The second look at an act that cannot be undone, without a script: the form's own address shows it once more with what
follows, and the buttons there send the same words again, to do it or to change them.
"""

from __future__ import annotations

from typing import Any

from flask import render_template, request

from governance.pending.arranging import arrange, try_out
from governance.pending.kinds import Act, Shown
from kernel.access import viewer
from kernel.database import transaction
from kernel.htmx import done
from kernel.idempotency import not_the_forms_effect
from kernel.typed import OWN

STEP, DO, CHANGE = "step", "do", "change"


def wants_to_change() -> bool:
    """Whether the form is asked for again, with what was typed in it."""
    return request.form.get(STEP) == CHANGE


def shown_once_more(act: Act, shown: Shown) -> Any:
    """The second look, or on its "do it" the arranged act's own page. Raises what the act would raise, either time."""
    if request.form.get(STEP) == DO:
        with transaction():
            pending = arrange(viewer(), act)
        return done(pending.path, "It waits for 15 minutes. Until then you can take it back.")
    with not_the_forms_effect(), transaction():
        try_out(viewer(), act)
    sent = [(name, value) for name, value in request.form.items(multi=True) if name not in (*OWN, STEP)]
    where = {"action": request.path, "sent": [pair for pair in sent if "password" not in pair[0]]}
    return render_template("governance/pending/second_look.html", act=act, shown=shown, **where)
