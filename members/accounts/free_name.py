"""A name that somebody may take now: fit, nobody else's, and like neither the brand's (now or before) nor its staff's.

Who bears such a name already keeps it: the rule is asked when a name is chosen.
"""

from __future__ import annotations

from sqlalchemy import select

from kernel.brand.brand import stored
from kernel.database import db
from kernel.rules import RuleBroken
from members.accounts.brand_voice import reads_like_brand
from members.accounts.member import Member, Role
from members.accounts.naming import VOICE, fit_name, folded
from members.accounts.voice import reads_like_person

SITE = "Commonmade"
TAKEN = "Somebody here is called that already, or something that looks the same. Add a word, a letter or a number."
STAFFS = "Somebody who works for the brand has this name, or one that looks the same. Choose another."


def unreserved_name(name: str, member_id: int | None = None) -> str:
    """The tidy name, unless it would speak for the brand or its staff; others' names are not asked. Raises RuleBroken."""
    shown = fit_name(name)
    if any(reads_like_brand(shown, brand) for brand in (*stored().names, SITE)):
        raise RuleBroken(VOICE, "name")
    staff = select(Member.name).where(Member.role != Role.MEMBER, Member.id != (member_id or 0))
    if any(reads_like_person(shown, theirs) for theirs in db.session.scalars(staff)):
        raise RuleBroken(STAFFS, "name")
    return shown


def free_name(name: str, member_id: int | None = None) -> str:
    """The tidy name, if this member, or a new one, may be called so. Raises RuleBroken on `name`."""
    shown = unreserved_name(name, member_id)
    if db.session.scalar(select(Member.id).where(Member.name_folded == folded(shown), Member.id != (member_id or 0))):
        raise RuleBroken(TAKEN, "name")
    return shown
