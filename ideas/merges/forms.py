"""What merging asks for: which other concept, which way round, and why."""

from __future__ import annotations

import re

from wtforms import RadioField
from wtforms.validators import InputRequired

from ideas.merges.merging import REASON_MAX
from kernel.forms import Form, Line, Prose

NUMBER = re.compile(r"(\d{1,18})(?![^/?#])")
THIS, OTHER = "this", "other"


class MergeForm(Form):
    """The other concept by its address or number."""

    other = Line(
        "The other concept",
        [InputRequired("Which one? Copy its address from its page.")],
        description="Its address, or the number at the end of it.",
        render_kw={"autocomplete": "off"},
    )
    goes = RadioField(
        "Which one goes",
        [InputRequired("Say which becomes part of which.")],
        choices=[(THIS, "This one becomes part of the other"), (OTHER, "The other becomes part of this one")],
        default=THIS,
    )
    reason = Prose("Why", description="Everybody can read it.", render_kw={"maxlength": REASON_MAX, "rows": 3})

    def other_id(self) -> int | None:
        """The other concept's id, when the field holds one."""
        found = NUMBER.match((self.other.data or "").strip().rpartition("/concepts/")[2])
        return int(found.group(1)) if found else None


class UndoForm(Form):
    """Why it is undone."""

    reason = Prose("Why", description="Everybody can read it.", render_kw={"maxlength": REASON_MAX, "rows": 2})
