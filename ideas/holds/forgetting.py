"""An account that nobody confirmed goes after a week, and with it the votes that were waiting for its confirmation. They
were never counted; where a round has closed since, their number stays among the votes set apart.
"""

from __future__ import annotations

from typing import Any

from sqlalchemy import Select, delete, func, select, update

from ideas.ballots.ballot import Ballot, BallotChoice
from ideas.concepts.concept import Concept
from ideas.supports.support import Support, live
from kernel.database import db
from members.events import AccountsForgotten


def forget_votes(event: AccountsForgotten) -> None:
    """Take the pending votes of these accounts away with them."""
    ballots = select(Ballot.id).where(Ballot.member_id.in_(event.member_ids))
    db.session.execute(delete(BallotChoice).where(BallotChoice.ballot_id.in_(ballots)))
    db.session.execute(delete(Ballot).where(Ballot.member_id.in_(event.member_ids)))
    theirs = Support.member_id.in_(event.member_ids)
    for concept_id, number in db.session.execute(_per_concept(theirs)).all():
        less = Concept.supports_count - number
        db.session.execute(update(Concept).where(Concept.id == concept_id).values(supports_count=less))
    db.session.execute(delete(Support).where(theirs))


def _per_concept(theirs: Any) -> Select[int, int]:
    counts = select(Support.concept_id, func.count()).join(Concept, Concept.id == Support.concept_id)
    return counts.where(theirs, live()).group_by(Support.concept_id)
