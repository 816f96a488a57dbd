"""What is shown back after a failure: what was typed, under the form's own words; what the form put in stays hidden."""

import re
from pathlib import Path

import pytest

from kernel.typed import OWN, PUT_IN, typed

TEMPLATES = Path(__file__).parents[2] / "templates"
HIDDEN = re.compile(r'type="hidden" name="(\w+)"|values=\{"(\w+)"')


def test_every_hidden_field_of_a_form_stays_hidden():
    found = {name for page in TEMPLATES.rglob("*.html") for pair in HIDDEN.findall(page.read_text()) for name in pair}
    assert found - {"", "words"} - {*OWN, *PUT_IN} == set(), "hidden in a form, so no word that anybody typed"
    assert len(found) > 5


@pytest.mark.parametrize(
    ("sent", "kinds"),
    [
        ({"next": "/", "email": "a@b.example"}, {"next": "hidden", "email": "line"}),
        ({"password": "x", "current_password": "y", "token": "z"}, {"password": "password", "current_password": "password"}),
        ({"about": "One\nTwo", "no_picture": "y"}, {"about": "prose", "no_picture": "hidden"}),
    ],
)  # fmt: skip
def test_each_field_comes_back_in_its_own_way_and_no_password_with_it(lite_app, sent, kinds):
    with lite_app.test_request_context("/", method="POST", data=sent, headers={"Sec-Fetch-Site": "same-origin"}):
        back = typed()
    assert {one.name: one.kind for one in back} == kinds
    assert all(one.value == ("" if one.kind == "password" else sent[one.name]) for one in back)


def test_what_another_site_filled_in_is_never_shown(lite_app):
    with lite_app.test_request_context(
        "/", method="POST", data={"name": "x"}, headers={"Sec-Fetch-Site": "cross-site"}
    ):
        assert typed() == []
