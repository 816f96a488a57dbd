"""Until a site's first round is announced nobody has relied on the charter: its admins set the founding values themselves.

From the first round on only the members change them; the record says which hand set which.
"""

from __future__ import annotations

from collections.abc import Mapping

from sqlalchemy import exists, select

from governance.charter.enacting import Setting, enact, found_charter, said
from governance.charter.enactment import Enactment, Power
from governance.charter.policy import may_set_founding_values
from governance.charter.rules import RULES
from governance.charter.values import value
from governance.decisions.decision import Decision
from governance.record.entry import RecordEntry
from governance.record.recording import take_turn
from kernel.database import db
from kernel.policy import require
from kernel.rules import RuleBroken, refuse_all
from members.accounts.member import Member

REASON = "A founding value, set before the first round was announced."
NAMED = 5  # values that the line of the record says in words; it holds every one of them in figures


def field_name(key: str) -> str:
    """What the founding page's form calls the field of this rule."""
    return key.replace(".", "_").replace("-", "_")


def first_round_announced() -> bool:
    """Whether the record tells of any round, also of one that was withdrawn since."""
    return bool(db.session.scalar(select(exists().where(RecordEntry.kind == "round.opened"))))


def set_founding_values(actor: Member, values: Mapping[str, int]) -> int:
    """Set these values by key, all or none, and answer how many changed. Raises RuleBroken with every value that cannot be."""
    take_turn()  # a round that is being announced meanwhile comes before, or waits
    require(may_set_founding_values(actor, first_round_announced()))
    found_charter()
    refuse_all(unfit(values))
    changed = _changed(values)
    if changed:
        settings = [Setting(key, number, Power.FOUNDING, REASON) for key, number in changed.items()]
        enact(settings, _words(changed), actor)
    return len(changed)


def unfit(values: Mapping[str, int]) -> list[RuleBroken]:
    """What is wrong with each of these values, on its field: its bounds, or that the members have a say in it already."""
    changed = _changed(values)
    outside = [RULES[key] for key, number in changed.items() if not RULES[key].allows(number)]
    broken = {one.key: f"It can be anything from {one.said(one.least)} to {one.said(one.most)}." for one in outside}
    for key in _set_by_others(changed):
        broken[key] = "A decision or an emergency act has set this value: the members decide on it now."
    for key in _being_decided(changed):
        broken[key] = "The members are deciding on this value."
    return [RuleBroken(broken[key], field_name(key)) for key in changed if key in broken]


def _changed(values: Mapping[str, int]) -> dict[str, int]:
    return {key: number for key, number in values.items() if number != value(key)}


def _set_by_others(keys: Mapping[str, int]) -> list[str]:
    others = select(Enactment.key).where(Enactment.key.in_(keys), Enactment.power != Power.FOUNDING)
    return list(db.session.scalars(others.distinct()))


def _being_decided(keys: Mapping[str, int]) -> list[str]:
    return list(db.session.scalars(select(Decision.subject).where(Decision.subject.in_(keys), Decision.is_open)))


def _words(changed: Mapping[str, int]) -> str:
    number = len(changed)
    head = "One founding value was" if number == 1 else f"{number} founding values were"
    named = "; ".join(said(key, changed[key]) for key in list(changed)[:NAMED])
    more = f"; and {number - NAMED} more" if number > NAMED else ""
    return f"{head} set before the first round was announced. {named}{more}."
