"""The pages of reviews and of the themes gathered from them."""

from flask import Blueprint

bp = Blueprint("reviews", __name__)
themes_bp = Blueprint("themes", __name__)

from commerce.reviews.routes import reading, themes, writing  # noqa: E402, F401  (they hang their views on these)
