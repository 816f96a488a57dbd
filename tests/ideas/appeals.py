"""Appeals, their juries, and voices in them."""

from sqlalchemy import select

from governance.juries.drawing import draw_due
from governance.juries.hearing import say
from governance.juries.juror import Juror
from governance.juries.jury import Jury
from governance.record.entry import RecordEntry
from ideas.concepts.queries import concept_held
from ideas.viability.appealing import appeal
from kernel.database import db, transaction
from members.accounts.member import Member


def appealed(actor, concept, reason="The reed was tested **cold**."):
    with transaction():
        return appeal(actor, concept_held(concept.id), reason)


def drawn(actor, concept):
    """Its jury, drawn."""
    made = appealed(actor, concept)
    with transaction():
        draw_due()
    return jury(made)


def jury(made):
    return db.session.get(Jury, getattr(made, "jury_id", None) or made.id, populate_existing=True)


def seated(held):
    rows = select(Juror).where(Juror.jury_id == held.id, Juror.left_at.is_(None)).order_by(Juror.position)
    return [db.session.get_one(Member, one.member_id) for one in db.session.scalars(rows)]


def speak(held, voices):
    for member, voice in zip(seated(held), voices, strict=False):
        with transaction():
            say(member, jury(held), voice, "Because of the **reed**.")


def kinds():
    rows = select(RecordEntry).where(RecordEntry.subject.startswith("jury:")).order_by(RecordEntry.seq)
    return [line.kind for line in db.session.scalars(rows)]
