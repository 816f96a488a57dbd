"""Who sees the pictures of the shop: everybody, but for those of a product that staff are still preparing by themselves."""

from __future__ import annotations

from sqlalchemy import exists, or_, select

from commerce.catalog.product import Product, ProductPicture
from commerce.making.inspection import InspectionPhoto
from commerce.making.milestone import MilestonePicture
from commerce.reviews.review import ReviewPicture
from kernel.database import db
from kernel.pictures import Picture, Shelf
from members.accounts.member import Member


def may_see_product_picture(member: Member, picture_id: int) -> bool:
    """Staff see what they prepare."""
    shown = select(ProductPicture.id).where(ProductPicture.picture_id == picture_id).limit(1)
    return member.is_staff and db.session.scalar(shown) is not None


SHELVES = (
    Shelf(
        exists().where(
            ProductPicture.picture_id == Picture.id,
            Product.id == ProductPicture.product_id,
            or_(Product.listed_at.is_not(None), Product.concept_id.is_not(None)),
        ),
        may_see_product_picture,
    ),
    Shelf(exists().where(ReviewPicture.picture_id == Picture.id)),
    Shelf(exists().where(MilestonePicture.picture_id == Picture.id)),
    Shelf(exists().where(InspectionPhoto.picture_id == Picture.id)),
)
