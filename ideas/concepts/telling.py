"""Who supports a concept is told when its words change or it leaves the round, in small portions by the outbox."""

from __future__ import annotations

from ideas.concepts.co_author import CoAuthor
from ideas.concepts.concept import Concept
from ideas.rounds.telling import PORTION, audience
from kernel.database import db, transaction
from kernel.outbox import delivers, post
from members.accounts.member import Member
from members.notices.noticing import notify

WORDS = {
    "revised": ("rounds", "“{title}” has a new version: {note}"),
    "asked": (
        "rounds",
        "“{title}” has changed in what matters: {note} If you supported it, carry your support over or take it back; "
        "until you do, it does not count.",
    ),
    "withdrawn": ("rounds", "“{title}” was withdrawn by its author."),
    "rejected": ("assessments", "“{title}” was rejected by staff. The reason: {note}"),
}


def tell_of(concept: Concept, what: str, note: str, but: Member) -> None:
    """Have everybody who takes part in this concept told, except the one who acted. `what` is a key of WORDS."""
    key = f"concept-{what}:{concept.id}:{concept.version_number}"
    post("concept.changed", key=key, concept_id=concept.id, what=what, note=note[:200], but=but.id, after=0)


@delivers("concept.changed", "Telling supporters of a changed concept")
def tell_portion(concept_id: int, what: str, note: str, but: int, after: int) -> None:
    """Tell one portion of people, and leave the rest to the next message."""
    with transaction():
        concept = db.session.get(Concept, concept_id)
        if concept is None or concept.hidden_at is not None:
            return
        kind, words = WORDS[what]
        people = audience(Concept.id == concept_id, after)
        key = f"concept-{what}:{concept_id}:{concept.version_number}"
        for member_id in people:
            if member_id != but:
                notify(member_id, kind, key, words.format(title=concept.title, note=note), f"/concepts/{concept_id}")
        if len(people) == PORTION:
            more = {"concept_id": concept_id, "what": what, "note": note, "but": but, "after": people[-1]}
            post("concept.changed", key=f"{key}:{people[-1]}", **more)


def tell_invited(concept: Concept, mate: CoAuthor, by: Member) -> None:
    """Tell a member that they are asked to be co-author."""
    words = f"{by.name} invites you to be co-author of “{concept.title or 'an untitled draft'}”."
    key = f"invited:{mate.id}:{mate.invited_at.isoformat()}"
    notify(mate.member_id, "concepts", key, words, f"/concepts/{concept.id}/authors")


def tell_answered(mate: CoAuthor, member: Member, answer: str) -> None:
    """Tell whoever invited what became of it. `answer`: accepted or declined."""
    key = f"invitation-{answer}:{mate.id}:{mate.invited_at.isoformat()}"
    words = f"{member.name} {answer} your invitation to be co-author."
    notify(mate.invited_by_id, "concepts", key, words, f"/concepts/{mate.concept_id}/authors")
