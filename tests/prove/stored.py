"""What is stored now, past everything that a session still holds."""

from collections import defaultdict

from sqlalchemy import func, select

from ideas.ballots.ballot import Ballot, BallotChoice
from kernel.database import db


def read(wanted):
    """The rows of this question."""
    db.session.remove()
    return db.session.execute(wanted).all()


def rows(thing, *where):
    """How many such rows there are."""
    return read(select(func.count()).select_from(thing).where(*where))[0][0]


def ballots_in(round):
    """{member: the concepts they chose, by id}."""
    chosen = defaultdict(list)
    choices = select(Ballot.member_id, BallotChoice.concept_id).join(BallotChoice, isouter=True)
    for member, concept in read(choices.where(Ballot.round_id == round.id).order_by(BallotChoice.concept_id)):
        chosen[member].append(concept)
    return {member: tuple(concepts) for member, concepts in chosen.items()}
