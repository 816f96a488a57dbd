"""Who may do what in a jury: only its jurors, each for themselves, while it hears the case."""

from __future__ import annotations

from datetime import datetime

from governance.decisions.policy import standing
from governance.juries.juror import Juror
from governance.juries.jury import Jury, Phase
from kernel.policy import ALLOWED, Verdict, refused
from members.accounts.member import Member


def may_answer(member: Member | None, jury: Jury, juror: Juror | None, at: datetime) -> Verdict:
    """Whether they may accept being a juror; `juror` is their own row in this jury."""
    able = _seated(member, juror)
    if able and jury.phase(at) is not Phase.HEARING:
        return refused("The jury's time is over.")
    return able


def may_step_back(member: Member | None, jury: Jury, juror: Juror | None, at: datetime) -> Verdict:
    """Whether they may give the seat to the next one drawn: until they have said what they think."""
    able = may_answer(member, jury, juror, at)
    if able and juror is not None and juror.voice is not None:
        return refused("You have said your word; you may change it, but not step back any more.")
    return able


def may_say(member: Member | None, jury: Jury, juror: Juror | None, at: datetime) -> Verdict:
    """Whether they may give or change their voice."""
    return may_answer(member, jury, juror, at)


def _seated(member: Member | None, juror: Juror | None) -> Verdict:
    able = standing(member)
    if not able:
        return able
    if juror is None:
        return refused("Only the members drawn for this jury decide here.")
    return ALLOWED if juror.is_seated else refused("Your seat went to the next one drawn.")
