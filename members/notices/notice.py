"""One thing that a member is told, once; and the kinds of it that they asked us not to write letters about."""

from __future__ import annotations

import re
from datetime import datetime
from enum import StrEnum

from sqlalchemy import ForeignKey, Index, UniqueConstraint
from sqlalchemy.orm import Mapped, mapped_column, relationship

from kernel.clock import now
from kernel.database import Model, enum_column, short
from kernel.drawn import drawn_number
from members.accounts.member import Member

SUBJECT_LENGTH = 68


class NoticeKind(StrEnum):
    """What a notice is about; letters are stopped kind by kind."""

    ROUNDS = "rounds"
    CONCEPTS = "concepts"
    DISCUSSION = "discussion"
    ASSESSMENTS = "assessments"
    PRODUCT = "product"
    PLEDGE = "pledge"
    MAKING = "making"
    REVIEWS = "reviews"
    DECISIONS = "decisions"
    ACCOUNT = "account"


LABELS = {
    NoticeKind.ROUNDS: "Rounds I take part in: when they open, move and close",
    NoticeKind.CONCEPTS: "My concepts and those I work on",
    NoticeKind.DISCUSSION: "Answers to what I said",
    NoticeKind.ASSESSMENTS: "What staff decide about concepts I proposed or supported",
    NoticeKind.PRODUCT: "Products that came from a concept of mine",
    NoticeKind.PLEDGE: "My pledges and payments",
    NoticeKind.MAKING: "The making and delivery of what I pledged for",
    NoticeKind.REVIEWS: "Replies to my reviews",
    NoticeKind.DECISIONS: "Decisions of the members that I follow or take part in",
}


class Notice(Model):
    """Words and the page they lead to; the key makes it one per member and fact. What is enclosed goes into the letter only."""

    __tablename__ = "notice"
    __table_args__ = (
        UniqueConstraint("member_id", "key"),
        Index("ix_notice_member_id_read_at", "member_id", "read_at"),
        Index("ix_notice_read_at_created_at", "read_at", "created_at"),
    )

    id: Mapped[int] = mapped_column(primary_key=True, default=drawn_number)  # it must not tell how many others are told
    member_id: Mapped[int] = mapped_column(ForeignKey("member.id", ondelete="CASCADE"))
    kind: Mapped[NoticeKind] = mapped_column(enum_column(NoticeKind))
    key: Mapped[str] = mapped_column(short(200))
    words: Mapped[str]
    url: Mapped[str]
    enclosed: Mapped[str] = mapped_column(default="")
    created_at: Mapped[datetime] = mapped_column(default=now)
    read_at: Mapped[datetime | None]

    member: Mapped[Member] = relationship(lazy="raise_on_sql")

    @property
    def beginning(self) -> str:
        """Its first sentence: notices of one page that begin alike are shown and read as one."""
        return self.words.partition(". ")[0]

    @property
    def subject(self) -> str:
        """The letter's subject: the first sentence, which names the thing, as far as a list of letters shows it."""
        return in_short(self.words, SUBJECT_LENGTH)


def in_short(words: str, most: int) -> str:
    """The first sentence of these words, without its stop; one that is longer ends at a whole word and a sign for more."""
    first = re.split(r"(?<=[.!?])\s", words, maxsplit=1)[0].removesuffix(".")
    if len(first) <= most:
        return first
    cut = first[: most - 1]
    return f"{cut.rpartition(' ')[0] or cut}…"


class LetterStop(Model):
    """A member wants no letters of this kind; the notices in the site go on."""

    __tablename__ = "letter_stop"
    __table_args__ = (UniqueConstraint("member_id", "kind"),)

    id: Mapped[int] = mapped_column(primary_key=True)
    member_id: Mapped[int] = mapped_column(ForeignKey("member.id", ondelete="CASCADE"))
    kind: Mapped[NoticeKind] = mapped_column(enum_column(NoticeKind))
    stopped_at: Mapped[datetime] = mapped_column(default=now)
