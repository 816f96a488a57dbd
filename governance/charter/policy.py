"""Who may set the charter in motion. Staff's one power over it is the emergency act, once per value and never over the
rules about how rules change.
"""

from __future__ import annotations

from datetime import datetime

from governance.charter.rule import Rule
from governance.decisions.policy import standing
from kernel.policy import ALLOWED, Verdict, refused
from members.accounts.member import Member


def may_act_in_emergency(member: Member | None, rule: Rule, used_up: bool, at: datetime) -> Verdict:
    """Whether they may set this value at once; `used_up` says that staff did so since the members last decided on it."""
    able = standing(member)
    if member is None or not able:
        return able
    if not member.is_staff:
        return refused("Only the brand's staff may act in an emergency.")
    if rule.protected:
        return refused("The rules about how rules change have no emergency: only the members change them.")
    if used_up:
        return refused("Staff have used their one emergency act on this value. The members decide on it next.")
    return ALLOWED


def may_set_founding_values(member: Member | None, first_round_announced: bool) -> Verdict:
    """Whether they may set the founding values: admins, until the first round is announced."""
    able = standing(member)
    if member is None or not able:
        return able
    if not member.is_admin:
        return refused("Only the brand's administrators set the founding values.")
    if first_round_announced:
        return refused("The first round was announced: from then on only the members change the charter.")
    return ALLOWED
