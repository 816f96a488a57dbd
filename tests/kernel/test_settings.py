"""The site starts only on settings that are safe, and says which one to mend."""

import sys

import pytest

from config import BadSettings, settings_from

GOOD = "5f0c1d9e8b7a64d3a2c1f0e95f0c1d9e"


@pytest.mark.parametrize("secret", ["", "secret", "changeme", "a" * 40, "short-but-random-8fj2"])
def test_a_missing_or_toy_secret_stops_the_start(tmp_path, secret):
    with pytest.raises(BadSettings, match="SECRET_KEY"):
        settings_from({"SECRET_KEY": secret, "DATA_DIR": str(tmp_path)})


def test_the_secret_may_lie_in_the_data_folder(tmp_path):
    (tmp_path / "secret_key").write_text(GOOD + "\n")
    assert settings_from({"DATA_DIR": str(tmp_path)}).secret_key == GOOD


@pytest.mark.parametrize(
    ("given", "used"),
    [
        ("postgres://u:p@host/name", "postgresql+psycopg://u:p@host/name"),
        ("postgresql://u:p@host/name", "postgresql+psycopg://u:p@host/name"),
        ("postgresql+psycopg://u:p@host/name", "postgresql+psycopg://u:p@host/name"),
        ("sqlite:////tmp/x.sqlite", "sqlite:////tmp/x.sqlite"),
    ],
)
def test_usual_spellings_of_a_database_work(tmp_path, given, used):
    environ = {"SECRET_KEY": GOOD, "DATA_DIR": str(tmp_path), "DATABASE_URL": given}
    assert settings_from(environ).database_url == used


def test_sqlite_in_the_data_folder_is_the_default(tmp_path):
    settings = settings_from({"SECRET_KEY": GOOD, "DATA_DIR": str(tmp_path)})
    assert settings.database_url == f"sqlite:///{tmp_path}/commonmade.sqlite"
    assert not settings.https


def test_an_https_address_turns_on_what_needs_it(tmp_path):
    environ = {"SECRET_KEY": GOOD, "DATA_DIR": str(tmp_path), "SITE_URL": "https://made.example/"}
    assert settings_from(environ).https
    assert settings_from(environ).site_url == "https://made.example"


def test_an_old_secret_is_held_to_the_same_measure(tmp_path):
    environ = {"SECRET_KEY": GOOD, "DATA_DIR": str(tmp_path)}
    assert settings_from({**environ, "OLD_SECRET_KEYS": f"{GOOD[::-1]} {GOOD}"}).old_secret_keys == (GOOD[::-1], GOOD)
    with pytest.raises(BadSettings, match="OLD_SECRET_KEYS"):
        settings_from({**environ, "OLD_SECRET_KEYS": "secret"})


@pytest.mark.parametrize(
    ("mode", "given", "word"),
    [
        (0o700, {"SITE_URL": "https://made.example"}, "TRUSTED_PROXIES"),
        (0o755, {}, "chmod 700"),
        (0o700, {"SITE_URL": "https://made.example", "TRUSTED_PROXIES": "1"}, ""),
    ],
)
def test_the_start_warns_of_what_an_operator_most_likely_did_not_mean(tmp_path, mode, given, word):
    tmp_path.chmod(mode)
    doubts = settings_from({"SECRET_KEY": GOOD, "DATA_DIR": str(tmp_path), **given}).doubts()
    assert (word in " ".join(doubts)) if word else not doubts


NUMBERS = ("THREADS", "TRUSTED_PROXIES", "MAIL_TIMEOUT", "PAGE_CACHE_SECONDS", "SHOWINGS_SECONDS")
SWITCHES = ("HSTS_SUBDOMAINS", "ACCESS_LOG", "FLASK_DEBUG", "RATE_LIMITS")
BAD = {
    "THREADS": ("0", "1.5", "99999", "9" * 5000),
    "TRUSTED_PROXIES": ("one", "1.0", "99"),
    "MAIL_TIMEOUT": ("0", "1e9", "100000"),
    "PAGE_CACHE_SECONDS": ("1e400", "999999"),
    "SHOWINGS_SECONDS": ("999999",),
    **dict.fromkeys(SWITCHES, ("maybe", "2", "-")),
    "DATA_DIR": ("/proc/none", "/dev/null"),
    "DATABASE_URL": (
        "nonsense",
        "mysql://u:hidden@host/name",
        "postgresql+asyncpg://u:hidden@host/name",
        "postgresql://u:hidden@host:99999/name",
        "sqlite://",
        "sqlite:///:memory:",
        "sqlite:////proc/none/x.sqlite",
    ),
    "SITE_URL": (
        "made.example",
        "ftp://made.example",
        "https://",
        "https://made.example/shop",
        "https://made.example?a=1",
        "https://made.example#top",
        "https://made.example:99999",
        "https://u:p@made.example",
        "https://made .example",
    ),
    "MAIL_URL": (
        "nonsense",
        "http://u:hidden@host",
        "smtp://",
        "smtp:host",
        "smtp://u:hidden@host:mail",
        "smtp://u:hidden@host:0",
        "smtp://u:hid/den@host:587",
        "smtp://[::1",
        "console:x",
        "folder:/proc/none",
    ),
    "MAIL_FROM": (
        "Osier",
        "Osier <hello>",
        "Osier, Ash <hello@osier.example>",
        "a@b.example\nBcc: c@d.example",
        "ö@b.example",
    ),
    "SITE_ZONE": ("Mars/Base", "../etc/passwd", "CEST-ish", "berlin"),
    "SECURITY_CONTACT": ("nobody", "http://made.example", "https://", "https://made.example a", "mailto:", "tel:me"),
    "JOBS_URL": ("nonsense", "amqp://u:hidden@host", "mysql://host/name"),
}
WRONG = [(name, typed) for name, all_typed in BAD.items() for typed in all_typed]
WRONG += [(name, typed) for name in NUMBERS for typed in ("abc", "-1", "nan", "inf")]


@pytest.mark.parametrize(("name", "typed"), WRONG, ids=[f"{name}={typed[:40]!a}" for name, typed in WRONG])
def test_what_the_site_could_not_use_later_stops_the_start_in_a_sentence_that_names_it(tmp_path, name, typed):
    with pytest.raises(BadSettings) as refused:
        settings_from({"SECRET_KEY": GOOD, "DATA_DIR": str(tmp_path), name: typed})
    words = str(refused.value)
    assert words.startswith(name)
    assert "hid" not in words, "it may be a password"


@pytest.mark.parametrize(
    ("name", "typed", "field", "used"),
    [
        ("THREADS", " 8 ", "threads", 8),
        ("THREADS", "", "threads", 4),
        ("MAIL_TIMEOUT", "2.5", "mail_timeout", 2.5),
        ("PAGE_CACHE_SECONDS", "0", "page_cache_seconds", 0.0),
        ("SITE_URL", "HTTPS://Made.Example:8443/", "site_url", "https://made.example:8443"),
        ("SITE_URL", "http://[::1]:8000", "site_url", "http://[::1]:8000"),
        ("MAIL_URL", "smtps://u%40host:p%2Fq@mail.example", "mail_url", "smtps://u%40host:p%2Fq@mail.example"),
        ("MAIL_URL", "console:", "mail_url", "console:"),
        ("MAIL_FROM", "Osier & Ash <hello@osier.example>", "mail_from", "Osier & Ash <hello@osier.example>"),
        ("MAIL_FROM", "site@localhost", "mail_from", "site@localhost"),
        ("SITE_ZONE", "Europe/Berlin", "site_zone", "Europe/Berlin"),
        ("SECURITY_CONTACT", "security@made.example", "security_contact", "security@made.example"),
        ("SECURITY_CONTACT", "mailto:security@made.example", "security_contact", "mailto:security@made.example"),
        ("SECURITY_CONTACT", "https://made.example/holes", "security_contact", "https://made.example/holes"),
        ("SECURITY_CONTACT", "tel:+49-30-1234", "security_contact", "tel:+49-30-1234"),
        ("JOBS_URL", "postgresql://u:p@host/jobs", "jobs_url", "postgresql://u:p@host/jobs"),
        ("DATABASE_URL", "postgresql:///name?host=/run/db", "database_url", "postgresql+psycopg:///name?host=/run/db"),
    ],
)
def test_what_an_operator_may_well_write_is_taken(tmp_path, name, typed, field, used):
    settings = settings_from({"SECRET_KEY": GOOD, "DATA_DIR": str(tmp_path), name: typed})
    assert getattr(settings, field) == used


@pytest.mark.parametrize("name", SWITCHES)
def test_a_switch_is_turned_by_any_usual_word(tmp_path, name):
    field = {"FLASK_DEBUG": "debug"}.get(name, name.lower())
    for words, used in (("1 on ON yes Yes true TRUE", True), ("0 off OFF no No false False", False)):
        for word in words.split():
            settings = settings_from({"SECRET_KEY": GOOD, "DATA_DIR": str(tmp_path), name: word})
            assert getattr(settings, field) is used


def test_folders_are_made_for_the_site_alone(tmp_path):
    environ = {"SECRET_KEY": GOOD, "DATA_DIR": str(tmp_path / "data"), "MAIL_URL": f"folder:{tmp_path / 'mail'}"}
    settings_from(environ)
    assert [(tmp_path / name).stat().st_mode & 0o777 for name in ("data", "mail")] == [0o700, 0o700]


def test_a_queue_whose_package_is_missing_stops_the_start(tmp_path, monkeypatch):
    monkeypatch.setattr(sys, "path", [])
    monkeypatch.delitem(sys.modules, "redis", raising=False)
    with pytest.raises(BadSettings, match=r"JOBS_URL says redis.*pip install redis"):
        settings_from({"SECRET_KEY": GOOD, "DATA_DIR": str(tmp_path), "JOBS_URL": "redis://host"})


def test_a_secret_that_cannot_be_read_is_said_so(tmp_path):
    (tmp_path / "secret_key").write_bytes(b"\xff\xfe" * 20)
    with pytest.raises(BadSettings, match="SECRET_KEY"):
        settings_from({"DATA_DIR": str(tmp_path)})
