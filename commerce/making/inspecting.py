"""What was looked at before shipping is written down in public, whatever it found; reports are added and never changed."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from typing import Any

from commerce.catalog.product import Product
from commerce.making.inspection import MOST_PHOTOS, Inspection, InspectionPhoto, InspectionVerdict
from commerce.making.policy import may_make
from commerce.making.telling import tell
from governance.record.recording import record
from kernel.clock import now
from kernel.database import db
from kernel.pictures import Picture
from kernel.policy import require
from kernel.rules import RuleBroken, refuse_all
from members.accounts.member import Member

LONGEST = 4000


@dataclass(frozen=True, slots=True)
class Findings:
    """What the inspector writes: units looked at, units with a defect, what was checked (a line each), and remarks."""

    sample: int
    defects: int
    checks: str
    words: str
    verdict: InspectionVerdict


def report(actor: Member, product: Product, found: Findings, photos: Sequence[Picture] = ()) -> Inspection:
    """The report that is in force from now on. Raises Refused; RuleBroken on the field that is wrong."""
    require(may_make(actor, product, now()))
    refuse_all(list(_faults(found, photos)))
    inspection = Inspection(
        product_id=product.id,
        sample=found.sample,
        defects=found.defects,
        checks=found.checks.strip(),
        words=found.words.strip(),
        verdict=found.verdict,
        inspected_at=now(),
        inspected_by=actor.id,
        photos=[InspectionPhoto(picture=photo, position=position) for position, photo in enumerate(photos)],
    )
    db.session.add(inspection)
    db.session.flush()
    numbers: dict[str, Any] = {"sample": found.sample, "defects": found.defects, "verdict": found.verdict.value}
    told = f"{product.name} was inspected: {found.verdict.words}, {found.defects} of {found.sample} with a defect."
    record("inspection.reported", f"product:{product.slug}", actor=actor, words=told, **numbers)
    tell(product, f"inspection:{inspection.id}", told)
    return inspection


def _faults(found: Findings, photos: Sequence[Picture]) -> Iterator[RuleBroken]:
    if found.sample < 1:
        yield RuleBroken("Say how many units were looked at: at least one.", "sample")
    if not 0 <= found.defects <= found.sample:
        yield RuleBroken("The units with a defect cannot be more than the units looked at.", "defects")
    if not found.checks.strip():
        yield RuleBroken("Say what was checked, one thing a line.", "checks")
    if found.verdict is not InspectionVerdict.PASSED and not found.words.strip():
        yield RuleBroken("Say what was found: a failed or remarked inspection needs its words.", "words")
    for field in ("checks", "words"):
        if len(getattr(found, field).strip()) > LONGEST:
            yield RuleBroken(f"Use at most {LONGEST:,} characters.", field)
    if len(photos) > MOST_PHOTOS:
        yield RuleBroken(f"Show at most {MOST_PHOTOS} photos.", "photos")
