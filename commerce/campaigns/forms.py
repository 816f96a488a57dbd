"""What the terms of a campaign ask for: shape only, and how typed words become Terms."""

from __future__ import annotations

from typing import Any

from wtforms import DateField, SelectField
from wtforms.validators import Length, NumberRange, Optional, ValidationError

from commerce.campaigns.campaign import Campaign
from commerce.campaigns.terms import MOST_UNITS_IN_ALL, Terms
from commerce.payments.forms import is_amount
from kernel.amount import CURRENCIES, minor_units, written
from kernel.forms import Form, Line, Prose, Whole
from kernel.local_moment import LocalMoment

UNITS = NumberRange(1, MOST_UNITS_IN_ALL, f"From 1 to {MOST_UNITS_IN_ALL:,}.")
PARTING = ":=;\t"


def shipping_lines(typed: str, currency: str = "") -> list[tuple[str, int]]:
    """Lines such as "Germany 4.90" as regions and minor units. Raises ValueError naming the line."""
    rates = []
    for line in filter(None, map(str.strip, typed.splitlines())):
        region, amount = _parted(line)
        if not region or not amount:
            raise ValueError(f"“{line[:60]}” is not a region and an amount, such as Germany 4.90.")
        rates.append((region, minor_units(amount, currency)))
    return rates


def _parted(line: str) -> tuple[str, str]:
    """The region and the amount behind it. Raises ValueError when a number ends the region and no sign parts the two."""
    sign = max(PARTING, key=line.rfind)
    if sign in line:
        region, _, amount = line.rpartition(sign)
        return region.strip(" ,"), amount.strip()
    words = line.split()
    many = 2 if len(words) > 2 and not any(letter.isdigit() for letter in words[-1]) else 1  # 4.90 EUR
    place, amount = words[:-many], " ".join(words[-many:])
    if place and place[-1].strip(",.").isdigit():
        raise ValueError(f"“{line[:60]}” can be read in two ways. Write {' '.join(place[:-1])}: 4.90, with a colon.")
    return " ".join(place).strip(" ,"), amount


def _are_rates(form: Any, field: Any) -> None:
    try:
        shipping_lines(field.data or "", form.money_in)
    except ValueError as error:
        raise ValidationError(str(error)) from error


class TermsForm(Form):
    """The terms; everything may be left empty until launch."""

    currency = SelectField("Currency", choices=[(code, code) for code in CURRENCIES])
    price = Line("Price of one unit, tax included", [Optional(), is_amount], render_kw={"inputmode": "decimal"})
    tax = Line(
        "Tax rate in percent",
        [Optional(), is_amount],
        description="The tax within the price, such as 19. Write 0 when there is none.",
        render_kw={"inputmode": "decimal"},
    )
    shipping = Prose(
        "Shipping, one region a line",
        [Optional(), Length(max=4000), _are_rates],
        description="The region and what one parcel costs, tax included: Germany: 4.90",
        render_kw={"rows": 4},
    )
    minimum = Whole("Minimum of units", [Optional(), UNITS], description="Fewer pledged: nobody pays.")
    cap = Whole("Cap of units", [Optional(), UNITS], description="No more than these can be pledged. Empty: no cap.")
    opens_at = LocalMoment("Pledging opens", [Optional()])
    closes_at = LocalMoment("Pledging closes", [Optional()], description="The charter says how long it may stay open.")
    promised_on = DateField("Promised delivery", [Optional()])

    @property
    def money_in(self) -> str:
        """The currency that amounts of this form are in."""
        return str(self.currency.data or "")

    def terms(self) -> Terms:
        """What was typed, once it is valid."""
        return Terms(
            currency=self.currency.data,
            price_minor=minor_units(self.price.data, self.money_in) if self.price.data else None,
            tax_basis_points=minor_units(self.tax.data) if self.tax.data else None,
            minimum_units=self.minimum.data,
            cap_units=self.cap.data,
            opens_at=self.opens_at.data,
            closes_at=self.closes_at.data,
            promised_on=self.promised_on.data,
            shipping=shipping_lines(self.shipping.data or "", self.money_in),
        )


def terms_form(campaign: Campaign) -> TermsForm:
    """The form as the campaign stands. Its shipping rates must be loaded."""
    return TermsForm(
        currency=campaign.currency,
        price="" if campaign.price_minor is None else written(campaign.price_minor),
        tax="" if campaign.tax_basis_points is None else written(campaign.tax_basis_points),
        shipping="\n".join(f"{rate.region}: {written(rate.amount_minor)}" for rate in campaign.shipping_rates),
        minimum=campaign.minimum_units,
        cap=campaign.cap_units,
        opens_at=campaign.opens_at,
        closes_at=campaign.closes_at,
        promised_on=campaign.promised_on,
    )
