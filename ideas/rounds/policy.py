"""Who may open a round, change its dates, or say which signals its brief answers, and until when."""

from __future__ import annotations

from datetime import datetime

from ideas.forums.forum import Forum
from ideas.forums.policy import may_begin_in, may_keep_forum
from ideas.rounds.phase import HEARING, Phase
from ideas.rounds.round import Round
from ideas.rounds.signal import Signal
from kernel.policy import ALLOWED, Verdict, refused
from members.accounts.member import Member

WITHDRAWN = refused("This round was withdrawn.")


def may_open_round(member: Member | None, forum: Forum, at: datetime) -> Verdict:
    """Whether they may put a question to this forum. The forum's stewards must be loaded."""
    return may_begin_in(member, forum, at)


def may_note_signal(member: Member | None, forum: Forum, at: datetime) -> Verdict:
    """Whether they may note a signal in this forum. The forum's stewards must be loaded."""
    return may_begin_in(member, forum, at)


def may_close_signal(member: Member | None, forum: Forum, signal: Signal, at: datetime) -> Verdict:
    """Whether they may say that a signal is settled: the keepers of its forum, whose stewards must be loaded."""
    keeps = may_keep_forum(member, forum, at)
    return refused("This signal is closed already.") if keeps and signal.closed_at else keeps


def may_reopen_signal(member: Member | None, forum: Forum, signal: Signal, at: datetime) -> Verdict:
    """Whether they may have it answered again: the keepers of its forum, whose stewards must be loaded."""
    keeps = may_keep_forum(member, forum, at)
    return refused("This signal is open.") if keeps and not signal.closed_at else keeps


def may_change_brief(member: Member | None, round: Round, at: datetime) -> Verdict:
    """Whether they may change title, brief, rule and the answers to signals. The forum's stewards must be loaded."""
    keeps = may_keep_forum(member, round.forum, at)
    if keeps and round.withdrawn_at:
        return WITHDRAWN
    if keeps and round.phase(at) is not Phase.ANNOUNCED:
        return refused("People already work to this brief: it stays as it is once proposing has begun.")
    return keeps


def may_withdraw_round(member: Member | None, round: Round, at: datetime) -> Verdict:
    """Whether they may take the whole round back. The forum's stewards must be loaded."""
    keeps = may_keep_forum(member, round.forum, at)
    if keeps and round.withdrawn_at:
        return WITHDRAWN
    if keeps and round.phase(at) is not Phase.ANNOUNCED:
        return refused("People propose in this round, or did: it can be withdrawn only before proposing begins.")
    return keeps


def may_amend(member: Member | None, round: Round, at: datetime) -> Verdict:
    """Whether they may amend a brief that people work to, with a reason: until the ballot opens. Stewards loaded."""
    keeps = may_keep_forum(member, round.forum, at)
    if keeps and round.phase(at) not in HEARING:
        return refused("A brief is amended while people propose and refine; before that it is simply changed.")
    return keeps


def may_reschedule(member: Member | None, round: Round, at: datetime) -> Verdict:
    """Whether they may move the round's later moments. The forum's stewards must be loaded."""
    keeps = may_keep_forum(member, round.forum, at)
    if keeps and round.is_closed(at):
        return refused("This round is closed; its dates are history.")
    return keeps


def may_set_costs(member: Member | None, round: Round, at: datetime) -> Verdict:
    """Whether they may say what the round's concepts cost: staff, in a round with a budget, until the ballot opens."""
    if not round.has_budget:
        return refused("In this round every winner fills one slot; nothing has a cost.")
    if member is None or not member.is_staff:
        return refused("Staff set the costs.")
    if round.phase(at) in (Phase.BALLOTING, Phase.CLOSED):
        return refused("The ballot is open: costs stay as they were frozen.")
    return ALLOWED
