"""What pledging asks for: shape only."""

from __future__ import annotations

from typing import Any

from wtforms import HiddenField, RadioField, SelectField
from wtforms.validators import InputRequired, Length, NumberRange

from commerce.campaigns.campaign import Campaign
from commerce.campaigns.price import MOST_UNITS
from commerce.catalog.product import Product
from commerce.pledges.pledge import Pledge
from kernel.forms import Form, Prose, Whole

ADDRESS_MAX = 500


class PledgeForm(Form):
    """One option, how many, sent where; and the price that was on the page when the button was pressed."""

    option = RadioField("Which one", [InputRequired("Choose one.")], coerce=int)
    quantity = Whole("How many", [InputRequired("How many?"), NumberRange(1, MOST_UNITS, f"From 1 to {MOST_UNITS}.")])
    region = SelectField("Sent to", [InputRequired("Where to?")], render_kw={"required": False})  # one is always picked
    agreed = HiddenField()


def pledge_form(product: Product, campaign: Campaign, data: Any = None, mine: Pledge | None = None) -> PledgeForm:
    """The form with this product's options and regions, filled with the standing pledge when there is one."""
    only = product.options[0].id if len(product.options) == 1 else None
    form = PledgeForm(
        data,
        option=mine.option_id if mine else only,
        quantity=mine.quantity if mine else 1,
        region=mine.region if mine else None,
    )
    form.option.choices = [(option.id, option.label) for option in product.options]
    form.region.choices = [(rate.region, rate.region) for rate in campaign.shipping_rates]
    return form


class AddressForm(Form):
    """Where the parcel goes."""

    deliver_to = Prose(
        "Delivery address",
        [InputRequired("Where should it go?"), Length(max=ADDRESS_MAX)],
        description="Name, street, place, country, as on an envelope. Only the brand's staff see it.",
        render_kw={"autocomplete": "shipping street-address", "rows": 5, "maxlength": ADDRESS_MAX},
    )
