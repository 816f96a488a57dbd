"""Where a receiver writes the one review they have of a product, and later words it anew."""

from __future__ import annotations

from typing import Any

from flask import render_template, request, url_for

from commerce.catalog.product import Product
from commerce.reviews import policy, queries
from commerce.reviews.forms import ReviewForm, filled
from commerce.reviews.review import MOST_PICTURES, Review
from commerce.reviews.reviewing import revise, write
from commerce.reviews.routes import bp
from commerce.reviews.routes.reading import load_product
from commerce.uploading import stored
from kernel.access import members_only, viewer
from kernel.clock import now
from kernel.database import transaction
from kernel.htmx import done
from kernel.policy import Verdict, require
from kernel.uploads import takes_pictures


@bp.get("/products/<slug>/reviews/mine", endpoint="write")
@members_only
def own_review(slug: str) -> Any:
    """The form, empty or with the review as it stands."""
    product = load_product(slug)
    parcel, own = queries.parcel_and_review(product.id, viewer())
    verdict = policy.may_revise(viewer(), own, now()) if own else policy.may_review(viewer(), parcel, own, now())
    return _page(product, ReviewForm(data=filled(own)), own, verdict)


def _page(product: Product, form: ReviewForm, own: Review | None, verdict: Verdict, status: int = 200) -> Any:
    context = {"product": product, "form": form, "own": own, "verdict": verdict}
    return render_template("commerce/reviews/write.html", **context), status


@bp.post("/products/<slug>/reviews/mine")
@members_only
@takes_pictures(MOST_PICTURES)
def save(slug: str) -> Any:
    """Write the review, or word it anew when it stands already."""
    product = load_product(slug)
    parcel, own = queries.parcel_and_review(product.id, viewer())
    verdict = policy.may_revise(viewer(), own, now()) if own else policy.may_review(viewer(), parcel, own, now())
    require(verdict)
    form = ReviewForm(request.form)
    form.pictures.data = request.files.getlist("pictures")
    if form.validate():
        with form.owning_errors():
            words = form.wording()
            pictures = stored(form.pictures.data, form.alt.data or "", viewer().id, MOST_PICTURES)
            with transaction():
                if own is not None:
                    revise(viewer(), product, own, words, pictures or None)
                else:
                    own = write(viewer(), product, parcel, None, words, pictures)
            return done(
                url_for("reviews.show", review_id=own.id), "Your review is public. You can revise it at any time."
            )
    return _page(product, form, own, verdict, 422)
