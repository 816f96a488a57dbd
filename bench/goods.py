"""The worlds' products and campaigns: all open, each with one option and one region."""

from __future__ import annotations

from datetime import timedelta

from bench import prose
from commerce.campaigns.campaign import Campaign, ShippingRate
from commerce.catalog.product import Credit, Option, Product, ProductState
from kernel.clock import now


def fill(connection, size, bulk):
    """Insert them; the last concepts became products."""
    numbers = range(1, size.products + 1)
    bulk(connection, Product, (_product(size, number) for number in numbers))
    bulk(connection, Option, ({"product_id": n, "label": "Natural", "position": 0} for n in numbers))
    bulk(connection, Credit, ({"product_id": n, "member_id": n, "position": 0} for n in numbers))
    bulk(connection, Campaign, (_campaign(number) for number in numbers))
    rates = ({"campaign_id": n, "region": "Germany", "amount_minor": 490, "position": 0} for n in numbers)
    bulk(connection, ShippingRate, rates)


def _product(size, number):
    return {
        "id": number,
        "slug": f"product-{number}",
        "concept_id": size.concepts - number + 1,
        "forum_id": number % 3 + 1,
        "name": prose.title(number),
        "summary": prose.sentence(number),
        "words_source": prose.BODY,
        "words_html": prose.HTML,
        "risks_source": prose.PARAGRAPH,
        "risks_html": f"<p>{prose.PARAGRAPH}</p>",
        "state": ProductState.LISTED,
        "listed_at": now() - timedelta(days=number % 90),
    }


def _campaign(number):
    return {
        "product_id": number,
        "price_minor": 6900,
        "tax_basis_points": 1900,
        "minimum_units": 100,
        "cap_units": 100_000,
        "opens_at": now() - timedelta(days=2),
        "closes_at": now() + timedelta(days=20),
        "promised_on": (now() + timedelta(days=120)).date(),
        "launched_at": now() - timedelta(days=2),
        "launched_by_id": 1,
    }
