"""What flagging, hiding, restoring and objecting ask for: shape only."""

from __future__ import annotations

from wtforms import HiddenField, RadioField
from wtforms.validators import InputRequired

from governance.moderation.flag import REASON_MAX
from governance.moderation.ground import Ground
from kernel.forms import Form, Prose

CHOICES = {ground.value: ground.words for ground in Ground}


def _ground() -> RadioField:
    return RadioField("Why?", [InputRequired("Choose the reason.")], choices=CHOICES)


class FlagForm(Form):
    """Why the keepers should look; only they read it."""

    ground = _ground()
    reason = Prose(
        "Anything to add",
        description="Only those who keep order here read this.",
        render_kw={"maxlength": REASON_MAX, "rows": 3},
    )


class HideForm(Form):
    """Why it is hidden; everybody reads it."""

    ground = _ground()
    reason = Prose(
        "Anything to add",
        description="Public: it stands where the words were, and in the public record.",
        render_kw={"maxlength": REASON_MAX, "rows": 3},
    )
    back = HiddenField()


class RestoreForm(Form):
    """Why it is shown again; everybody reads it."""

    reason = Prose(
        "Reason",
        [InputRequired("Give the reason: it is public.")],
        description="Public: it stands in the public record.",
        render_kw={"maxlength": REASON_MAX, "rows": 3},
    )
    back = HiddenField()


class ObjectionForm(Form):
    """Why it should be shown again."""

    reason = Prose(
        "Why should it be shown?",
        [InputRequired("Say why it should be shown.")],
        description="Those who keep order here read this and answer.",
        render_kw={"maxlength": REASON_MAX, "rows": 4},
    )
