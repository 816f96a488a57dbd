"""Standing for an office: by one's own words at once, or named by another and standing once one accepts."""

from __future__ import annotations

from sqlalchemy import select

from governance.elections.candidate import WORDS_LENGTH, Candidate
from governance.elections.election import Election
from governance.elections.policy import may_answer, may_nominate, may_stand
from governance.elections.queries import on_roll
from governance.elections.telling import KIND
from kernel.database import db, lock, now_by_the_database
from kernel.markup import to_html
from kernel.policy import require
from kernel.rules import RuleBroken
from members.accounts.member import Member
from members.notices.noticing import notify

MOST_CANDIDATES = 40


def nominate(actor: Member, election: Election, member: Member, words: str) -> Candidate:
    """Name a candidate with a word for them (Markdown); oneself stands at once. The words must fit, the member be able."""
    lock(election)
    own, at = member.id == actor.id, now_by_the_database()
    policy = may_stand if own else may_nominate
    require(policy(actor, election, on_roll(actor, election), at))
    if not own and not on_roll(member, election).stands:
        raise RuleBroken(f"{member.name} cannot stand here: not on the roll, or in the office beyond it.", "name")
    known = _known(election, member)
    if known is not None and not (own and not known.is_standing):
        raise RuleBroken("They are named already." if not own else "You are standing already.", "name")
    candidate = known or _another(election, member)
    candidate.nominated_by, candidate.nominated_at = actor.id, now_by_the_database()
    _say(candidate, words)
    candidate.accepted_at, candidate.withdrawn_at = (at if own else None), None
    db.session.add(candidate)
    db.session.flush()
    if not own:
        told = f"{actor.name} would like to see you elected: {election.title}. Accept or decline."
        notify(member.id, KIND, f"election:{election.id}:named", told, election.path)
    return candidate


def accept(actor: Member, candidate: Candidate, election: Election, words: str) -> None:
    """Stand, with one's own words in place of those of who named one."""
    lock(election)
    lock(candidate)
    at = now_by_the_database()
    require(may_answer(actor, candidate, election, at))
    require(may_stand(actor, election, on_roll(actor, election), at))
    _say(candidate, words)
    candidate.accepted_at, candidate.withdrawn_at = at, None


def withdraw(actor: Member, candidate: Candidate, election: Election) -> None:
    """Decline, or step back before voting begins. Doing it again changes nothing."""
    lock(election)
    lock(candidate)
    at = now_by_the_database()
    require(may_answer(actor, candidate, election, at))
    candidate.withdrawn_at = candidate.withdrawn_at or at


def _known(election: Election, member: Member) -> Candidate | None:
    theirs = (Candidate.election_id == election.id, Candidate.member_id == member.id)
    found: Candidate | None = db.session.scalar(select(Candidate).where(*theirs))
    return found


def _another(election: Election, member: Member) -> Candidate:
    ids = select(Candidate.id).where(Candidate.election_id == election.id)
    if len(db.session.scalars(ids).all()) >= MOST_CANDIDATES:
        raise RuleBroken(f"{MOST_CANDIDATES} are named already, more than anybody can rank.")
    return Candidate(election_id=election.id, member_id=member.id)


def _say(candidate: Candidate, words: str) -> None:
    if not words.strip() or len(words) > WORDS_LENGTH:
        raise RuleBroken(f"Say in at most {WORDS_LENGTH:,} characters what speaks for it.", "words")
    candidate.words, candidate.html = words.strip(), to_html(words, "words")
