"""Who may join is public: each time administrators choose, it stands in the record, with their reason."""

from __future__ import annotations

from governance.record.recording import record
from kernel.database import db
from members.accounts.member import Member
from members.events import JoiningRuleChosen
from members.joining.rule import JoiningRule


def record_joining(event: JoiningRuleChosen) -> None:
    """Who may join from now on, who chose it, and why."""
    rule = db.session.get_one(JoiningRule, event.rule_id)
    actor = db.session.get(Member, rule.by_id)
    record("joining.chosen", "joining", None, actor, way=rule.way.value, domains=rule.domains.split(), why=rule.why)
