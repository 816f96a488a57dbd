"""Who sees the pictures of the shop: everybody, but for those of a product that staff are still preparing by themselves."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

from sqlalchemy import Select, exists, or_, select

from commerce.catalog.product import Product, ProductPicture
from commerce.making.inspection import Inspection, InspectionPhoto
from commerce.making.milestone import Milestone, MilestonePicture
from commerce.reviews.review import Review, ReviewPicture
from kernel.database import db
from kernel.pictures import Picture, Shelf
from members.accounts.member import Member


def may_see_product_picture(member: Member, picture_id: int) -> bool:
    """Staff see what they prepare."""
    shown = select(ProductPicture.id).where(ProductPicture.picture_id == picture_id).limit(1)
    return member.is_staff and db.session.scalar(shown) is not None


def may_see_hidden_review(member: Member, picture_id: int) -> bool:
    """Staff see the pictures of a review that they may show again."""
    shown = select(ReviewPicture.id).where(ReviewPicture.picture_id == picture_id).limit(1)
    return member.is_staff and db.session.scalar(shown) is not None


def _page(address: str, named: Select[Any], picture_id: Any) -> Callable[[int], str | None]:
    """Finds the page a picture stands on: `named` is what the address is made of."""

    def found(wanted: int) -> str | None:
        part = db.session.scalar(named.where(picture_id == wanted).limit(1))
        return None if part is None else address.format(part)

    return found


_of_product = select(Product.slug).join(ProductPicture, ProductPicture.product_id == Product.id)
_of_milestone = select(Product.slug).join(Milestone, Milestone.product_id == Product.id)
_of_milestone = _of_milestone.join(MilestonePicture, MilestonePicture.milestone_id == Milestone.id)
_of_inspection = select(Product.slug).join(Inspection, Inspection.product_id == Product.id)
_of_inspection = _of_inspection.join(InspectionPhoto, InspectionPhoto.inspection_id == Inspection.id)
SHELVES = (
    Shelf(
        exists().where(
            ProductPicture.picture_id == Picture.id,
            Product.id == ProductPicture.product_id,
            or_(Product.listed_at.is_not(None), Product.concept_id.is_not(None)),
        ),
        may_see_product_picture,
        _page("/products/{}", _of_product, ProductPicture.picture_id),
    ),
    Shelf(
        exists().where(
            ReviewPicture.picture_id == Picture.id, Review.id == ReviewPicture.review_id, Review.hidden_at.is_(None)
        ),
        may_see_hidden_review,
        page_of=_page("/reviews/{}", select(ReviewPicture.review_id), ReviewPicture.picture_id),
    ),
    Shelf(
        exists().where(MilestonePicture.picture_id == Picture.id),
        page_of=_page("/products/{}/making", _of_milestone, MilestonePicture.picture_id),
    ),
    Shelf(
        exists().where(InspectionPhoto.picture_id == Picture.id),
        page_of=_page("/products/{}/making", _of_inspection, InspectionPhoto.picture_id),
    ),
)
