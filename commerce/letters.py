"""Who is told of what happens in the shop, once the act is stored: the pledgers, the people a concept came from.

Each notice has a natural key, so a repeated delivery tells nobody twice.
"""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from typing import TypeVar

from sqlalchemy import select
from sqlalchemy.orm import joinedload
from sqlalchemy.orm.strategy_options import _AbstractLoad

from commerce.campaigns.campaign import Campaign, Outcome
from commerce.campaigns.launching import offered_words
from commerce.campaigns.settlement import ended_words
from commerce.catalog.news import people_behind
from commerce.catalog.product import Credit, Product
from commerce.payments.account import account_in_force
from commerce.payments.gateways.bank_transfer import lines_of
from commerce.payments.payment import Payment, Refund
from commerce.pledges.pledge import Pledge
from commerce.pledges.states import PledgeState
from kernel.database import db, transaction
from kernel.figures import money_words
from kernel.outbox import delivers
from members.notices.noticing import notify

PART = 200
Row = TypeVar("Row")


@delivers("product.drafted", "Telling the authors of a new product")
def tell_of_draft(product_id: int) -> None:
    """Its authors hear that their concept is becoming a product."""
    product = _fresh(Product, product_id, [])
    credited = db.session.scalars(select(Credit.member_id).filter_by(product_id=product_id)).all()
    words = f"Your concept is becoming a product: “{product.name}”. Your name is on it."
    _tell(credited, "product", f"product-drafted:{product_id}", words, product.path)


@delivers("campaign.launched", "Telling of a campaign’s start")
def tell_of_launch(campaign_id: int) -> None:
    """Its authors and everybody who supported the concept hear that it can be pledged for."""
    campaign = _fresh(Campaign, campaign_id, _beside_campaign())
    product = campaign.product
    if not campaign.is_launched:
        return  # it was taken back meanwhile
    words = offered_words(product, campaign)
    _tell(people_behind(product), "product", f"campaign-launched:{campaign.launch_key}", words, product.path)


@delivers("pledge.placed", "Telling a pledger the terms")
def tell_of_pledge(pledge_id: int) -> None:
    """The pledger gets the terms as accepted, on paper as it were."""
    pledge = _fresh(Pledge, pledge_id, [_beside_pledge()])
    campaign = pledge.campaign
    amount = money_words(pledge.total_minor, campaign.currency)
    words = (
        f"You pledged {pledge.quantity} × “{campaign.product.name}” to {pledge.region} for {amount} all-in. "
        f"You pay nothing unless {campaign.minimum_units} are pledged in time, and can change or withdraw it until then."
    )
    if pledge.state is PledgeState.PLACED:
        _tell([pledge.member_id], "pledge", f"pledge-placed:{pledge_id}", words, pledge.path)


@delivers("campaign.settled", "Telling of a campaign’s end")
def tell_of_settlement(campaign_id: int) -> None:
    """Every pledger hears what it means for them, and who wrote or supported the concept hears what became of it."""
    campaign = _fresh(Campaign, campaign_id, _beside_campaign())
    product, settlement = campaign.product, campaign.settlement
    if settlement is None:
        return
    met = settlement.outcome is Outcome.MET
    account = account_in_force(settlement.settled_at) if met else None
    standing = select(Pledge).where(Pledge.campaign_id == campaign_id, Pledge.state != PledgeState.WITHDRAWN)
    pledges = db.session.scalars(standing.order_by(Pledge.id)).all()
    for start in range(0, len(pledges), PART):
        with transaction():
            for pledge in pledges[start : start + PART]:
                words = _due(pledge, campaign) if met else f"“{product.name}” missed its minimum. You pay nothing."
                lines = lines_of(account, pledge.reference) if account else ()
                enclosed = "\n".join(f"{label}: {line}" for label, line in lines)
                notify(pledge.member_id, "pledge", f"campaign-settled:{campaign_id}", words, pledge.path, enclosed)
    pledgers = {pledge.member_id for pledge in pledges}
    credited = set(db.session.scalars(select(Credit.member_id).filter_by(product_id=product.id)))
    behind = [one for one in people_behind(product) if one in credited or one not in pledgers]
    for start in range(0, len(behind), PART):
        words = ended_words(product, settlement)
        _tell(behind[start : start + PART], "product", f"campaign-ended:{campaign_id}", words, product.path)


@delivers("payment.recorded", "Telling a pledger of a payment")
def tell_of_payment(payment_id: int) -> None:
    """The pledger hears that their money arrived, and whether something is still open."""
    payment = _fresh(Payment, payment_id, [joinedload(Payment.pledge).options(_beside_pledge())])
    pledge, currency = payment.pledge, payment.pledge.campaign.currency
    words = f"Your {money_words(payment.amount_minor, currency)} for “{pledge.campaign.product.name}” arrived."
    if pledge.open_minor:
        words += f" {money_words(pledge.open_minor, currency)} is still open."
    _tell([pledge.member_id], "pledge", f"payment:{payment_id}", words + where_to(pledge), pledge.path)


@delivers("refund.recorded", "Telling a pledger of a refund")
def tell_of_refund(refund_id: int) -> None:
    """The pledger hears that money went back, and why."""
    refund = _fresh(Refund, refund_id, [joinedload(Refund.pledge).options(_beside_pledge())])
    pledge = refund.pledge
    amount = money_words(refund.amount_minor, pledge.campaign.currency)
    words = f"{amount} for “{pledge.campaign.product.name}” is on its way back to you: {refund.reason}"
    _tell([pledge.member_id], "pledge", f"refund:{refund_id}", words, pledge.path)


@delivers("pledge.lapsed", "Telling a pledger that a pledge lapsed")
def tell_of_lapse(pledge_id: int) -> None:
    """The pledger hears that their unpaid pledge is no longer kept."""
    pledge = _fresh(Pledge, pledge_id, [_beside_pledge()])
    words = f"Your pledge for “{pledge.campaign.product.name}” was not paid in time and has lapsed."
    _tell([pledge.member_id], "pledge", f"lapsed:{pledge_id}", words, pledge.path)


def _fresh(model: type[Row], row_id: int, options: Sequence[_AbstractLoad]) -> Row:
    """The row as it is now: a worker may still hold it as it was at an earlier delivery."""
    return db.session.get_one(model, row_id, options=options, populate_existing=True)


def _beside_campaign() -> list[_AbstractLoad]:
    return [joinedload(Campaign.product), joinedload(Campaign.settlement)]


def _beside_pledge() -> _AbstractLoad:
    return joinedload(Pledge.campaign).joinedload(Campaign.product)


def _due(pledge: Pledge, campaign: Campaign) -> str:
    amount = money_words(pledge.total_minor, campaign.currency)
    until = f" until {pledge.pay_by:%-d %B %Y}" if pledge.pay_by else ""
    pay = f"Please pay {amount}{until} with reference {pledge.reference}."
    return f"“{campaign.product.name}” reached its minimum. {pay}{where_to(pledge)}"


def where_to(pledge: Pledge) -> str:
    """What is asked of who has not said where their parcel goes; nothing once they have."""
    return "" if pledge.deliver_to else " Please also give the delivery address: nothing can be sent without it."


def _tell(member_ids: Iterable[int], kind: str, key: str, words: str, url: str) -> None:
    with transaction():
        for member_id in member_ids:
            notify(member_id, kind, key, words, url)
