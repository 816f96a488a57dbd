"""What pledging asks for: shape only."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from wtforms import HiddenField, RadioField, SelectField
from wtforms.validators import InputRequired, Length, NumberRange

from commerce.campaigns.campaign import Campaign
from commerce.campaigns.price import MOST_UNITS
from commerce.catalog.product import Product
from commerce.pledges.addressing import ADDRESS_MAX, REASON_MAX
from commerce.pledges.pledge import Pledge
from kernel.forms import Form, Line, Prose, Whole

UNITS = frozenset(map(str, range(1, MOST_UNITS + 1)))


class PledgeForm(Form):
    """One option, how many, sent where; and the price that was on the page when the button was pressed."""

    option = RadioField("Which one", [InputRequired("Choose one.")], coerce=int)
    quantity = Whole("How many", [InputRequired("How many?"), NumberRange(1, MOST_UNITS, f"From 1 to {MOST_UNITS}.")])
    region = SelectField("Sent to", [InputRequired("Where to?")], render_kw={"required": False})  # one is always picked
    agreed = HiddenField()


def pledge_form(
    product: Product,
    campaign: Campaign,
    data: Any = None,
    mine: Pledge | None = None,
    wanted: Mapping[str, str] | None = None,
) -> PledgeForm:
    """The form with this product's options and regions, filled with the standing pledge when there is one.

    `wanted` is what an address asks for, such as the choice of a guest who joined meanwhile; nonsense in it is left out.
    """
    asked = wanted or {}
    options = {str(option.id): option.id for option in product.options}
    only = product.options[0].id if len(product.options) == 1 else None
    amount = asked.get("quantity", "")
    form = PledgeForm(
        data,
        option=options.get(asked.get("option", ""), mine.option_id if mine else only),
        quantity=int(amount) if amount in UNITS else mine.quantity if mine else 1,
        region=asked["region"] if campaign.rate_for(asked.get("region", "")) else mine.region if mine else None,
    )
    form.option.choices = [(option.id, option.label) for option in product.options]
    form.region.choices = [(rate.region, rate.region) for rate in campaign.shipping_rates]
    return form


class AddressForm(Form):
    """Where the parcel goes, said by the member."""

    deliver_to = Prose(
        "Delivery address",
        [InputRequired("Where should it go?"), Length(max=ADDRESS_MAX)],
        description="Name, street, place, country, as on an envelope. Only the brand's staff see it.",
        render_kw={"autocomplete": "shipping street-address", "rows": 5, "maxlength": ADDRESS_MAX},
    )


class StaffAddressForm(AddressForm):
    """Where the parcel goes, typed by staff for somebody who cannot."""

    reason = Line(
        "Why you enter it",
        [InputRequired("Say why."), Length(max=REASON_MAX)],
        description="The member is told, and reads this: such as “You asked us by e-mail on 3 May”.",
    )


def address_form(pledge: Pledge, own: bool, data: Any = None) -> AddressForm:
    """The member's form or that of staff, filled with the address that stands."""
    return (AddressForm if own else StaffAddressForm)(data, deliver_to=pledge.deliver_to)
