"""The access table's world with hostile text in every column that holds words: stored behind the acts' backs, uncut."""

from datetime import timedelta

import sqlalchemy as sa

from commerce.campaigns.launching import take_back
from commerce.making import promising
from commerce.making.inspection import InspectionVerdict
from commerce.making.queries import product_named
from commerce.payments.payment import BankStatement, Refund
from commerce.payments.statement_line import StatementLine
from commerce.pledges.pledge import Pledge
from commerce.reviews.queries import review_with_id
from commerce.reviews.replying import reply
from governance.moderation import flagging, moderating
from governance.moderation.ground import Ground
from governance.record.append_only import lifting_statements
from ideas import lineage
from ideas.concepts import withdrawing
from ideas.concepts.queries import concept_held
from ideas.discussion.queries import comment_held
from ideas.rounds.amendment import BriefAmendment
from ideas.rounds.round import Rescheduling, Round
from ideas.rounds.signal import RoundSignal
from ideas.viability.assessment import AssessmentScore
from ideas.viability.rubric import Criterion
from kernel.brand.brand import Brand
from kernel.clock import now
from kernel.database import db, transaction
from kernel.markup import plain_to_html, to_html
from kernel.pictures import Picture
from kernel.rules import RuleBroken
from members.accounts.standing import AddressStanding, SessionEnding
from members.joining.choosing import choose
from members.joining.rule import Way
from tests.cast import a_member, add
from tests.commerce.cast import a_campaign
from tests.commerce.making.cast import an_inspection
from tests.ideas.concepts_in_rounds import a_comment, a_concept, a_revision
from tests.ideas.forums_and_rounds import a_forum, a_round, a_signal, an_assessment
from tests.ideas.voting import a_ballot, a_standing_concept, close, on_the_ballot

OURS = {  # what the site itself writes or chooses from a list; no member's words reach them
    "*": {
        "slug",
        "key",
        "kind",
        "url",
        "reference",
        "hash",
        "prev_hash",
        "receipt",
        "colour",
        "accent",
        "accent_dark",
        "seed",
        "seed_commitment",
        "pool_digest",
        "digest",
        "subject",
        "subject_url",
        "office",
        "share",
    },
    "member": {"name_folded", "email", "email_folded", "password_hash", "zone", "language", "picture_key"},
    "campaign": {"currency"},
    "statement_line": {"currency"},
    "bank_account": {"iban", "bic"},
    "round": {"currency"},
    "result": {"rule", "currency", "stopped"},
    "result_line": {"reason", "money", "money_short", "each", "paid_last"},
    "jury_place": {"salt"},
    "sign_up_origin": {"network"},
    "event_day": {"network"},
    "joining_rule": {"domains"},
    "invitation": {"nonce"},
    "record_witness": {"email", "email_folded"},
    "payment": {"line_digest"},
    "concept": {"external_id"},
    "review": {"imported_key"},
}
WORDLESS = {
    "once_key", "outbox_message", "record_entry", "record_checkpoint", "record_node", "record_pseudonym", "record_secret",
    "search_word", "throttle_count", "account_token", "member_session", "heartbeat", "paused_address",
}  # fmt: skip
ANSWERS = ("answers", "labels")


def furnish(world):
    """What the table has no need of: refusals, revisions, replies, moves and verdicts, each with its words."""
    people, staff = world.people, world.people["staff"]
    add(AddressStanding(member_id=world.values["somebody"], by_id=people["admin"].id, reason="A stolen mailbox."))
    add(SessionEnding(member_id=world.values["somebody"], by_id=people["admin"].id, reason="A lost phone."))
    with transaction():
        choose(people["admin"], Way.OPEN, "", "We grow slowly.")
    forum = a_forum("Where words stand", steward=people["steward"])
    return {
        **_a_concept_with_everything(people, forum),
        **_rounds(people, forum),
        **_goods(world, staff),
        "brand": add(Brand(id=1)).id,
        "imported": a_member("Old Hand", imported_from="The old site", imported_name="Old hand").id,
    }


def _a_concept_with_everything(people, forum):
    author, member, staff = people["author"], people["member"], people["staff"]
    open_round = a_round("proposing", forum, exclusions="No plastics.")
    concept, refused = a_concept(author, open_round), a_concept(author, open_round, title="A bag of lead")
    a_revision(author, concept, title="A bag of loden")
    comment = a_comment(member, concept)
    with transaction():
        flagging.flag(member, concept_held(concept.id), Ground.COPIED, "Somebody else's.")
        flagging.flag(author, comment_held(comment.id), Ground.ABUSE, "Rude.")
        moderating.hide(staff, comment_held(comment.id), Ground.ABUSE, "It was rude.")
        withdrawing.reject(staff, concept_held(refused.id), "Lead is not a fabric.")
    with transaction():
        lineage.note(concept.id, "product", "Became a bag.", "/products")
    kept = {"id": 1, "key": "0" * 32, "width": 4, "height": 3, "alt": "A bag"}
    signal = add(a_signal(forum, created_by=staff.id))
    version = concept_held(concept.id).current_version_id
    add(Picture(key="1" * 32, width=4, height=3, alt="A bag", by_member_id=author.id))
    table = db.metadata.tables["concept_version"]
    with transaction():
        shown = {"pictures": [kept], "signals": [{"id": signal.id, "statement": "Straps cut"}]}
        db.session.execute(table.update().where(table.c.id == version).values(**shown))
    return {"concept": concept.id, "refused concept": refused.id, "words forum": forum.slug}


def _rounds(people, forum):
    announced = a_round("announced", forum, exclusions="No plastics.", imported_from="A city")
    for picked in (True, False):
        signal = a_signal(forum, "Handles break", created_by=people["staff"].id)
        add(RoundSignal(round_id=announced.id, signal_id=signal.id, picked=picked, reason="Not now."))
    add(Rescheduling(round_id=announced.id, reason="A visit moved.", before={}, after={}, moved_by=people["staff"].id))
    add(
        BriefAmendment(
            round_id=announced.id,
            reason="It was unclear.",
            was_brief_source="*R*",
            was_brief_html="<p>R</p>",
            was_exclusions="None.",
        )
    )
    over = a_round("balloting", forum)
    winner = a_standing_concept(over, people["author"])
    a_ballot(people["member"], on_the_ballot(over), winner)
    with transaction():
        db.session.get(Round, over.id).closes_at = now()
    close(over)
    decided = an_assessment(a_standing_concept(over, people["author"]), words="So far", would_change_our_mind="Tin")
    for criterion in Criterion:
        add(AssessmentScore(assessment_id=decided.id, criterion=criterion, score=3, reason="It could."))
    return {"announced": announced.slug, "over": over.slug, "winner": winner.id, "assessment": decided.id}


def _goods(world, staff):
    product = product_named(world.values["made product"], staff)
    with transaction():
        moved = promising.promise(staff, product, "Feet cut", now().date() + timedelta(days=30), "Of ash.")
    with transaction():
        promising.move(staff, moved, product, now().date() + timedelta(days=40), "The saw broke.")
    back = a_campaign(staff, name="Stool of elm")
    with transaction():
        take_back(staff, back.product, back, "The price was wrong.")
    with transaction():
        promising.correct(staff, moved, product, "Feet sawn", "Of ash wood.")
    an_inspection(staff, product, words="Two wobble.", defects=2, verdict=InspectionVerdict.FAILED)
    review = review_with_id(world.values["review"], staff)
    with transaction():
        reply(staff, review, "Thank you.")
    paid = db.session.scalars(sa.select(Pledge).where(Pledge.received_minor > 0)).first()
    add(Refund(pledge_id=paid.id, amount_minor=1, refunded_on=now().date(), reason="Broken.", recorded_by_id=staff.id))
    kept = add(BankStatement(source="a;b", uploaded_by_id=staff.id))
    add(StatementLine(statement_id=kept.id, number=1, words="a", day=now().date(), amount_minor=1, references=[]))
    add(StatementLine(statement_id=kept.id, number=2, words="b", references=[], reason="Not a day."))
    return {"with refund": paid.id}


def wordy():
    """Every (table, columns) in which words of members are kept."""
    for table in db.metadata.sorted_tables:
        ours = OURS["*"] | OURS.get(table.name, set())
        columns = [c for c in table.columns if _holds_words(c) and c.name not in ours]
        if columns and table.name not in WORDLESS:
            yield table, columns


def _holds_words(column):
    if isinstance(column.type, sa.Enum) or column.foreign_keys:
        return False
    return isinstance(column.type, sa.String) or column.name in ANSWERS


class Filling:
    """Puts the next batch of payloads into each field in turn, from the given one on; a unique one keeps its number."""

    def __init__(self, batches, start=0):
        self.batches, self.number = batches, start
        self._prose = [prose(batch) for batch in batches]

    def fill(self):
        """Write over all words of the database, past the caps that its constraints keep."""
        with transaction():
            db.session.execute(sa.text("pragma ignore_check_constraints = on"))
            for statement in lifting_statements("sqlite"):
                db.session.execute(sa.text(statement))
            for table, columns in wordy():
                for row in db.session.execute(sa.select(table)).mappings().all():
                    words = {c.name: self._words(c, row) for c in columns if row[c.name] is not None}
                    same = [key == row[key.name] for key in table.primary_key]
                    if words:
                        db.session.execute(table.update().where(*same).values(**words))
            db.session.execute(sa.text("pragma ignore_check_constraints = off"))

    def _words(self, column, row):
        self.number += 1
        plain = "\n".join(self.batches[self.number % len(self.batches)])
        if column.name in ANSWERS:
            return dict.fromkeys(row[column.name], plain)
        if column.name.endswith("html"):
            return self._prose[self.number % len(self.batches)]
        return f"{row[next(iter(row))]} {plain}" if _must_differ(column) else plain


def _must_differ(column):
    unique = [one for one in column.table.constraints if isinstance(one, sa.UniqueConstraint)]
    return column.unique or any(column.name in one.columns for one in unique)


def prose(batch):
    """What the renderer makes of each payload, one after the other; what it refuses as an import would show it."""
    return "\n".join(map(_rendered, batch))


def _rendered(payload):
    try:
        return to_html(payload)
    except RuleBroken:
        return plain_to_html(payload)
