"""What a page with a discussion needs: the threads asked for, what is open by kind, and what this viewer may do there."""

from __future__ import annotations

from typing import Any

from governance.moderation.policy import may_flag, may_moderate
from ideas.concepts.concept import Concept
from ideas.discussion.comment import Comment, CommentKind, Mark
from ideas.discussion.forms import CommentForm
from ideas.discussion.policy import MARKS, may_comment, may_reply, may_retract, may_settle
from ideas.discussion.queries import Thread, counts_by_kind, improvers_of, threads_of
from ideas.forums.policy import may_keep_forum
from kernel.clock import now
from members.accounts.member import Member


class Speaker:
    """One viewer in one discussion: every question a template asks before it draws a button."""

    def __init__(self, viewer: Member | None, concept: Concept) -> None:
        self.viewer, self.concept = viewer, concept
        self.comment = may_comment(viewer, concept)
        self._keeps = viewer is not None and bool(may_keep_forum(viewer, concept.forum, now()))

    def may_reply(self, opening: Comment) -> bool:
        """Whether to offer the reply form."""
        return self.viewer is not None and bool(may_reply(self.viewer, self.concept, opening))

    def marks(self, opening: Comment) -> tuple[Mark, ...]:
        """The marks this viewer may set on a thread; none for everybody but the authors."""
        if self.viewer is None or not may_settle(self.viewer, self.concept, opening):
            return ()
        return MARKS[opening.kind]

    def may_retract(self, comment: Comment) -> bool:
        """Whether to offer taking it back."""
        return self.viewer is not None and bool(may_retract(self.viewer, comment))

    def may_flag(self, comment: Comment) -> bool:
        """Whether to offer flagging."""
        return self.viewer is not None and bool(may_flag(self.viewer, comment))

    def may_moderate(self, comment: Comment) -> bool:
        """Whether to offer hiding or restoring. A retracted comment has nothing to hide."""
        if not self._keeps or comment.retracted_at is not None:
            return False
        return bool(may_moderate(self.viewer, comment, now()))


def discussion_shown(
    viewer: Member | None, concept: Concept, wanted: str = "", open_only: bool = False, number: int = 1
) -> dict[str, Any]:
    """The values of a discussion by name: of one kind or of all, all or only open threads, and which page."""
    kind = next((kind for kind in CommentKind if kind.value == wanted), None)
    page = threads_of(concept, kind, open_only, number)
    counts = counts_by_kind(concept)
    return {
        "speaker": Speaker(viewer, concept),
        "kind": kind,
        "open_only": open_only,
        "page": page,
        "counts": counts,
        "comment_form": CommentForm(kind=kind.value if kind else None),
        "improvers": improvers_of(concept) if any(count.adopted for count in counts) else [],
    }


def thread_shown(viewer: Member | None, thread: Thread, **more: Any) -> dict[str, Any]:
    """The values of one thread by name. The opening comment's concept must be loaded whole."""
    return {"speaker": Speaker(viewer, thread.opening.concept), "thread": thread, **more}
