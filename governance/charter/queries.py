"""What the pages of the charter show: each value now and through its versions, the rules of conduct, what is being decided."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import datetime

from sqlalchemy import select
from sqlalchemy.orm import joinedload

from governance.charter.conduct import ConductRule
from governance.charter.enactment import Enactment
from governance.charter.rule import Rule
from governance.charter.rules import RULES
from governance.charter.values import value_at
from kernel.database import db


@dataclass(frozen=True, slots=True)
class Standing:
    """One rule with the value now, its versions, newest first, and the one in force; none before the founding."""

    rule: Rule
    number: int
    versions: list[Enactment]
    in_force: Enactment | None

    @property
    def said(self) -> str:
        """The value now, with its unit."""
        return self.rule.said(self.number)


def enactments(key: str | None = None) -> Sequence[Enactment]:
    """Every version, of one key or of all, newest first, with the member of staff who acted."""
    query = select(Enactment).order_by(Enactment.key, Enactment.version.desc()).options(joinedload(Enactment.by_member))
    return db.session.scalars(query.where(Enactment.key == key) if key else query).all()


def standings(found: Iterable[Enactment], at: datetime) -> list[Standing]:
    """Each rule of this release with what was enacted for it."""
    versions: dict[str, list[Enactment]] = {}
    for row in found:
        versions.setdefault(row.key, []).append(row)
    return [_standing(rule, versions.get(rule.key, []), at) for rule in RULES.values()]


def by_group(all_standings: Iterable[Standing]) -> dict[str, list[Standing]]:
    """The standings under their headings, in the order of the list."""
    groups: dict[str, list[Standing]] = {}
    for one in all_standings:
        groups.setdefault(one.rule.group, []).append(one)
    return groups


def standing_of(rule: Rule, at: datetime) -> Standing:
    """One rule with its versions."""
    return _standing(rule, list(enactments(rule.key)), at)


def conduct_rules() -> Sequence[ConductRule]:
    """The rules of conduct in force, oldest first, and those repealed, told apart by their `repeal`."""
    query = (
        select(ConductRule)
        .options(joinedload(ConductRule.repeal), joinedload(ConductRule.decision))
        .order_by(ConductRule.id)
    )
    return db.session.scalars(query).all()


def conduct_rule(rule_id: int) -> ConductRule | None:
    """One rule of conduct with its repeal."""
    found: ConductRule | None = db.session.get(
        ConductRule, rule_id, options=[joinedload(ConductRule.repeal), joinedload(ConductRule.decision)]
    )
    return found


def _standing(rule: Rule, versions: list[Enactment], at: datetime) -> Standing:
    return Standing(
        rule, value_at(rule.key, at), versions, next((one for one in versions if one.is_in_force(at)), None)
    )
