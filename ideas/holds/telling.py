"""The held are told at once that their vote is held, why and how to answer, and what became of it. These letters belong to
the account and cannot be stopped.
"""

from __future__ import annotations

from collections.abc import Sequence

from ideas.holds.counted import set_apart_among
from ideas.holds.hold import Hold
from ideas.holds.reason import VoteKind
from ideas.rounds.round import Round
from members.notices.notice import NoticeKind
from members.notices.noticing import notify

YOURS = {VoteKind.SUPPORT: "Your supports", VoteKind.BALLOT: "Your ballot"}
TOO_LATE = "But the vote was over by then, so it was not counted. We are sorry."
IS = {VoteKind.SUPPORT: "are", VoteKind.BALLOT: "is"}


def tell_held(round: Round, holds: Sequence[Hold]) -> None:
    """Tell each of them that their vote is held."""
    for hold in holds:
        what = f"{YOURS[hold.kind]} in “{round.title}” {IS[hold.kind]} held for checking and not counted for now."
        _tell(hold, "held", f"{what} Read why, and answer if we are wrong.")


def tell_released(round: Round, holds: Sequence[Hold]) -> None:
    """Tell each of them that the hold is over, and whether that came too late for the count. The holds are of one finding."""
    late = set_apart_among(round.id, holds[0].kind, [hold.member_id for hold in holds])
    for hold in holds:
        what = f"{YOURS[hold.kind]} in “{round.title}” {IS[hold.kind]} no longer held."
        then = TOO_LATE if hold.member_id in late else "Thank you for your patience."
        _tell(hold, "released", f"{what} {then}")


def tell_invalidated(round: Round, holds: Sequence[Hold]) -> None:
    """Tell each of them that two staff found the vote invalid."""
    for hold in holds:
        what = f"Two of our staff found {YOURS[hold.kind].lower()} in “{round.title}” invalid."
        _tell(hold, "invalidated", f"{what} Read their reasons.")


def _tell(hold: Hold, what: str, words: str) -> None:
    notify(hold.member_id, NoticeKind.ACCOUNT, f"hold:{hold.id}:{what}", words, f"/holds/{hold.id}")
