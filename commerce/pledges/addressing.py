"""The member says where their parcel goes, and may change it until it is shipped."""

from __future__ import annotations

from commerce.pledges.pledge import Pledge
from commerce.pledges.policy import may_address
from kernel.clock import now
from kernel.database import db, lock
from kernel.policy import require
from kernel.rules import RuleBroken
from members.accounts.member import Member

ADDRESS_MAX = 500


def address(member: Member, pledge: Pledge, words: str) -> None:
    """Send the parcel there. Raises Refused, and RuleBroken on deliver_to."""
    lock(pledge)
    require(may_address(member, pledge, now()))
    if not 5 <= len(words.strip()) <= ADDRESS_MAX:
        raise RuleBroken(f"Write the address as on an envelope, in at most {ADDRESS_MAX} characters.", "deliver_to")
    pledge.deliver_to = words.strip()
    db.session.flush()
