"""Who keeps order and judges staff: Light has elected its stewards, Carry is electing, one declining is before a jury."""

from __future__ import annotations

from sqlalchemy import select
from sqlalchemy.orm import selectinload

from demo.people import People
from demo.story import Story, flowing
from demo.verdicts import GOOD
from governance.elections.candidate import Candidate
from governance.elections.election import Election, ElectionRoll
from governance.elections.nominating import nominate
from governance.elections.queries import newest_for
from governance.elections.voting import vote
from governance.juries.hearing import accept, say
from governance.juries.juror import Juror, Voice
from governance.juries.jury import Jury
from ideas.concepts.concept import Concept
from ideas.concepts.drafting import save
from ideas.concepts.queries import concept_held
from ideas.concepts.revising import revise
from ideas.concepts.version import ConceptVersion
from ideas.concepts.wording import Wording
from ideas.forums.electing import office_of, open_stewards_election
from ideas.forums.forum import Forum
from ideas.viability.appealing import appeal
from ideas.viability.asking import ask_again
from ideas.viability.assessing import Finding, Notes, decide
from ideas.viability.queries import assessment_to_decide, newest_assessment
from ideas.viability.rubric import AssessmentVerdict, Criterion
from kernel.database import db
from members.accounts.member import Member

WORDS = (
    "I read everything that is said here, and I answer questions the same evening. Merging look-alikes needs **both** "
    "authors' word; I would ask for it first.",
    "I have mended kettles for twenty years. Briefs should say what a thing must survive, not only what it must look like.",
    "Half of us read on a phone in a train. I would keep briefs short, and close nothing without saying why.",
)
BAG = "The librarian's bag"
REVISED = (
    "\n\nThe strap is anchored in a **riveted leather patch** now, sewn through both layers, drawn with its stitching."
)
SECOND = (
    "The anchor of the second version held 9 kg for an hour, not 12. We cannot stand behind a strap that may let go."
)
CHANGE = "An anchor that holds 12 kg for an hour, measured on three bags by somebody other than us."
APPEAL = flowing("""
Staff tested **two** rivets. Our drawing shows four, and says so beside the patch. A member with a workshop built it so and
hung 14 kg from it overnight. We ask that the bag we did propose is built and measured.
""")
VOICES = (
    (Voice.SEND_BACK, "The drawing does show four rivets. A test of two is no test of this concept."),
    (Voice.UPHOLD, "Whatever the drawing shows, the brand has to stand behind the strap, and says why it cannot."),
)


def choose(story: Story, people: People) -> None:
    """Schedule the elections and the appeal."""
    story.at(-58, _open, people, "light")
    story.at(-57, _stand, people, "light")
    story.at(-50, _vote, people, "light", 40)
    story.tick(-43)
    story.at(-9, _open, people, "carry")
    story.at(-8.5, _stand, people, "carry")
    story.tick(-1.5)
    story.at(-1, _vote, people, "carry", 12)
    story.at(-20, _ask_again)
    story.at(-6, _decline, people)
    story.at(-5, _appeal)
    story.tick(-4.9)
    story.at(-4, _hear)


def _forum(slug: str) -> Forum:
    return db.session.scalars(select(Forum).where(Forum.slug == slug).options(selectinload(Forum.stewards))).one()


def _election(slug: str) -> Election:
    found = newest_for(office_of(_forum(slug)))
    if found is None:
        raise LookupError(slug)
    return found


def _roll(election: Election, most: int) -> list[Member]:
    rows = select(Member).join(ElectionRoll, ElectionRoll.member_id == Member.id)
    rows = rows.where(ElectionRoll.election_id == election.id, ElectionRoll.may_stand)
    return list(db.session.scalars(rows.order_by(Member.id).limit(most)))


def _open(people: People, slug: str) -> None:
    open_stewards_election(people.get("ines"), _forum(slug))


def _stand(people: People, slug: str) -> None:
    election = _election(slug)
    theirs = [one for one in _roll(election, 12) if not one.is_staff]
    theo = [one for one in theirs if one.id == people.get("theo").id]
    standing = [*theo, *(one for one in theirs if one not in theo)][:3]
    for member, words in zip(standing, WORDS, strict=False):
        nominate(member, election, member, words)


def _vote(people: People, slug: str, voters: int) -> None:
    election = _election(slug)
    ids = list(db.session.scalars(select(Candidate.id).where(Candidate.election_id == election.id)))
    for place, member in enumerate(_roll(election, voters)):
        first = (place * place + place // 3) % len(ids)
        vote(member, election, [*ids[first:], *ids[:first]][: 1 + place % len(ids)])


def _concept() -> Concept:
    found = concept_held(db.session.scalars(select(Concept.id).where(Concept.title == BAG)).one())
    if found is None:
        raise LookupError(BAG)
    return found


def _ask_again() -> None:
    """Its author mends the strap and asks again."""
    concept = _concept()
    author = db.session.get_one(Member, concept.author_id)
    was = db.session.get_one(ConceptVersion, concept.current_version_id)
    words = Wording(was.title, was.summary, was.body_source + REVISED, was.answers, change_note="Four rivets, drawn.")
    save(author, concept, words)
    revise(author, concept)
    ask_again(author, concept)


def _decline(people: People) -> None:
    newest = newest_assessment(_concept().id)
    assessment = assessment_to_decide(newest.id) if newest else None
    if assessment is None:
        raise LookupError(BAG)
    found = {one: Finding(4, reason) for one, reason in zip(Criterion, GOOD.values(), strict=True)}
    found[Criterion.FEASIBILITY] = Finding(1, SECOND)
    decide(people.get("ines"), assessment, AssessmentVerdict.DECLINED, Notes(found, SECOND, CHANGE))


def _appeal() -> None:
    concept = _concept()
    appeal(db.session.get_one(Member, concept.author_id), concept, APPEAL)


def _hear() -> None:
    """Have some jurors take their seat, and two say what they think."""
    jury = db.session.scalars(select(Jury).where(Jury.is_open).order_by(Jury.id)).first()
    if jury is None:
        return
    jurors = db.session.scalars(select(Juror).where(Juror.jury_id == jury.id).order_by(Juror.position)).all()
    for place, juror in enumerate(jurors[:5]):
        member = db.session.get_one(Member, juror.member_id)
        accept(member, jury)
        if place < len(VOICES):
            say(member, jury, *VOICES[place])
