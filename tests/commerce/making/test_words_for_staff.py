"""A pledge says its state to its member, and to staff of somebody else."""

from tests.commerce.making.cast import paid, shipped


def test_staff_read_of_a_parcel_that_it_is_on_its_way_to_the_member(plain_browser, ines, omar, travel):
    product, (pledge,) = paid(ines, travel, omar)
    shipped(ines, product, pledge)
    assert "On its way to you." in plain_browser.sign_in(omar).open(pledge.path)
    page = plain_browser.sign_in(ines).open(pledge.path)
    assert "On its way to the member." in page
    assert "to you" not in page
