"""When the next vote of a round closes, and the dates with which it waits until everybody who is here now counts."""

from __future__ import annotations

from datetime import datetime, timedelta

from ideas.holds.ripening import Ripening, too_new_at
from ideas.rounds.phase import Phase, Timetable
from ideas.rounds.round import Round

WAITING = "So that the votes of accounts that are new now count too."


def vote_closes(round: Round, at: datetime) -> datetime:
    """When supports close, until balloting begins; when ballots close, from then on."""
    return round.closes_at if round.phase(at) is Phase.BALLOTING else round.balloting_at


def too_new_if_ended(round: Round, at: datetime) -> Ripening | None:
    """Who would not count if the phase ended now; None where that would close no vote."""
    return too_new_at(at) if round.next_moment(at) == vote_closes(round, at) else None


def waiting_for_accounts(round: Round, at: datetime) -> Timetable | None:
    """The dates moved by as long as it takes, from the close of the next vote on; None when nothing is to wait for."""
    closes = vote_closes(round, at)
    ripening = too_new_at(closes)
    if ripening is None or ripening.ripe_at <= closes:
        return None
    ripe = ripening.ripe_at.replace(second=0, microsecond=0) + timedelta(minutes=1)
    return Timetable(*(moment + (ripe - closes) if moment >= closes else moment for moment in round.timetable.moments))
