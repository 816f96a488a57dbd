"""Every member may cast one ballot, and change it, from the moment balloting begins until the close, unless the vote was
held elsewhere. That of an account which is not confirmed or too new waits: ideas/holds says from when it counts.
"""

from __future__ import annotations

from datetime import datetime

from ideas.forums.policy import standing_to_vote
from ideas.rounds.phase import ORDER, Phase
from ideas.rounds.round import Round
from kernel.policy import Verdict, refused
from members.accounts.member import Member


def may_cast(member: Member | None, round: Round, at: datetime) -> Verdict:
    """Whether they may cast, change or take back their ballot at that moment."""
    phase = round.phase(at)
    if phase is Phase.CLOSED:
        return refused("This round is closed; ballots can no longer be cast or changed.")
    if phase is not Phase.BALLOTING:
        return refused("The ballot opens when proposing and refining are over.")
    if round.was_held_elsewhere:
        return refused("This vote was held elsewhere: it is counted from the ballots that were cast there.")
    return standing_to_vote(member)


def ballot_is_open_to_eyes(round: Round, at: datetime) -> bool:
    """Whether there is a ballot to look at: finalists stand from the moment balloting begins."""
    return ORDER.index(round.phase(at)) >= ORDER.index(Phase.BALLOTING)
