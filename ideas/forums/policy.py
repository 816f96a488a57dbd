"""Staff and the stewards of a forum keep it; only staff appoint stewards. All of it is public and signed by name."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import datetime

from ideas.forums.forum import Forum, ForumSteward
from kernel.policy import ALLOWED, CONFIRM, JOIN, SUSPENDED, Verdict, refused
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


def standing_to_vote(member: Member | None) -> Verdict:
    """Whether this person may support and vote: also before they are confirmed, though it counts only from then on."""
    if member is None:
        return refused(JOIN)
    if member.is_suspended:
        return refused(SUSPENDED)
    return ALLOWED


def may_keep_forum(member: Member | None, forum: Forum, at: datetime) -> Verdict:
    """Whether they may write briefs, note signals and change the forum. The forum's stewards must be loaded."""
    if member is None or not (able := standing(member)):
        return standing(member)
    if member.is_staff or forum.is_stewarded_by(member.id, at):
        return able
    return refused(f"Only staff and the stewards of {forum.name} may do this.")


def may_begin_in(member: Member | None, forum: Forum, at: datetime) -> Verdict:
    """Whether they keep the forum, and something new may begin in it. The forum's stewards must be loaded."""
    keeps = may_keep_forum(member, forum, at)
    return refused(f"{forum.name} is closed. Reopen it first.") if keeps and forum.is_closed else keeps


def may_close_forum(member: Member | None, forum: Forum, has_running_round: bool, at: datetime) -> Verdict:
    """Whether they may close it: its keepers, once no round is announced or open in it."""
    begins = may_begin_in(member, forum, at)
    if begins and has_running_round:
        return refused(
            "A round is announced or open here. The forum can be closed once it has closed, or was withdrawn."
        )
    return begins


def may_reopen_forum(member: Member | None, forum: Forum, at: datetime) -> Verdict:
    """Whether they may open a closed forum again: its keepers."""
    keeps = may_keep_forum(member, forum, at)
    return refused("This forum is open.") if keeps and not forum.is_closed else keeps


def may_open_forum(member: Member | None, kept: Sequence[Forum], at: datetime) -> Verdict:
    """Whether they may open a new forum; `kept` are the forums they are steward of."""
    if member is None or not (able := standing(member)):
        return standing(member)
    if member.is_staff or kept:
        return able
    return refused("Only staff and stewards open forums. Ask a steward of a forum near your idea.")


def may_appoint_steward(member: Member | None, forum: Forum, at: datetime) -> Verdict:
    """Whether they may appoint or release a steward of this forum."""
    if member is None or not (able := standing(member)):
        return standing(member)
    if not member.is_staff:
        return refused("Only staff appoint and release stewards.")
    if any(steward.election_id is not None for steward in forum.stewards_at(at)):
        return refused("This forum has elected its stewards. Only its members can recall one, or elect others.")
    return able


def may_open_election(member: Member | None, forum: Forum, free_seats: int, at: datetime) -> Verdict:
    """Whether they may open an election of stewards here: staff and stewards, when a seat is or becomes free."""
    able = may_begin_in(member, forum, at)
    if able and free_seats < 1:
        return refused("Every seat is held for longer than an election takes.")
    return able


def may_ask_recall(
    member: Member | None, forum: Forum, steward: ForumSteward, is_active: bool, at: datetime
) -> Verdict:
    """Whether they may ask the forum to recall this steward; `is_active` says that they are one of its members."""
    able = standing(member)
    if member is None or not able:
        return able
    if not steward.is_in_office(at):
        return refused("Their term is over already.")
    return ALLOWED if is_active else refused(f"Recalling is for members who took part in {forum.name} of late.")
