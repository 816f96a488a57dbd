"""A name that is not the site's own never counts as its own origin, and leads whoever follows it home."""

import pytest

from kernel.hosts import is_host, is_ours
from tests.access.callers import SAME

OURS = "https://community.osier.example"


@pytest.mark.parametrize(
    ("host", "ours"),
    [
        ("community.osier.example", True),
        ("community.osier.example:8443", True),
        ("Community.Osier.example.", True),
        ("127.0.0.1:8000", True),
        ("[::1]:8000", True),
        ("192.168.1.20", True),
        ("localhost:8000", True),
        ("site.localhost", True),
        ("web:8000", True),
        ("evil.example", False),
        ("community.osier.example.evil.example", False),
        ("127.0.0.1.evil.example", False),
        ("osier.example", False),
        ("evil.example:8000", False),
    ],
)
def test_only_the_own_name_and_local_ones_are_the_sites(host, ours):
    assert is_ours(host, OURS) is ours


@pytest.mark.parametrize("host", ["web:8000", "[::1]:8000", "my_site.example:65535", "a.example.", "10.0.0.7"])
def test_a_name_or_an_address_with_or_without_a_port_is_a_host(host):
    assert is_host(host)


BROKEN = [
    "a.example, b.example",
    "a b",
    "me@a.example",
    "a.example:65536",
    "[::1]evil.example",
    "a:b",
    "",
    "a/b",
    "a" * 300,
]


@pytest.mark.parametrize("host", BROKEN)
def test_a_host_that_is_no_single_name_is_refused(lite_app, host):
    for path in ("/sign-in", "/health"):
        answer = lite_app.test_client().get(path, environ_overrides={"HTTP_HOST": host})
        assert answer.status_code == 400, path


def test_a_strangers_name_for_the_site_leads_home(sites):
    app = sites.get("sqlite", site_url=OURS).app
    answer = app.test_client().get("/shop?q=a", base_url="http://evil.example")
    assert (answer.status_code, answer.headers["Location"]) == (308, OURS + "/shop?q=a")


def test_a_strangers_name_with_a_broken_line_in_its_address_leads_home_too(sites):
    app = sites.get("sqlite", site_url=OURS).app
    answer = app.test_client().get("/a%0d%0aX: b/é?q=%0d%0aY", base_url="http://evil.example")
    assert answer.status_code == 308
    assert answer.headers["Location"] == OURS + "/a%0D%0AX%3A%20b/%C3%A9?q=%0d%0aY"


def test_a_load_balancer_asks_for_health_by_any_name(sites):
    app = sites.get("sqlite", site_url=OURS).app
    assert app.test_client().get("/health", base_url="http://10-0-0-7.inside.example").status_code == 200


def test_a_form_sent_to_a_strangers_name_does_nothing_and_says_where_the_site_is(sites):
    app = sites.get("sqlite", site_url=OURS).app
    sent = app.test_client().post(
        "/sign-in", base_url="http://evil.example", headers=SAME, data={"email": "a@b.example"}
    )
    assert sent.status_code == 421
    assert OURS in sent.text


def test_a_guests_cookie_cannot_be_set_by_another_subdomain(sites):
    app = sites.get("sqlite", site_url=OURS).app
    answer = app.test_client().get("/sign-in", base_url=OURS)
    cookies = answer.headers.getlist("Set-Cookie")
    assert any(one.startswith("__Host-guest=") and "Secure" in one and "Path=/" in one for one in cookies)


@pytest.mark.parametrize(("subdomains", "ends"), [(False, "max-age=63072000"), (True, "includeSubDomains")])
def test_other_subdomains_are_held_to_https_only_when_asked(sites, subdomains, ends):
    app = sites.get("sqlite", site_url=OURS, hsts_subdomains=subdomains).app
    answer = app.test_client().get("/", base_url=OURS)
    assert answer.headers["Strict-Transport-Security"].endswith(ends)


def test_a_proxys_word_about_the_host_is_not_believed(sites):
    app = sites.get("sqlite", site_url=OURS, trusted_proxies=1).app
    sent = {"X-Forwarded-Host": "evil.example", "X-Forwarded-Proto": "https", "X-Forwarded-For": "9.9.9.9"}
    answer = app.test_client().get("/sign-in", base_url="http://community.osier.example", headers=sent)
    assert answer.status_code == 200


def test_what_the_site_writes_is_for_its_own_user_alone(lite_app):
    written = [path for path in lite_app.config["DATA_DIR"].parent.rglob("*") if path.is_file()]
    assert written
    assert [path for path in written if path.stat().st_mode & 0o077] == []
