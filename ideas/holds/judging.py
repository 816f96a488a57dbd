"""Staff judge held votes: released with a public reason, or found invalid by two different people with a reason each. The
vote itself stays stored either way.
"""

from __future__ import annotations

from collections.abc import Callable, Sequence

from governance.record.pseudonyms import pseudonym_of
from governance.record.recording import record
from ideas.holds.hold import Hold
from ideas.holds.policy import may_invalidate, may_judge
from ideas.holds.telling import tell_invalidated, tell_released
from ideas.rounds.round import Round
from kernel.database import db, lock, now_by_the_database
from kernel.policy import Verdict, require
from kernel.rules import RuleBroken
from members.accounts.member import Member

REASON_LENGTH = 1000


def release(actor: Member, holds: Sequence[Hold], why: str) -> None:
    """End these holds (of one finding), so that the votes count. Raises Refused, RuleBroken on `why`."""
    reason, open_ = _fit(why), _locked(holds, lambda hold: may_judge(actor, hold))
    at = now_by_the_database()
    for hold in open_:
        hold.released_at, hold.released_by, hold.released_why = at, actor.id, reason
    db.session.flush()
    _record("vote.released", "Held votes are released", actor, open_, reason)
    tell_released(_round(open_), open_)


def invalidate(actor: Member, holds: Sequence[Hold], why: str) -> int:
    """Speak against these votes (of one finding). Returns how many are invalid by now: those a colleague spoke against.

    Raises Refused when not one of them may hear this voice, RuleBroken on `why`.
    """
    reason, heard = _fit(why), _locked(holds, lambda hold: may_invalidate(actor, hold, now_by_the_database()))
    at = now_by_the_database()
    first = [hold for hold in heard if hold.doubted_by is None]
    second = [hold for hold in heard if hold.doubted_by is not None]
    for hold in first:
        hold.doubted_at, hold.doubted_by, hold.doubted_why = at, actor.id, reason
    for hold in second:
        hold.invalidated_at, hold.invalidated_by, hold.invalidated_why = at, actor.id, reason
    db.session.flush()
    if first:
        _record("vote.doubted", "A first voice speaks against held votes", actor, first, reason)
    for voice in sorted({hold.doubted_by for hold in second if hold.doubted_by}):
        theirs = [hold for hold in second if hold.doubted_by == voice]
        earlier = {"first": pseudonym_of(voice), "first_reason": theirs[0].doubted_why or ""}
        _record("vote.invalidated", "Held votes are found invalid", actor, theirs, reason, **earlier)
    if second:
        tell_invalidated(_round(second), second)
    return len(second)


def _fit(why: str) -> str:
    reason = why.strip()
    if not reason:
        raise RuleBroken("Give the reason: it goes on the public record.", "why")
    if len(reason) > REASON_LENGTH:
        raise RuleBroken(f"Keep the reason under {REASON_LENGTH:,} characters.", "why")
    return reason


def _locked(holds: Sequence[Hold], may: Callable[[Hold], Verdict]) -> list[Hold]:
    """Those that may be judged so, read afresh and held. Raises Refused when none may, RuleBroken when none is chosen."""
    if not holds:
        raise RuleBroken("Choose at least one of the held votes.", "holds")
    for hold in holds:
        lock(hold)
    allowed = [hold for hold in holds if may(hold)]
    if not allowed:
        require(may(holds[0]))
    return allowed


def _round(holds: Sequence[Hold]) -> Round:
    return db.session.get_one(Round, holds[0].round_id)


def _record(kind: str, words: str, actor: Member, holds: Sequence[Hold], reason: str, **more: str) -> None:
    round = _round(holds)
    record(
        kind,
        f"round:{round.slug}",
        private={"finding": holds[0].finding_id, "members": sorted(hold.member_id for hold in holds)},
        actor=actor,
        words=f"{round.title}: {words[0].lower()}{words[1:]}.",
        url=f"/rounds/{round.slug}",
        votes=holds[0].kind.value,
        reason=reason,
        **more,
    )
