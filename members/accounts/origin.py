"""From which network an account was opened, so that many from one can be told from a crowd: for ninety days, and only as a
keyed hash of its neighbourhood (/24 or /56). No address is kept, and deleting the row forgets it at once.
"""

from __future__ import annotations

from datetime import datetime, timedelta

from sqlalchemy import ForeignKey, delete
from sqlalchemy.orm import Mapped, mapped_column

from kernel.clock import now
from kernel.database import Model, db, short
from kernel.keyed import signed
from kernel.throttle import network
from members.accounts.member import Member

KEPT = timedelta(days=90)


class SignUpOrigin(Model):
    """The hashed neighbourhood of one sign-up. It says whether two are the same, and nothing about where that is."""

    __tablename__ = "sign_up_origin"

    member_id: Mapped[int] = mapped_column(
        ForeignKey("member.id", ondelete="CASCADE"), primary_key=True, autoincrement=False
    )
    network: Mapped[str] = mapped_column(short(32))
    at: Mapped[datetime] = mapped_column(index=True)


def origin_of(address: str | None) -> str:
    """The hashed neighbourhood of this address, empty for what is none."""
    near = network(address)
    return "" if near == "unknown" else signed("sign-up", near)[:32]


def remember_origin(member: Member, address: str | None) -> None:
    """Keep where this sign-up came from. An address that is no address is not kept."""
    if hashed := origin_of(address):
        db.session.add(SignUpOrigin(member_id=member.id, network=hashed, at=now()))


def forget_origins() -> None:
    """Drop what is older than ninety days. A clock tick."""
    db.session.execute(delete(SignUpOrigin).where(SignUpOrigin.at < now() - KEPT))
