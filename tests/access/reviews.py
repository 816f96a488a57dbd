"""Reviews, themes, lineage and what is paid by statement, in the access table."""

from contextlib import ExitStack
from datetime import timedelta

from kernel import clock
from kernel.database import db, transaction
from tests.access.kinds import EVERYBODY, MEMBERS, STAFF, STEWARDS, _row, get, post
from tests.commerce.making.cast import delivered
from tests.commerce.reviews.cast import a_review, a_theme
from tests.ideas.concepts_in_rounds import a_comment, a_concept
from tests.ideas.forums_and_rounds import a_forum, a_round

NOT_THE_WRITER = _row("s n n o o o o s")  # nobody says of their own review that it helped
RECEIVED = _row("s n o o n n n s")
OWN_COMMENT = _row("s n n o n n n s")
PRODUCT = {"slug": "reviewed product"}
REVIEW = {"review_id": "review"}
THEME = {"theme_id": "theme"}
QUOTE = {"quote_id": "quote", **THEME}
SAID = {"comment_id": "said comment"}
ASKED = {"comment_id": "asked comment"}

REVIEWS_ROWS = [
    get("/products/<slug>/reviews", EVERYBODY, **PRODUCT),
    get("/reviews/how-it-works", EVERYBODY),
    get("/products/<slug>/reviews/mine", MEMBERS, **PRODUCT),
    post("/products/<slug>/reviews/mine", RECEIVED, **PRODUCT),
    get("/reviews/<int:review_id>", EVERYBODY, **REVIEW),
    get("/reviews/<int:review_id>/history", EVERYBODY, **REVIEW),
    post("/reviews/<int:review_id>/helpful", NOT_THE_WRITER, {"says": "yes"}, **REVIEW),
    post("/reviews/<int:review_id>/helpful/removal", NOT_THE_WRITER, **REVIEW),
    post("/reviews/<int:review_id>/replies", STAFF, {"source": "Thank you."}, **REVIEW),
    get("/products/<slug>/themes", EVERYBODY, **PRODUCT),
    post("/products/<slug>/themes", STEWARDS, **PRODUCT),
    get("/products/<slug>/themes/suggestions", STEWARDS, **PRODUCT),
    get("/themes/<int:theme_id>", EVERYBODY, **THEME),
    post("/themes/<int:theme_id>/quotes/<int:quote_id>/polarity", STEWARDS, {"polarity": "neutral"}, **QUOTE),
    post("/themes/<int:theme_id>/quotes/<int:quote_id>/removal", STEWARDS, **QUOTE),
    post("/themes/<int:theme_id>/signal", STEWARDS, {"statement": "Longer cords."}, **THEME),
    get("/products/<slug>/lineage", EVERYBODY, **PRODUCT),
    get("/shop", STAFF),
    get("/bank-statements", STAFF),
    post("/bank-statements", STAFF),
    get("/bank-statements/<int:statement_id>", _row("s n n n n g g s"), statement_id=999),
    post("/bank-statements/<int:statement_id>/confirmation", _row("s n n n n g g s"), statement_id=999),
    get("/comments/<int:comment_id>", EVERYBODY, **SAID),
    post("/comments/<int:comment_id>/replies", MEMBERS, {"source": "Why?"}, **SAID),
    post("/comments/<int:comment_id>/retraction", OWN_COMMENT, **SAID),
    post("/comments/<int:comment_id>/settlement", OWN_COMMENT, {"mark": "answered"}, **ASKED),
    post("/comments/<int:comment_id>/settlement/removal", OWN_COMMENT, **ASKED),
    get("/forums/<slug>/moderation", STEWARDS, slug="lamps"),
]


def things_to_judge(staff, member, author, steward):
    """A delivered product of the steward's forum with a review by the member, a theme, and two comments on a concept."""
    forum = a_forum("Lamps", steward=steward)
    with ExitStack() as past:
        past.enter_context(clock.travel(timedelta(days=-60)))
        product, _ = delivered(staff, lambda to: past.enter_context(clock.travel(to)), member, author)
        with transaction():
            product.forum_id = forum.id
        review = a_review(member, product)
        db.session.expire_all()
        theme = a_theme(steward, product, review)
    concept = a_concept(author, a_round("proposing", forum))
    return {
        "reviewed product": product.slug,
        "review": review.id,
        "theme": theme.id,
        "quote": theme.quotes[0].id,
        "said comment": a_comment(author, concept).id,
        "asked comment": a_comment(member, concept).id,
    }
