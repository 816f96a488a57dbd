"""One appeal for each declined concept, by its authors, to a jury drawn by lot. A majority sends it back to staff, who owe a
new assessment; what the jury said stands beside it. There is no second appeal.

Left out of the lot is who has a stake: its authors and co-authors; its supporters and who voted for it, who want it made;
authors and co-authors of other concepts of its round, who competed with it; and staff, whose judgement is judged.
"""

from __future__ import annotations

from datetime import timedelta
from typing import Any

from sqlalchemy import Select, select

from governance.charter.values import value
from governance.events import JuryDecided
from governance.juries.jury import Jury
from governance.juries.summoning import summon
from ideas.ballots.ballot import Ballot, BallotChoice
from ideas.concepts.co_author import CoAuthor
from ideas.concepts.concept import Concept
from ideas.forums.membership import active_members
from ideas.supports.support import Support
from ideas.viability.appeal import Appeal
from ideas.viability.asking import ask_for
from ideas.viability.assessment import Assessment
from ideas.viability.policy import may_appeal
from ideas.viability.queries import authors_of, newest_assessment
from ideas.viability.telling import post_appeal
from kernel.clock import now
from kernel.database import db, lock
from kernel.markup import to_html
from kernel.policy import require
from kernel.rules import RuleBroken
from members.accounts.member import Member, Role

KIND, SUBJECT = "appeal", "concept:"
REASON_LENGTH = 5000


def appeal(actor: Member, concept: Concept, reason: str) -> Appeal:
    """Take a declining to a jury, with reasons (Markdown). Raises Refused for others, too late, or a second time."""
    lock(concept)
    last = newest_assessment(concept.id)
    earlier = db.session.get(Appeal, concept.id)
    at = now()
    require(may_appeal(actor, concept, authors_of(concept), last, earlier, deadline_of(last), at))
    if not reason.strip() or len(reason) > REASON_LENGTH:
        raise RuleBroken(f"Say in at most {REASON_LENGTH:,} characters what staff got wrong.", "reason")
    html = to_html(reason, "reason")
    jury = summon(actor, KIND, f"{SUBJECT}{concept.id}", concept.title, f"/concepts/{concept.id}/assessments")
    made = Appeal(concept_id=concept.id, assessment_id=last.id if last else 0, jury_id=jury.id, appellant_id=actor.id)
    made.reason, made.html, made.appealed_at = reason.strip(), html, at
    db.session.add(made)
    db.session.flush()
    post_appeal(concept, jury.id, "made")
    return made


def deadline_of(last: Assessment | None) -> Any:
    """Until when this decided assessment may be appealed; None before it is decided."""
    if last is None or last.decided_at is None:
        return None
    return last.decided_at + timedelta(days=value("jury.appeal-days"))


def pool(jury: Jury) -> Select[Any]:
    """The members from whom this jury is drawn: active anywhere of late, without a stake."""
    concept_id = int(jury.subject.removeprefix(SUBJECT))
    round_id = select(Concept.round_id).where(Concept.id == concept_id).scalar_subquery()
    of_the_round = select(Concept.id).where(Concept.round_id == round_id)
    voted = select(Ballot.member_id).join(BallotChoice, BallotChoice.ballot_id == Ballot.id)
    return active_members().where(
        Member.role == Role.MEMBER,
        Member.id.not_in(select(Concept.author_id).where(Concept.round_id == round_id)),
        Member.id.not_in(select(CoAuthor.member_id).where(CoAuthor.concept_id.in_(of_the_round))),
        Member.id.not_in(select(Support.member_id).where(Support.concept_id == concept_id)),
        Member.id.not_in(voted.where(BallotChoice.concept_id == concept_id, Ballot.member_id.is_not(None))),
    )


def hear_verdict(event: JuryDecided) -> None:
    """Have staff assess the concept anew when the jury sent it back, and tell its people what it said."""
    if event.kind != KIND:
        return
    concept = db.session.get_one(Concept, int(event.subject.removeprefix(SUBJECT)))
    lock(concept)
    if event.sent_back:
        last = newest_assessment(concept.id)
        ask_for(concept, last.attempt + 1 if last else 1, event.jury_id)
        db.session.flush()
    post_appeal(concept, event.jury_id, "decided")
