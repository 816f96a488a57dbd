"""What each kind of line is called, and what it means for a reader who never saw the site. A new kind needs one row here."""

from __future__ import annotations

KINDS: dict[str, tuple[str, str]] = {
    "round.opened": (
        "Round opened",
        "A round was announced with these terms. They hold for everybody; a change would be a line of its own.",
    ),
    "round.changed": (
        "Brief changed",
        "The brief was rewritten before anybody could propose. These are the new terms.",
    ),
    "round.rescheduled": ("Dates moved", "A deadline was moved, with the reason. Both timetables stand here."),
    "round.finalists-frozen": (
        "Finalists frozen",
        "These concepts went to the ballot, each in exactly this version. What is changed later does not change the vote.",
    ),
    "rule.fixed": (
        "Rule fixed",
        "How the winners of this round are counted was fixed here, before any vote, with a sealed seed for drawing ties.",
    ),
    "round.costs-set": (
        "Costs set",
        "What each finalist costs was set before the ballot opened, and holds for the count.",
    ),
    "ballots.sealed": (
        "Ballots sealed",
        "The voting ended with so many ballots. From here on none is cast, changed or taken back.",
    ),
    "round.counted": (
        "Round counted",
        "The ballots were counted once. The digest covers every input, so a recount can be held against it; the sealed part "
        "covers every stored row, so an edit would show.",
    ),
    "ballots.published": (
        "Ballots published",
        "The counted ballots were published without names. The digests stand for them and for the facts beside them.",
    ),
    "ballots.withheld": (
        "Ballots withheld",
        "Too few people voted: somebody could have guessed whose a ballot is, so none was published.",
    ),
    "verdict.given": ("Verdict", "Staff answered a winner, as they must, with their reasons."),
    "concept.assessed": ("Verdict", "Staff answered a winner, as they must, with a score for each criterion."),
    "concept.rejected": ("Concept rejected", "Staff took a concept out of its round and had to say why in public."),
    "moderation.merged": (
        "Concepts merged",
        "Two concepts became one. Every support can be given back exactly as it was.",
    ),
    "concept.merged": (
        "Concepts merged",
        "Their authors agreed that two concepts become one. Every support can be given back exactly as it was.",
    ),
    "concept.unmerged": (
        "Merge undone",
        "By their authors: two concepts stand apart again, each with its own supports.",
    ),
    "moderation.unmerged": ("Merge undone", "Two concepts stand apart again, each with its own supports."),
    "moderation.hide": ("Moderation: hidden", "Something was hidden, with the reason. It is not deleted."),
    "moderation.restore": ("Moderation: shown again", "What was hidden is to be read again."),
    "vote.held": (
        "Vote held",
        "A vote was set aside under suspicion and does not count for now. Its voter is told and can appeal.",
    ),
    "vote.released": ("Vote released", "A vote that had been set aside counts again."),
    "vote.doubted": (
        "Votes doubted",
        "One of the staff found that held votes must not count. It takes a second, another person, before they do not.",
    ),
    "vote.invalidated": (
        "Vote invalidated",
        "Two different people of the staff found that a vote must not count. It is kept, and marked.",
    ),
    "charter.enacted": (
        "Charter changed",
        "A number that rules the site, or a rule of conduct, is this from now on. Nothing else may change it.",
    ),
    "decision.opened": ("Decision opened", "Members are asked to decide. The question can no longer change."),
    "decision.withdrawn": (
        "Proposal withdrawn",
        "Who proposed it took it back, before anybody could vote. Nothing changed.",
    ),
    "decision.closed": (
        "Decision closed",
        "The members' votes were counted, with quorum and majority as the charter says.",
    ),
    "election.opened": (
        "Election opened",
        "Members of a forum are asked to choose its stewards. Seats and dates are fixed.",
    ),
    "election.counted": (
        "Election counted",
        "The votes were counted once, by the single transferable vote. The digest covers every ballot.",
    ),
    "steward.appointed": (
        "Steward appointed",
        "Staff gave a forum somebody to look after it, as they may until its members elect.",
    ),
    "steward.released": ("Steward released", "Staff ended the time of a steward whom they had appointed."),
    "steward.elected": ("Steward elected", "Members of a forum chose who looks after it, for a term."),
    "steward.recalled": ("Steward recalled", "Members of a forum ended a steward's term early, by a decision."),
    "jury.summoned": (
        "Jury asked for",
        "An appeal goes to a jury. The seed of its lot was sealed before who can be drawn.",
    ),
    "jury.pooled": (
        "Pool of the lot",
        "Who can be drawn was fixed, after the seed was sealed, so nobody could choose who it hits.",
    ),
    "jury.drawn": ("Jury drawn", "Members were drawn by lot, from a seed that was sealed before, to judge an appeal."),
    "jury.decided": ("Jury's verdict", "The jury said whether staff must look at a declined concept again, and why."),
    "member.suspended": ("Member suspended", "Staff suspended somebody and had to say why. The name is not recorded."),
    "member.restored": ("Suspension lifted", "Somebody may take part again."),
    "member.appointed": ("Role given", "Somebody was made staff or admin, or an ordinary member again."),
    "campaign.launched": ("Campaign launched", "The terms of a pre-order were fixed from this moment on."),
    "campaign.settled": ("Campaign settled", "A pre-order ended. Met, and it is made; missed, and nobody pays."),
    "campaign.taken-back": (
        "Campaign taken back",
        "A pre-order that nobody had pledged for went back to preparation, with the reason. Its terms bind nobody any more.",
    ),
    "product.dropped": ("Product dropped", "Staff stopped preparing a product before it was offered, with the reason."),
    "product.taken-up": ("Product taken up", "Staff prepare a product again that they had dropped."),
    "product.relisted": ("Product listed again", "A retired product is on the list again."),
    "product.retired": ("Product retired", "A product is no longer offered, with the reason."),
    "inspection.reported": ("Inspection reported", "A batch was inspected before delivery. This is what was found."),
    "account.proposed": (
        "New account proposed",
        "An administrator asked to have pledges paid elsewhere. Nothing has changed yet.",
    ),
    "account.set": ("Account for payments", "Where pledges are paid to. A change could not be made quietly."),
    "account.cancelled": (
        "New account cancelled",
        "A change of the account was stopped before pledges were paid there.",
    ),
    "joining.chosen": (
        "Who may join",
        "Administrators decided who may join from here on. Who was a member before stays one.",
    ),
    "brand.changed": (
        "Brand renamed",
        "The brand has another name or tagline; what it was stands beside it. Letters of the site come from that name.",
    ),
    "record.key-begun": (
        "Signing key",
        "Checkpoints from here on are signed with this key. Keep it with your checkpoint to tell ours from a forgery.",
    ),
    "record.erased": (
        "Private parts erased",
        "Somebody's private data went, as is their right. No line changed: only nobody can tie them to that person now.",
    ),
}
OTHER = "One act, as it was recorded when it happened."


def label(kind: str) -> str:
    """What this kind is called, in a word or two."""
    return KINDS[kind][0] if kind in KINDS else kind.replace(".", ": ").replace("-", " ").capitalize()


def meaning(kind: str) -> str:
    """What a line of this kind means, in a sentence or two."""
    return KINDS.get(kind, ("", OTHER))[1]
