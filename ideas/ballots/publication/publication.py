"""A counted round's ballots are published once, or withheld because too few voted. Which, under which facts and under which
checkpoint of the record never changes: the files can be made again from it, byte for byte.
"""

from __future__ import annotations

from datetime import datetime
from typing import Any

from sqlalchemy import CheckConstraint, ForeignKey
from sqlalchemy.orm import Mapped, mapped_column

from governance.record.append_only import append_only
from governance.record.columns import CanonicalJson
from kernel.clock import now
from kernel.database import Model


class Publication(Model):
    """One per round. `facts` is what is published beside the ballots, None when they are withheld; `minimum` is how many
    voters the charter asked for then. `checkpoint_size` names the checkpoint whose proofs the files hold, `files` the
    SHA-256 and the bytes of each: {name: [hexadecimal, number]}.
    """

    __tablename__ = "publication"
    __table_args__ = (
        CheckConstraint("ballots >= 0 and minimum >= 0", name="not_negative"),
        CheckConstraint("(facts IS NULL) = (checkpoint_size IS NULL)", name="published_under_a_checkpoint"),
        CheckConstraint("facts IS NULL or ballots >= minimum", name="none_of_a_few"),
    )

    round_id: Mapped[int] = mapped_column(ForeignKey("round.id"), primary_key=True, autoincrement=False)
    made_at: Mapped[datetime] = mapped_column(default=now)
    ballots: Mapped[int]
    minimum: Mapped[int]
    facts: Mapped[dict[str, Any] | None] = mapped_column(CanonicalJson)
    checkpoint_size: Mapped[int | None]
    files: Mapped[dict[str, Any]] = mapped_column(CanonicalJson, default=dict)

    @property
    def digest(self) -> str:
        """The digest of what was counted; empty when nothing is published."""
        return str(self.facts["result"]["digest"]) if self.facts else ""

    @property
    def is_published(self) -> bool:
        """Whether there are files, not too few voters."""
        return self.checkpoint_size is not None


append_only(Publication.__table__)
