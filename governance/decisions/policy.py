"""Who may open, discuss and decide: members whose account is old enough, each with one voice; staff have no more than one."""

from __future__ import annotations

from datetime import datetime, timedelta

from governance.decisions.contribution import Contribution
from governance.decisions.decision import Decision
from kernel.moments import reader_day
from kernel.policy import ALLOWED, CONFIRM, JOIN, SUSPENDED, Verdict, refused
from kernel.rules import counted
from members.accounts.member import Member


def standing(member: Member | None) -> Verdict:
    """Whether this person may act at all: signed in, confirmed, not suspended."""
    if member is None:
        return refused(JOIN)
    if member.is_suspended:
        return refused(SUSPENDED)
    if not member.is_confirmed:
        return refused(CONFIRM)
    return ALLOWED


def may_open(member: Member | None, age_days: int, has_one_open: bool, at: datetime) -> Verdict:
    """Whether they may put something to the members now: one open decision at a time each."""
    able = standing(member)
    if member is None or not able:
        return able
    if member.created_at > at - timedelta(days=age_days):
        old, day = counted(age_days, "day"), reader_day(member.created_at + timedelta(days=age_days))
        return refused(f"Decisions are for members whose account is {old} old; yours is from {day} on.")
    if has_one_open:
        return refused("You have a decision open. Once it is closed you may propose another.")
    return ALLOWED


def may_vote(member: Member | None, decision: Decision, on_roll: bool, at: datetime) -> Verdict:
    """Whether they may vote now. `on_roll` says whether they are on its roll, for a decision that has one."""
    able = standing(member)
    if member is None or not able:
        return able
    if decision.withdrawn_at is not None:
        return refused("It was withdrawn by who proposed it.")
    if at < decision.voting_at:
        return refused("It is being discussed. Voting begins when the discussion has run.")
    if at >= decision.closes_at or not decision.is_open:
        return refused("Voting is over.")
    return _has_a_voice(member, decision, on_roll)


def _has_a_voice(member: Member, decision: Decision, on_roll: bool) -> Verdict:
    if decision.has_roll and not on_roll:
        return refused("This decision is for other members; its page says for whom.")
    if not decision.has_roll and member.created_at > decision.old_enough_before:
        return refused("Your account was too new when this decision opened. You can vote on the next one.")
    return ALLOWED


def may_contribute(member: Member | None, decision: Decision, at: datetime) -> Verdict:
    """Whether they may say something about it: until the vote is over."""
    able = standing(member)
    if able and decision.withdrawn_at is not None:
        return refused("It was withdrawn, and the discussion is over.")
    if able and (not decision.is_open or at >= decision.closes_at):
        return refused("The vote is over, and so is the discussion.")
    return able


def may_retract(member: Member | None, contribution: Contribution, at: datetime) -> Verdict:
    """Whether they may take it back: its author, at any time."""
    able = standing(member)
    if member is None or not able:
        return able
    if contribution.author_id != member.id:
        return refused("Only who wrote it may take it back.")
    return refused("You took it back already.") if contribution.retracted_at else ALLOWED


def may_withdraw(member: Member | None, decision: Decision, owed: bool, at: datetime) -> Verdict:
    """Whether they may take their proposal back: before voting begins, unless staff owe it to the members."""
    able = standing(member)
    if member is None or not able:
        return able
    if decision.proposer_id != member.id:
        return refused("Only who proposed it may withdraw it.")
    if owed:
        return refused("An emergency act owes the members this decision: it cannot be withdrawn.")
    if not decision.is_open or at >= decision.voting_at:
        return refused("Voting has begun: it can no longer be withdrawn.")
    return ALLOWED


def may_moderate(member: Member | None, author_id: int | None, at: datetime) -> Verdict:
    """Whether they may hide this member's words or show them again, with a public reason: staff, but not their own."""
    able = standing(member)
    if member is None or not able:
        return able
    if not member.is_staff:
        return refused("Only the brand's staff moderate decisions.")
    return refused("You cannot moderate your own words.") if author_id == member.id else ALLOWED
