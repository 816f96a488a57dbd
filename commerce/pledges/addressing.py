"""The member says where their parcel goes, and may change it until it is shipped.

Staff may type it too, for somebody who cannot: with a reason, which stays among the pledge's steps and is told to its member.
"""

from __future__ import annotations

from commerce.pledges.pledge import Pledge, PledgeStep
from commerce.pledges.policy import may_address
from kernel.clock import now
from kernel.database import db, lock
from kernel.policy import require
from kernel.rules import RuleBroken
from members.accounts.member import Member
from members.notices.noticing import notify

ADDRESS_MAX = 500
REASON_MAX = 300


def address(actor: Member, pledge: Pledge, words: str, reason: str = "") -> None:
    """Send the parcel there. Its campaign and product must be loaded when staff do it.

    Raises Refused, and RuleBroken on deliver_to or, from staff without one, on reason.
    """
    lock(pledge)
    require(may_address(actor, pledge, now()))
    if not 5 <= len(words.strip()) <= ADDRESS_MAX:
        raise RuleBroken(f"Write the address as on an envelope, in at most {ADDRESS_MAX} characters.", "deliver_to")
    if actor.id != pledge.member_id:
        _explain(actor, pledge, reason.strip())
    pledge.deliver_to = words.strip()
    db.session.flush()


def _explain(actor: Member, pledge: Pledge, reason: str) -> None:
    """Keep why staff typed it, and tell the member."""
    if not 1 <= len(reason) <= REASON_MAX:
        raise RuleBroken("Say why you enter it: the member reads this.", "reason")
    said = f"Staff entered the delivery address: {reason}"
    step = PledgeStep(pledge_id=pledge.id, from_state=pledge.state, to_state=pledge.state, by_id=actor.id, reason=said)
    db.session.add(step)
    db.session.flush()
    words = f"We entered a delivery address for “{pledge.campaign.product.name}”. Please check it. Why: {reason}"
    notify(pledge.member_id, "pledge", f"address:{step.id}", words, f"{pledge.path}#address")
