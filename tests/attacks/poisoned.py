"""A world in which every word that members can write is hostile: each payload stands in every kind of field."""

from dataclasses import dataclass

from sqlalchemy import insert

from commerce.catalog.product import Product, ProductState
from commerce.reviews.review import Review
from ideas.concepts.concept import Concept, ConceptState
from ideas.concepts.version import ConceptVersion
from ideas.discussion.comment import Comment, CommentKind
from kernel.clock import now
from kernel.database import db
from kernel.markup import to_html
from kernel.rules import RuleBroken
from members.accounts.member import Member
from tests.attacks import corpora
from tests.ideas.forums_and_rounds import a_forum, a_round

BATCH = 200


@dataclass
class Poisoned:
    """Where the payloads are shown, a batch on each page."""

    payloads: list[str]
    paths: list[str]


def storable(payload):
    """The payload as a form lets it through: no control characters, no halves of pairs."""
    kept = "".join(
        c for c in payload if c in "\n\t" or (c.isprintable() or not c.isascii()) and not "\ud800" <= c <= "\udfff"
    )
    return kept.strip().replace("\x7f", "") or "-"


def _rendered(payload):
    try:
        return to_html(payload)
    except RuleBroken:
        return ""


def poison():
    """Store every payload as a name, a title, a summary, an answer, a comment, a review and a wish."""
    payloads = [storable(one) for one in (*corpora.html(), *corpora.markdown())]
    round = a_round("proposing", a_forum("Bags"), slug="poisoned")
    moment, numbers = now(), range(1, len(payloads) + 1)
    lines = list(zip(numbers, payloads, strict=True))
    rendered = {number: _rendered(payload) for number, payload in lines}
    shown = [(number, payload) for number, payload in lines if rendered[number]]
    with db.engine.begin() as connection:
        _store(connection, Member, (_member(n, p) for n, p in lines))
        _store(connection, Concept, (_concept(n, p, round, moment) for n, p in lines))
        _store(connection, ConceptVersion, (_version(n, p, rendered[n]) for n, p in lines))
        opening = {"id": 1, "concept_id": 1, "thread_id": 1, "reply_number": 0, "parent_id": None}
        opening |= {"replies_count": len(shown)}
        texts = [(opening | _comment(1, "How?", "<p>How?</p>"))]
        for place, (number, payload) in enumerate(shown, 1):
            reply = {"id": place + 1, "concept_id": 1, "thread_id": 1, "reply_number": place, "parent_id": 1}
            texts.append(reply | {"replies_count": 0} | _comment(number, payload, rendered[number]))
        _store(connection, Comment, texts)
        product = {"id": 1, "slug": "poisoned", "name": payloads[0][:120], "state": ProductState.LISTED}
        html = next(iter(rendered.values()))
        _store(connection, Product, [product | {"listed_at": moment, "words_html": html, "risks_html": html}])
        _store(connection, Review, (_review(n, p, rendered[n], moment) for n, p in shown))
    pages = range(1, -(-len(shown) // BATCH) + 1)
    bases = ("/comments/1", "/rounds/poisoned", "/products/poisoned/reviews")
    return Poisoned(payloads, [f"{base}?page={page}" for base in bases for page in pages])


def _store(connection, model, rows):
    connection.execute(insert(model), list(rows))


def _member(number, payload):
    name = payload.replace("\n", " ")[:50] or "-"
    moment = now()
    return {"id": number, "name": name, "name_folded": f"{number}", "confirmed_at": moment, "about_source": payload}


def _concept(number, payload, round, moment):
    words = {
        "title": payload[:120],
        "summary": payload[:280],
        "state": ConceptState.PROPOSED,
        "proposed_at": moment,
        "revised_at": moment,
    }
    home = {"round_id": round.id, "forum_id": round.forum_id, "author_id": number}
    return {"id": number, "version_number": 1, "current_version_id": number, **words, **home}


def _version(number, payload, html):
    words = {"title": payload[:120], "summary": payload[:280], "body_source": payload, "body_html": html}
    answers = {"need": payload, "price-point": payload}
    return {"concept_id": number, "id": number, "number": 1, "author_id": number, "answers": answers, **words}


def _comment(author, source, html):
    return {"author_id": author, "kind": CommentKind.QUESTION, "source": source, "html": html}


def _review(number, payload, html, moment):
    words = {"title": payload[:120], "text_source": payload, "text_html": html, "wish": payload[:500]}
    scores = {"imported_rating": 3}
    origin = {"imported_from": "attack", "imported_key": str(number)}
    return {"product_id": 1, "member_id": number, "created_at": moment, **words, **scores, **origin}
