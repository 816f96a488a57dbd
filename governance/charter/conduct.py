"""The members' rules of conduct: words that hold for everybody, added and repealed by decisions only. Never changed.

A rule that should say something else is repealed, and a new one added.
"""

from __future__ import annotations

from datetime import datetime
from typing import Any

from sqlalchemy import CheckConstraint, ForeignKey
from sqlalchemy.orm import Mapped, mapped_column, relationship

from governance.charter.enactment import KIND
from governance.decisions.decision import Decision
from governance.record.append_only import append_only
from governance.record.canonical import digest, moment
from governance.record.recording import record
from kernel.clock import now
from kernel.database import Model, db, short
from kernel.markup import to_html

TITLE_LENGTH = 120
TEXT_LENGTH = 4000


class ConductRule(Model):
    """One rule of conduct as a decision enacted it."""

    __tablename__ = "conduct_rule"
    __table_args__ = (CheckConstraint("length(title) > 0 AND length(text_source) > 0", name="says_something"),)

    id: Mapped[int] = mapped_column(primary_key=True)
    title: Mapped[str] = mapped_column(short(TITLE_LENGTH))
    text_source: Mapped[str]
    text_html: Mapped[str]
    decision_id: Mapped[int] = mapped_column(ForeignKey("decision.id"), unique=True)
    enacted_at: Mapped[datetime]
    record_seq: Mapped[int] = mapped_column(ForeignKey("record_entry.seq"), index=True)

    decision: Mapped[Decision] = relationship(lazy="raise_on_sql")
    repeal: Mapped[ConductRepeal | None] = relationship(back_populates="rule", lazy="raise_on_sql")

    @property
    def heading(self) -> str:
        """Its title, unless the words of its decision are hidden. The decision must be loaded."""
        return self.title if self.decision.hidden_at is None else f"Rule {self.id}, its words hidden"


class ConductRepeal(Model):
    """The end of one rule of conduct, by a decision."""

    __tablename__ = "conduct_repeal"

    rule_id: Mapped[int] = mapped_column(ForeignKey("conduct_rule.id"), primary_key=True)
    decision_id: Mapped[int] = mapped_column(ForeignKey("decision.id"), unique=True)
    repealed_at: Mapped[datetime]
    record_seq: Mapped[int] = mapped_column(ForeignKey("record_entry.seq"), index=True)

    rule: Mapped[ConductRule] = relationship(back_populates="repeal", lazy="raise_on_sql")


append_only(ConductRule.__table__)
append_only(ConductRepeal.__table__)


def conduct_facts(rule: ConductRule) -> dict[str, Any]:
    """What the record says of a new rule of conduct."""
    text = digest([rule.title, rule.text_source, rule.text_html])
    return {"decision": rule.decision_id, "text_digest": text, "enacted_at": moment(rule.enacted_at)}


def repeal_facts(decision_id: int, rule_id: int, at: datetime) -> dict[str, Any]:
    """What the record says of a repeal."""
    return {"decision": decision_id, "repeals": rule_id, "enacted_at": moment(at)}


def add_conduct(decision: Decision) -> None:
    """Enact the rule of conduct that this passed decision proposed."""
    title, source = str(decision.proposed["title"]), str(decision.proposed["text"])
    rule = ConductRule(title=title, text_source=source, text_html=to_html(source), decision_id=decision.id)
    rule.enacted_at = now()
    words = "A rule of conduct was added."
    line = record(KIND, "charter:conduct", words=words, url=decision.path, conduct=conduct_facts(rule))
    rule.record_seq = line.seq
    db.session.add(rule)
    db.session.flush()


def repeal_conduct(decision: Decision) -> None:
    """End the rule of conduct that this passed decision is about; one that has ended already stays so."""
    rule_id = int(decision.proposed["rule"])
    if db.session.get(ConductRepeal, rule_id) is not None:
        return
    at = now()
    facts = repeal_facts(decision.id, rule_id, at)
    line = record(KIND, "charter:conduct", words="A rule of conduct was repealed.", url=decision.path, conduct=facts)
    db.session.add(ConductRepeal(rule_id=rule_id, decision_id=decision.id, repealed_at=at, record_seq=line.seq))
    db.session.flush()
