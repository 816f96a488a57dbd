"""What people pledge for is written while the product is a draft; from launch the words, risks and options are fixed.

Pictures can be replaced as long as nobody has pledged by them.
"""

from __future__ import annotations

from collections.abc import Sequence

from commerce.catalog.drafting import NAME_MAX
from commerce.catalog.policy import may_change_pictures, may_describe, may_keep_shop, may_place
from commerce.catalog.product import Option, Product, ProductPicture
from commerce.pledges.queries import are_named
from ideas.forums.forum import Forum
from kernel.clock import now
from kernel.database import db, lock
from kernel.markup import to_html
from kernel.pictures import Picture
from kernel.policy import require
from kernel.rules import RuleBroken
from members.accounts.member import Member

SUMMARY_MAX = 300
LABEL_MAX = 60
MOST_OPTIONS = 20
MOST_PICTURES = 8


def describe(actor: Member, product: Product, name: str, summary: str, words: str, risks: str) -> None:
    """Write name, one-sentence summary, words and risks (Markdown). Raises Refused, and RuleBroken on the field."""
    lock(product)
    require(may_describe(actor, product, now()))
    if not 1 <= len(name) <= NAME_MAX:
        raise RuleBroken(f"Give the product a name of at most {NAME_MAX} characters.", "name")
    if len(summary) > SUMMARY_MAX:
        raise RuleBroken(f"Say it in at most {SUMMARY_MAX} characters.", "summary")
    product.name, product.summary = name, summary
    product.words_source, product.words_html = words, to_html(words, "words")
    product.risks_source, product.risks_html = risks, to_html(risks, "risks")


def set_options(actor: Member, product: Product, labels: Sequence[str]) -> None:
    """Offer exactly these options, in this order; an option that stays keeps its row. Raises RuleBroken on options."""
    lock(product)
    require(may_describe(actor, product, now()))
    wanted = [label.strip() for label in labels if label.strip()]
    if len({label.casefold() for label in wanted}) != len(wanted):
        raise RuleBroken("Two options have the same name.", "options")
    if len(wanted) > MOST_OPTIONS or any(len(label) > LABEL_MAX for label in wanted):
        raise RuleBroken(f"At most {MOST_OPTIONS} options of at most {LABEL_MAX} characters each.", "options")
    gone = [option for option in product.options if option.label not in wanted]
    if gone and are_named([option.id for option in gone]):
        names = ", ".join(f"“{option.label}”" for option in gone)
        raise RuleBroken(f"Keep {names}: somebody once pledged for it.", "options")
    kept = {option.label: option for option in product.options}
    product.options = [kept.get(label) or Option(label=label) for label in wanted]
    for position, option in enumerate(product.options):
        option.position = position
    db.session.flush()


def add_picture(actor: Member, product: Product, picture: Picture) -> None:
    """Show one more picture; the first one leads. Allowed after launch too: it adds, it does not change."""
    require(may_keep_shop(actor, now()))
    if product.is_retired:
        raise RuleBroken("This product is retired; its page stays as it was.", "picture")
    if len(product.pictures) >= MOST_PICTURES:
        raise RuleBroken(f"A product shows at most {MOST_PICTURES} pictures.", "picture")
    if any(shown.picture_id == picture.id for shown in product.pictures):
        return
    position = max((shown.position for shown in product.pictures), default=-1) + 1
    product.pictures.append(ProductPicture(picture_id=picture.id, picture=picture, position=position))
    db.session.flush()


def remove_picture(actor: Member, product: Product, shown: ProductPicture) -> None:
    """Show one picture less, as long as nobody pledges by them. Raises Refused."""
    if product.campaign is not None:
        lock(product.campaign)
    require(may_change_pictures(actor, product, now()))
    product.pictures.remove(shown)
    db.session.flush()


def place_in(actor: Member, product: Product, forum: Forum | None) -> None:
    """Say which forum a product belongs to that no concept led to: its themes become signals there. Raises Refused."""
    lock(product)
    require(may_place(actor, product, now()))
    product.forum_id = forum.id if forum else None
    db.session.flush()
