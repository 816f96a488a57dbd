"""What a discussion asks for: shape only."""

from __future__ import annotations

from wtforms import RadioField
from wtforms.validators import InputRequired

from ideas.concepts.forms import Needed
from ideas.discussion.comment import CommentKind
from ideas.discussion.saying import COMMENT_MAX
from kernel.forms import Form, Marked

KINDS = {
    CommentKind.QUESTION: "Question",
    CommentKind.IMPROVEMENT: "Improvement",
    CommentKind.CONCERN: "Concern",
    CommentKind.EVIDENCE: "Evidence",
}


KIND_CHOSEN = InputRequired("Say which of the four it is.")


class CommentForm(Form):
    """A new thread."""

    # None is chosen beforehand: an improvement that nobody called one would be listed as a question.
    kind = RadioField("What is it?", [KIND_CHOSEN], choices={kind.value: words for kind, words in KINDS.items()})
    source = Marked("Your words", [Needed()], render_kw={"maxlength": COMMENT_MAX, "rows": 4})


class ReplyForm(Form):
    """An answer in a thread."""

    source = Marked("Your reply", [Needed()], render_kw={"maxlength": COMMENT_MAX, "rows": 3})
