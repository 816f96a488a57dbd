"""Staff's forms of the shop tell everything that does not fit at once, each on its field."""

import pytest

from commerce.making.inspection import InspectionVerdict
from commerce.payments.moving_account import propose_account
from kernel.database import transaction
from kernel.rules import RuleBroken
from tests.commerce.cast import a_product
from tests.commerce.making.cast import an_inspection


def fields(broken):
    return [broken.value.field, *(one.field for one in broken.value.also)]


def test_an_inspection_names_all_that_it_lacks(ines):
    empty = {"sample": 3, "defects": 9, "checks": " ", "words": "", "verdict": InspectionVerdict.FAILED}
    with pytest.raises(RuleBroken) as broken:
        an_inspection(ines, a_product(ines), **empty)
    assert fields(broken) == ["defects", "checks", "words"]


def test_an_account_names_all_that_does_not_fit(ada):
    with pytest.raises(RuleBroken) as broken, transaction():
        propose_account(ada, " ", "DE00", "X")
    assert fields(broken) == ["holder", "iban", "bic"]
