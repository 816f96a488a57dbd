"""What a discussion asks for: shape only."""

from __future__ import annotations

from wtforms import RadioField

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


class CommentForm(Form):
    """A new thread."""

    kind = RadioField("What is it?", choices={kind.value: words for kind, words in KINDS.items()})
    source = Marked("Your words", [Needed()], render_kw={"maxlength": COMMENT_MAX, "rows": 4})


class ReplyForm(Form):
    """An answer in a thread."""

    source = Marked("Your reply", [Needed()], render_kw={"maxlength": COMMENT_MAX, "rows": 3})
