"""What moves trust or money is told to everybody who works for the brand, the one who did it too: so none of it is silent,
and who did not do it in their own name hears of it. These letters cannot be stopped.
"""

from __future__ import annotations

from sqlalchemy import select

from kernel.brand.brand import BrandChanged, stored
from kernel.database import db
from members.accounts.member import Member, Role
from members.notices.noticing import notify


def tell_staff(key: str, words: str, url: str) -> None:
    """A notice and a letter to staff and admins, inside the open transaction."""
    _tell((Role.STAFF, Role.ADMIN), key, words, url)


def tell_admins(key: str, words: str, url: str) -> None:
    """A notice and a letter to every admin, inside the open transaction."""
    _tell((Role.ADMIN,), key, words, url)


def tell_of_brand(event: BrandChanged) -> None:
    """Another name or tagline of the brand: letters go out under that name."""
    brand = stored()
    who = db.session.scalar(select(Member.name).where(Member.id == brand.changed_by))
    words = f"{who} changed the brand from “{event.was_name}: {event.was_tagline}” to “{brand.name}: {brand.tagline}”."
    tell_staff(f"brand:{brand.changed_at.isoformat()}", words, "/brand")


def _tell(roles: tuple[Role, ...], key: str, words: str, url: str) -> None:
    active = select(Member.id).where(Member.role.in_(roles), Member.suspended_at.is_(None), Member.left_at.is_(None))
    for member_id in db.session.scalars(active.order_by(Member.id)).all():
        notify(member_id, "account", key, words, url)
