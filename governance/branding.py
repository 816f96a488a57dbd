"""Another name or tagline of the brand stands in the public record, with what it was: the name is what letters come from."""

from __future__ import annotations

from governance.record.recording import record
from kernel.brand.brand import BrandChanged, stored
from kernel.database import db
from members.accounts.member import Member


def record_brand(event: BrandChanged) -> None:
    """Who changed it, from what, to what."""
    brand = stored()
    actor = db.session.get(Member, brand.changed_by) if brand.changed_by else None
    now_and_then = {
        "name": brand.name,
        "tagline": brand.tagline,
        "was_name": event.was_name,
        "was_tagline": event.was_tagline,
    }
    record("brand.changed", "brand", None, actor, **now_and_then)
