"""The pages of reviews: the list of a product, one review with its answers and wordings, and how all of it is checked."""

from __future__ import annotations

from typing import Any

from flask import abort, render_template, request, url_for

from commerce.catalog.product import Product
from commerce.making.queries import product_named
from commerce.reviews import policy, queries
from commerce.reviews.answer import KIND as ANSWER
from commerce.reviews.answer import answer_to
from commerce.reviews.forms import ReplyForm
from commerce.reviews.hidden import hidden_by_score
from commerce.reviews.judging import judge, take_back
from commerce.reviews.review import Review
from commerce.reviews.routes import bp
from commerce.reviews.theme_queries import themes_naming
from governance.moderation.ground import Ground
from governance.pending.queries import waiting_for
from governance.pending.second_look import shown_once_more, wants_to_change
from kernel.access import members_only, public, staff_only, viewer
from kernel.clock import now
from kernel.database import transaction
from kernel.htmx import answer


def load_product(slug: str) -> Product:
    """The product of this address that the viewer may see, or a 404."""
    return product_named(slug, viewer()) or abort(404)


def load(review_id: int) -> Review:
    """The review, or a 404 when it or its product is not for this viewer."""
    review = queries.review_with_id(review_id, viewer())
    return review if review is not None else abort(404)


@bp.get("/products/<slug>/reviews")
@public
def index(slug: str) -> Any:
    """All reviews of a product, by filter and order."""
    product = load_product(slug)
    only = request.args.get("only", "")
    order = request.args.get("order", "")
    only, order = only if only in queries.FILTERS else "", order if order in queries.ORDERS else ""
    page = queries.reviews_of(product.id, only, order, request.args.get("page", 1, int))
    parcel, own = queries.parcel_and_review(product.id, viewer())
    context = {
        "page": page,
        "only": only,
        "order": order,
        "filters": queries.FILTERS,
        "orders": queries.ORDERS,
        "tally": queries.tally_of(product.id),
        "own": own,
        "may_review": policy.may_review(viewer(), parcel, own, now()),
        "judging": queries.judging_of(viewer(), page.rows),
        "hidden": [band for band in hidden_by_score(product.id) if band.hidden],
    }
    return render_template("commerce/reviews/reviews.html", product=product, **context)


@bp.get("/reviews/how-it-works")
@public
def checks() -> Any:
    """Who can review, how that is checked, and what the numbers mean."""
    return render_template("commerce/reviews/checks.html", bands=hidden_by_score(), grounds=list(Ground))


@bp.get("/reviews/<int:review_id>")
@public
def show(review_id: int) -> Any:
    """One review with every answer."""
    return _page(load(review_id), ReplyForm())


def _page(review: Review, form: ReplyForm, status: int = 200) -> Any:
    may_reply = policy.may_reply(viewer(), review, now())
    context = {
        "product": review.product,
        "themes": themes_naming(review.id),
        "judging": queries.judging_of(viewer(), [review]),
        "may_reply": may_reply,
        "waits": waiting_for(ANSWER, review.id) if may_reply else None,
        "may_revise": policy.may_revise(viewer(), review, now()),
    }
    return render_template("commerce/reviews/review.html", review=review, form=form, **context), status


@bp.get("/reviews/<int:review_id>/history")
@public
def history(review_id: int) -> Any:
    """Every wording of a review."""
    review = load(review_id)
    versions = queries.versions_of(review.id)
    return render_template("commerce/reviews/history.html", review=review, product=review.product, versions=versions)


@bp.post("/reviews/<int:review_id>/replies")
@staff_only
def answer_review(review_id: int) -> Any:
    """Answer a review in the brand's name."""
    review = load(review_id)
    form = ReplyForm(request.form)
    if wants_to_change():
        return _page(review, form)
    if form.validate():
        with form.owning_errors():
            return shown_once_more(*answer_to(review, form.source.data))
    return _page(load(review_id), form, 422)


@bp.post("/reviews/<int:review_id>/helpful")
@members_only
def helpful(review_id: int) -> Any:
    """Say that a review is helpful, or that it is not."""
    review = load(review_id)
    says = request.form.get("says")
    if says not in ("yes", "no"):
        abort(400)
    with transaction():
        judge(viewer(), review, says == "yes")
    return _judged(review, "Noted. You can change it or take it back.")


@bp.post("/reviews/<int:review_id>/helpful/removal")
@members_only
def unjudge(review_id: int) -> Any:
    """Take one's answer back."""
    review = load(review_id)
    with transaction():
        take_back(viewer(), review)
    return _judged(review, "Taken back.")


def _judged(review: Review, words: str) -> Any:
    judging = queries.judging_of(viewer(), [review])
    to = url_for("reviews.show", review_id=review.id)
    return answer("commerce/reviews/_helpful.html", to, words, review=review, judging=judging)
