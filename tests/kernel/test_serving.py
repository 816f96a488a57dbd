"""The served site's settings."""

import pytest

from kernel.serving import served_environ


@pytest.mark.parametrize(
    ("host", "environ", "address"),
    [
        ("127.0.0.1", {}, "http://127.0.0.1:8110"),
        ("0.0.0.0", {}, "http://127.0.0.1:8110"),
        ("127.0.0.1", {"SITE_URL": "https://made.example"}, "https://made.example"),
    ],
)
def test_letters_link_to_where_the_site_is_served_unless_its_address_is_set(host, environ, address):
    assert served_environ(host, 8110, environ)["SITE_URL"] == address
