"""The pages of themes: the list of a product, suggestions to gather from, one theme with its quotes and its signal."""

from __future__ import annotations

from typing import Any

from flask import abort, render_template, request, url_for

from commerce.catalog.product import Product
from commerce.reviews import policy, theme_queries
from commerce.reviews.forms import SignalForm, ThemeForm, TurnForm
from commerce.reviews.gathering import gather, take_out, turn
from commerce.reviews.polarity import Polarity
from commerce.reviews.routes import themes_bp as bp
from commerce.reviews.routes.reading import load_product
from commerce.reviews.signalling import evidence, signal, signal_of
from commerce.reviews.theme import Theme, ThemeQuote
from kernel.access import members_only, public, viewer
from kernel.clock import now
from kernel.database import transaction
from kernel.htmx import done
from kernel.policy import require

MOST_ID = 2**63


@bp.get("/products/<slug>/themes")
@public
def index(slug: str) -> Any:
    """What the reviews of a product speak about."""
    product = load_product(slug)
    lines = theme_queries.themes_of(product.id)
    verdict = policy.may_gather(viewer(), product.forum, now())
    return render_template("commerce/reviews/themes.html", product=product, lines=lines, verdict=verdict)


@bp.get("/products/<slug>/themes/suggestions")
@members_only
def suggestions(slug: str) -> Any:
    """Aspects that the reviews judge, and the sentences to choose from."""
    product = load_product(slug)
    return _suggestions(product, ThemeForm(data={"name": request.args.get("aspect", "")[:80]}))


def _suggestions(product: Product, form: ThemeForm, status: int = 200) -> Any:
    require(policy.may_gather(viewer(), product.forum, now()))
    aspect, words = request.values.get("aspect", ""), _searchable(request.values.get("words", ""))
    found = theme_queries.suggestions_for(product)
    chosen = next((one for one in found if one.aspect == aspect), None)
    context = {
        "suggestions": found,
        "aspect": aspect,
        "words": words,
        "mentions": chosen.mentions if chosen else theme_queries.mentions_of_words(product.id, words),
        "ticked": set(_ticked()),
    }
    return render_template("commerce/reviews/suggestions.html", product=product, form=form, **context), status


def _searchable(words: str) -> str:
    return "".join(char for char in words if char.isprintable()).strip()[:80]


def _ticked() -> list[int]:
    """The ids of the ticked sentences; what is no id of ours is left out."""
    return [number for number in request.form.getlist("sentences", int) if 0 < number < MOST_ID]


@bp.post("/products/<slug>/themes")
@members_only
def create(slug: str) -> Any:
    """Gather the ticked sentences under a name."""
    product = load_product(slug)
    form = ThemeForm(request.form)
    if form.validate():
        with form.owning_errors():
            sentences = theme_queries.sentences_with_ids(product.id, _ticked())
            with transaction():
                theme = gather(viewer(), product, form.name.data, sentences)
            return done(url_for("themes.show", theme_id=theme.id), "The sentences are gathered.")
    return _suggestions(product, form, 422)


def _load(theme_id: int) -> tuple[Theme, Product]:
    theme = theme_queries.theme_with_id(theme_id)
    product = theme_queries.product_to_gather(theme.product_id, viewer()) if theme else None
    if theme is None or product is None:
        abort(404)
    return theme, product


def _quote(theme: Theme, quote_id: int) -> ThemeQuote:
    return next((quote for quote in theme.quotes if quote.id == quote_id), None) or abort(404)


@bp.get("/themes/<int:theme_id>")
@public
def show(theme_id: int) -> Any:
    """One theme: its counts, its quotes, and the signal it became."""
    theme, product = _load(theme_id)
    return _page(theme, product, SignalForm())


def _page(theme: Theme, product: Product, form: SignalForm, status: int = 200) -> Any:
    context = {
        "theme": theme,
        "form": form,
        "signal": signal_of(theme),
        "evidence": evidence(theme, product),
        "may_gather": policy.may_gather(viewer(), product.forum, now()),
        "may_signal": policy.may_signal(viewer(), product.forum, len(theme.quotes), now()),
        "polarities": list(Polarity),
    }
    return render_template("commerce/reviews/theme.html", product=product, **context), status


@bp.post("/themes/<int:theme_id>/quotes/<int:quote_id>/polarity")
@members_only
def turn_quote(theme_id: int, quote_id: int) -> Any:
    """Correct how a sentence was read."""
    theme, product = _load(theme_id)
    quote = _quote(theme, quote_id)
    form = TurnForm(request.form)
    if not form.validate():
        abort(400)
    with transaction():
        turn(viewer(), product, quote, Polarity(form.polarity.data))
    return done(url_for("themes.show", theme_id=theme_id), f"That sentence now counts as: {quote.polarity.words}.")


@bp.post("/themes/<int:theme_id>/quotes/<int:quote_id>/removal")
@members_only
def remove_quote(theme_id: int, quote_id: int) -> Any:
    """Take a sentence out of the theme."""
    theme, product = _load(theme_id)
    quote = _quote(theme, quote_id)
    with transaction():
        take_out(viewer(), product, quote)
    return done(url_for("themes.show", theme_id=theme_id), "The sentence is out of this theme; its review keeps it.")


@bp.post("/themes/<int:theme_id>/signal")
@members_only
def make_signal(theme_id: int) -> Any:
    """Turn the theme into a signal of its forum."""
    theme, product = _load(theme_id)
    form = SignalForm(request.form)
    if form.validate():
        with form.owning_errors():
            with transaction():
                signal(viewer(), theme, product, form.statement.data)
            return done(
                url_for("themes.show", theme_id=theme_id), "It is a signal now; the next brief has to answer it."
            )
    return _page(theme, product, form, 422)
