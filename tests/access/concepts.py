"""Concepts, their drafts, versions and authors, and what is said about them, in the access table."""

from ideas.concepts import inviting
from ideas.concepts.queries import concept_held
from ideas.exposure.exposure import Exposure
from ideas.merges.merging import propose_merge
from ideas.merges.queries import pair_held
from ideas.supports.queries import concept_held as support_held
from ideas.supports.supporting import support
from kernel.database import transaction
from tests.access.kinds import AUTHOR, EVERYBODY, MEMBERS, OTHERS, SIGNED_IN, STAFF, STEWARDS, _row, get, post
from tests.cast import add
from tests.ideas.concepts_in_rounds import a_comment, a_concept, a_draft, a_revision
from tests.ideas.forums_and_rounds import a_forum, a_round

HIDDEN_DRAFT = _row("s n g o g g g s")  # nobody but its author learns that there is one
INVITED = _row("s n o g g g g s")
AUTHOR_AND_KEEPERS = _row("s n n o o o o s")
NOT_THE_AUTHOR = _row("s n o n o o o s")
CONCEPT = {"concept_id": "said concept"}
DRAFT = {"concept_id": "draft"}
COMMENT = {"noun": "comments", "thing_id": "comment"}
HIDING = {"ground": "private", "reason": "It names a person who is not here."}
THING = "/<string:noun>/<int:thing_id>"
THE_AUTHORS = _row("s g g o g g g s")

CONCEPTS_ROWS = [
    get("/rounds/<slug>/concepts/new", MEMBERS, slug="open round"),
    post("/rounds/<slug>/concepts", MEMBERS, slug="open round"),
    get("/concepts/<int:concept_id>", EVERYBODY, **CONCEPT),
    get("/concepts/<int:concept_id>/authors", EVERYBODY, **CONCEPT),
    post("/concepts/<int:concept_id>/co-authors", AUTHOR, {"name": "Sofia Silva"}, **CONCEPT),
    post("/concepts/<int:concept_id>/co-authors/removal", INVITED, concept_id="shared"),
    post("/concepts/<int:concept_id>/invitation/acceptance", INVITED, concept_id="invited"),
    post("/concepts/<int:concept_id>/invitation/refusal", INVITED, concept_id="invited"),
    get("/concepts/<int:concept_id>/draft", HIDDEN_DRAFT, **DRAFT),
    post("/concepts/<int:concept_id>/draft", HIDDEN_DRAFT, **DRAFT),
    get("/concepts/<int:concept_id>/draft/look-over", HIDDEN_DRAFT, **DRAFT),
    post("/concepts/<int:concept_id>/draft/removal", HIDDEN_DRAFT, **DRAFT),
    post("/concepts/<int:concept_id>/pictures", HIDDEN_DRAFT, **DRAFT),
    post("/concepts/<int:concept_id>/pictures/<int:picture_id>/cover", HIDDEN_DRAFT, picture_id=1, **DRAFT),
    post("/concepts/<int:concept_id>/pictures/<int:picture_id>/removal", HIDDEN_DRAFT, picture_id=1, **DRAFT),
    post("/concepts/<int:concept_id>/proposal", HIDDEN_DRAFT, **DRAFT),
    get("/concepts/<int:concept_id>/rejection", STAFF, **CONCEPT),
    post("/concepts/<int:concept_id>/rejection", STAFF, HIDING, **CONCEPT),
    get("/concepts/<int:concept_id>/versions", EVERYBODY, **CONCEPT),
    post("/concepts/<int:concept_id>/versions", AUTHOR, **CONCEPT),
    get("/concepts/<int:concept_id>/versions/<int:number>", EVERYBODY, number=1, **CONCEPT),
    get("/concepts/<int:concept_id>/versions/<int:old>/to/<int:new>", _row("g g g g g g g g"), old=1, new=2, **CONCEPT),
    get("/concepts/<int:concept_id>/merges", EVERYBODY, **CONCEPT),
    post(
        "/concepts/<int:concept_id>/merges",
        AUTHOR_AND_KEEPERS,
        {"other": "1", "goes": "this", "reason": "The same bag."},
        **CONCEPT,
    ),
    post("/merges/<int:merge_id>/acceptance", AUTHOR, merge_id="merge proposed"),
    post("/merges/<int:merge_id>/refusal", AUTHOR, merge_id="merge proposed"),
    post("/merges/<int:merge_id>/removal", MEMBERS, {"reason": "They differ."}, merge_id="merge"),
    post("/merges/<int:merge_id>/support", SIGNED_IN, merge_id="merge"),
    get("/concepts/<int:concept_id>/withdrawal", AUTHOR, **CONCEPT),
    post("/concepts/<int:concept_id>/withdrawal", AUTHOR, **CONCEPT),
    get("/concepts/<int:concept_id>/discussion", EVERYBODY, **CONCEPT),
    post("/concepts/<int:concept_id>/comments", MEMBERS, **CONCEPT),
    get(f"{THING}/flags", NOT_THE_AUTHOR, **COMMENT),
    post(f"{THING}/flags", NOT_THE_AUTHOR, HIDING, **COMMENT),
    post(f"{THING}/flags/answer", STEWARDS, HIDING, **COMMENT),
    get(f"{THING}/moderation", STEWARDS, **COMMENT),
    post(f"{THING}/moderation", STEWARDS, HIDING, **COMMENT),
    post(f"{THING}/moderation/removal", STEWARDS, HIDING, **COMMENT),
    get(f"{THING}/hidden", THE_AUTHORS, **COMMENT),
    post(f"{THING}/objection", OTHERS, HIDING, **COMMENT),  # it is not hidden: nobody has anything to object to
    get("/moderation", STAFF),
]


def things_to_say(author, member, steward):
    """A proposed concept with a comment by its author, a draft, and two concepts that others were asked to join."""
    open_round = a_round("proposing", a_forum("Things to say", steward=steward))
    said = a_concept(author, open_round)
    draft = a_draft(author, open_round, title="A bag of felt")
    invited = a_concept(author, open_round, title="A bag with a lamp")
    shared = a_concept(author, open_round, title="A bag for two")
    with transaction():
        inviting.invite(author, concept_held(invited.id), member.name)
        inviting.accept(member, inviting.invite(author, concept_held(shared.id), member.name))
    theirs = [a_concept(member, open_round, title=f"A felt bag, {n}") for n in (1, 2)]
    with transaction():
        proposed = propose_merge(member, *pair_held(theirs[0].id, said.id), "")
        accepted = propose_merge(member, *pair_held(theirs[1].id, shared.id), "")
    return {
        **things_to_hear(author, member),
        "merge proposed": proposed.id,
        "merge": accepted.id,
        "open round": open_round.slug,
        "said concept": said.id,
        "draft": draft.id,
        "invited": invited.id,
        "shared": shared.id,
        "comment": a_comment(author, said).id,
    }


def things_to_hear(author, member):
    """A concept that changed after a member supported it, one that was merged, and a round whose showings are told."""
    round = a_round("proposing")
    changed, merged, into = (a_concept(author, round, title=f"A bag of wool, {n}") for n in range(3))
    for concept in (changed, merged):
        with transaction():
            support(member, support_held(concept.id))
    a_revision(author, changed, title="A bag of wool, 0", summary="It folds into its own pocket.")
    with transaction():
        propose_merge(author, *pair_held(merged.id, into.id), "The same bag twice.")
    heard = a_round("closed")
    shown = [a_concept(author, heard, title=f"A bag heard, {number}") for number in range(1, 4)]
    add(*[Exposure(concept_id=one.id, shown=10 * number) for number, one in enumerate(shown, 1)])
    return {"changed": changed.id, "merged": merged.id, "heard round": heard.slug}
