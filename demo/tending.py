"""What happens to concepts after they are proposed: new versions, co-authors, and keepers who keep order in public."""

from __future__ import annotations

from sqlalchemy import select

from demo.people import People
from demo.rounds import Plan
from demo.story import Story
from governance.moderation.flagging import flag
from governance.moderation.ground import Ground
from governance.moderation.moderating import hide
from ideas.concepts.drafting import save
from ideas.concepts.inviting import accept, invite
from ideas.concepts.queries import concept_held, mate_of
from ideas.concepts.revising import revise
from ideas.concepts.wording import Wording
from ideas.discussion.comment import Comment, CommentKind
from ideas.discussion.queries import comment_held
from ideas.discussion.saying import retract, say
from kernel.database import db

REVISIONS = (
    (
        "Two of you measured it, so the text says what was measured, and how.",
        "**After the discussion.** Two people built it from this page and measured it. The numbers above are theirs; "
        "mine were kinder.",
    ),
    (
        "The wearing part is now one that others sell too.",
        "**After the discussion.** The part that wears is a standard one. Whoever mends it in ten years should not "
        "have to look for us.",
    ),
    (
        "Left-handed people asked; it is symmetrical now.",
        "**After the discussion.** Left and right are the same now. It costs nothing but a second hole.",
    ),
)
ADVERTISEMENT = "Same thing half price at my shop, write to me for the link."


def tend(story: Story, people: People, plan: Plan) -> None:
    """Schedule revisions of two concepts, a co-author of a third, and one act of moderation in a round."""
    count = len(plan.words.get("concept", []))
    refining = (plan.balloting - plan.refining) / 2
    for turn, place in enumerate(place for place in (0, 3) if place < count):
        story.at(plan.refining + refining + turn / 10, _revise, people, plan, place, turn + round(plan.closes))
    said = plan.proposing + (plan.refining - plan.proposing) * 0.9
    if count > 1:
        story.at(said, _join, people, plan, 1)
    if count > 2:
        story.at(said + 0.1, _advertise, people, plan, 2)
        story.at(said + 0.2, _take_back, people, plan, 2)
        story.at(said + 0.3, _flag_newest, people, plan, 0)


def _revise(people: People, plan: Plan, place: int, turn: int) -> None:
    concept = concept_held(plan.concept_ids[place])
    author, version = people.with_id(concept.author_id), concept.version
    if version is None:
        return
    note, more = REVISIONS[turn % len(REVISIONS)]
    answers = {key: str(text) for key, text in version.answers.items()}
    signal_ids = tuple(signal["id"] for signal in version.signals)
    body = f"{version.body_source}\n\n{more}".strip()
    save(author, concept, Wording(version.title, version.summary, body, answers, signal_ids, note))
    revise(author, concept)


def _join(people: People, plan: Plan, place: int) -> None:
    concept = concept_held(plan.concept_ids[place])
    guest = next(member for member in (people.get(40), people.get(41)) if member.id != concept.author_id)
    invite(people.with_id(concept.author_id), concept, guest.name)
    mate = mate_of(concept.id, guest)
    if mate is not None:
        accept(guest, mate)


def _advertise(people: People, plan: Plan, place: int) -> None:
    """Somebody advertises, somebody else flags it, and staff hide it with a public reason."""
    concept = concept_held(plan.concept_ids[place])
    seller, reader = people.get(150), people.get(151)
    flag(reader, comment_held(say(seller, concept, CommentKind.EVIDENCE, ADVERTISEMENT).id), Ground.SPAM)
    comment = comment_held(_newest(concept.id))
    hide(people.get("ines"), comment, Ground.SPAM, "It advertises a shop and says nothing of the concept.")


def _take_back(people: People, plan: Plan, place: int) -> None:
    concept = concept_held(plan.concept_ids[place])
    words = "I take it all back: I had looked at the wrong drawing."
    retract(people.get(152), comment_held(say(people.get(152), concept, CommentKind.CONCERN, words).id))


def _flag_newest(people: People, plan: Plan, place: int) -> None:
    """A flag that still waits for the forum's keepers."""
    comment = comment_held(_newest(plan.concept_ids[place]))
    reader = next(member for member in (people.get(153), people.get(154)) if member.id != comment.author_id)
    flag(reader, comment, Ground.ELSEWHERE, "Repeats what was asked above. Not rude, only double.")


def _newest(concept_id: int) -> int:
    newest = select(Comment.id).where(Comment.concept_id == concept_id).order_by(Comment.id.desc())
    return db.session.scalars(newest.limit(1)).one()
