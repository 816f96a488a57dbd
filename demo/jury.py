"""An appeal that was heard to its end: seven members drawn by lot, five of whom let the verdict stand."""

from __future__ import annotations

from sqlalchemy import select

from demo.story import Story, flowing
from governance.juries.hearing import say
from governance.juries.juror import Juror, Voice
from governance.juries.jury import Jury
from ideas.concepts.concept import Concept
from ideas.concepts.queries import concept_held
from ideas.viability.appealing import appeal
from kernel.database import db
from members.accounts.member import Member

APPEAL = flowing("""
A brass reed does not corrode; **ours was brass**, and staff built theirs of steel. I boiled mine two hundred times and
it is in tune. What fails the audibility test is the pitch, and that can be raised by a third.
""")
UPHOLD = (
    "Brass or steel, it has to be heard by somebody in the next room. Nobody has shown that it is.",
    "The audibility test is not the brand's to bend. Raise the pitch first, then propose it again.",
    "I like it, and I would not leave it alone on a stove.",
    "Whoever sells a kettle answers for it. They say what would change their mind, and it can be done.",
    "The reed wears out every year. That alone would have been enough for me.",
)
SEND_BACK = (
    "They tested another reed than the one that was drawn. That is reason enough to look again.",
    "Two hundred boilings against forty: somebody should build the brass one.",
)
VOICES = (*((Voice.UPHOLD, words) for words in UPHOLD), *((Voice.SEND_BACK, words) for words in SEND_BACK))


def heard_out(story: Story, title: str, day: float) -> None:
    """Schedule the author's appeal of this declined concept, the lot, and a voice from each seat."""
    story.at(day, _appeal, title)
    story.tick(day + 0.1)
    story.at(day + 2, _say_all, title)


def _appeal(title: str) -> None:
    concept = concept_held(db.session.scalars(select(Concept.id).where(Concept.title == title)).one())
    if concept is None:
        raise LookupError(title)
    appeal(db.session.get_one(Member, concept.author_id), concept, APPEAL)


def _say_all(title: str) -> None:
    jury = db.session.scalars(select(Jury).where(Jury.title == title)).one()
    jurors = db.session.scalars(select(Juror).where(Juror.jury_id == jury.id).order_by(Juror.position)).all()
    for place, juror in enumerate(jurors):
        say(db.session.get_one(Member, juror.member_id), jury, *VOICES[place % len(VOICES)])
