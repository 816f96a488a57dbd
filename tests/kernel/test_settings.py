"""The site starts only on settings that are safe, and says which one to mend."""

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
