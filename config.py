"""Settings from the environment, read once into one typed object; the site refuses to start on a missing or toy secret, and on
whatever it could not use later, in one sentence that names the setting. No sentence repeats a value that may hold a password.
"""

from __future__ import annotations

import os
import re
from collections.abc import Mapping
from dataclasses import dataclass
from email.utils import parseaddr
from importlib.util import find_spec
from pathlib import Path
from urllib.parse import urlsplit
from zoneinfo import available_timezones

from sqlalchemy.engine import make_url
from sqlalchemy.exc import ArgumentError

HERE = Path(__file__).parent
TOY_SECRETS = {"secret", "secret_key", "changeme", "change-me", "dev", "development", "test", "password", "commonmade"}
SWITCH = {"1": True, "on": True, "yes": True, "true": True, "0": False, "off": False, "no": False, "false": False}
DATABASES = {"sqlite", "postgresql+psycopg"}
QUEUES = ("postgres://", "postgresql://", "postgresql+psycopg://", "redis://", "rediss://")
PUBLIC = re.compile(r"https?://(?:[a-z0-9._-]+|\[[0-9a-f:.]+\])(?::[0-9]{1,5})?")
_ATOM = r"[A-Za-z0-9!#$%&'*+/=?^_`{|}~-]+"
ADDRESS = re.compile(rf"{_ATOM}(?:\.{_ATOM})*@[A-Za-z0-9-]+(?:\.[A-Za-z0-9-]+)*")
CONTACT = re.compile(r"https://[^\s/]\S*|tel:\+?[0-9().-]+")


class BadSettings(SystemExit):
    """The site cannot start like this; the message says which setting to mend."""


@dataclass(frozen=True)
class Settings:
    """What an operator decides. Every field but the first three has a default that is safe for one machine."""

    secret_key: str
    data_dir: Path
    database_url: str
    site_url: str = "http://127.0.0.1:8000"
    mail_url: str = "folder:"
    mail_from: str = "hello@commonmade.example"
    mail_timeout: float = 10.0
    jobs_url: str = ""
    trusted_proxies: int = 0
    debug: bool = False
    page_cache_seconds: float = 2.0
    rate_limits: bool = True
    record_key: str = ""
    showings_seconds: float = 60.0
    hsts_subdomains: bool = False
    security_contact: str = ""
    old_secret_keys: tuple[str, ...] = ()
    threads: int = 4
    access_log: bool = False
    site_zone: str = "UTC"

    @property
    def https(self) -> bool:
        """Whether the public address is HTTPS: it decides the cookies' Secure mark and HSTS."""
        return self.site_url.startswith("https://")

    def doubts(self) -> list[str]:
        """What an operator most likely did not mean, in a sentence each; the site starts all the same."""
        found = []
        if self.https and not self.trusted_proxies:
            found.append(
                "SITE_URL is https, but TRUSTED_PROXIES is 0: behind a proxy all visitors would seem to be one, and limits "
                "would stop them together. Set TRUSTED_PROXIES to the number of proxies in front."
            )
        if self.data_dir.stat().st_mode & 0o077:
            found.append(f"Other users of this machine can look into {self.data_dir}: chmod 700 {self.data_dir}")
        return found


def _secret(environ: Mapping[str, str], data_dir: Path) -> str:
    stored = data_dir / "secret_key"
    try:
        secret = environ.get("SECRET_KEY") or (stored.read_text("utf-8").strip() if stored.is_file() else "")
    except (OSError, UnicodeDecodeError):
        raise BadSettings(f"SECRET_KEY is not set, and {stored} cannot be read.") from None
    if not secret:
        raise BadSettings(
            "SECRET_KEY is not set. `make setup` makes one, or: export SECRET_KEY=$(openssl rand -hex 32)"
        )
    return _hard_to_guess(secret, "SECRET_KEY")


def _hard_to_guess(secret: str, setting: str) -> str:
    if len(secret) < 32 or len(set(secret)) < 8 or secret.lower() in TOY_SECRETS:
        raise BadSettings(f"{setting} is too easy to guess. Use 32 random characters or more: openssl rand -hex 32")
    return secret


def _record_key(given: str) -> str:
    if given and not re.fullmatch("[0-9a-fA-F]{64}", given):
        raise BadSettings("RECORD_KEY must be 64 hexadecimal digits: openssl rand -hex 32")
    return given


def _whole(typed: str, setting: str, least: int, most: int) -> int:
    if not re.fullmatch("[0-9]{1,9}", typed) or not least <= int(typed) <= most:
        raise BadSettings(f"{setting} must be a whole number from {least} to {most}, not “{typed}”.")
    return int(typed)


def _seconds(typed: str, setting: str, least: float, most: float) -> float:
    if not re.fullmatch(r"[0-9]{1,9}(\.[0-9]{1,9})?", typed) or not least <= float(typed) <= most:
        raise BadSettings(f"{setting} must be a number of seconds from {least:g} to {most:g}, not “{typed}”.")
    return float(typed)


def _switch(typed: str, setting: str) -> bool:
    if typed.lower() not in SWITCH:
        raise BadSettings(f"{setting} must be 1 or 0, on or off, yes or no, true or false, not “{typed}”.")
    return SWITCH[typed.lower()]


def _folder(path: Path, setting: str) -> Path:
    try:
        path.mkdir(mode=0o700, parents=True, exist_ok=True)
    except OSError as refused:
        raise BadSettings(f"{setting}: the folder {path} cannot be made: {refused.strerror}.") from None
    if not os.access(path, os.R_OK | os.W_OK | os.X_OK):
        raise BadSettings(f"{setting}: the folder {path} is not ours to write to.")
    return path


def _has_port(url: str) -> bool:
    """Whether it names a host, and a port that can be one if any."""
    try:
        parts = urlsplit(url)
        return bool(parts.hostname) and parts.port != 0
    except ValueError:
        return False


def _database(typed: str) -> str:
    url = re.sub("^postgres(ql)?://", "postgresql+psycopg://", typed)
    try:
        parts = make_url(url)
        fits = parts.drivername in DATABASES and 0 < (parts.port or 1) < 65536
    except (ArgumentError, ValueError):
        fits = False
    file = parts.database or ":memory:" if fits and parts.drivername == "sqlite" else ""
    if not fits or file.startswith((":memory:", "file:")):
        raise BadSettings(
            "DATABASE_URL must be postgresql://user:password@host/name or sqlite:////path/to/file; "
            "write @ in a password as %40."
        )
    if file:
        _folder(Path(file).parent, "DATABASE_URL")
    return url


def _site_url(typed: str) -> str:
    url = typed.rstrip("/").lower()
    if not PUBLIC.fullmatch(url) or not _has_port(url):
        raise BadSettings(
            "SITE_URL must be http:// or https:// and the host, with nothing behind it, "
            f"such as https://made.example, not “{typed}”."
        )
    return url


def _mail_url(typed: str) -> str:
    scheme, _, rest = typed.partition(":")
    if scheme == "folder":
        if rest:
            _folder(Path(rest), "MAIL_URL")
    elif typed != "console:" and not (scheme in ("smtp", "smtps") and _has_port(typed)):
        raise BadSettings(
            "MAIL_URL must be smtp://user:password@host:port, smtps://…, folder:PATH or console:; "
            "write / : @ # ? in a password as %2F %3A %40 %23 %3F."
        )
    return typed


def _mail_from(typed: str) -> str:
    if not typed.isprintable() or not ADDRESS.fullmatch(parseaddr(typed)[1]):
        raise BadSettings(
            f"MAIL_FROM must be an e-mail address, alone or as in: Osier <hello@osier.example>, not “{typed}”."
        )
    return typed


def _security_contact(typed: str) -> str:
    address = typed.removeprefix("mailto:").partition("?")[0]
    if typed and not CONTACT.fullmatch(typed) and not ADDRESS.fullmatch(address):
        raise BadSettings(
            f"SECURITY_CONTACT must be an e-mail address, or begin with https://, mailto: or tel:, not “{typed}”."
        )
    return typed


def _jobs_url(typed: str) -> str:
    if typed and typed != "memory:" and not typed.startswith(QUEUES):
        raise BadSettings("JOBS_URL must begin with postgresql:// or redis://, or be left out for a file in DATA_DIR.")
    if typed.startswith("redis") and find_spec("redis") is None:
        raise BadSettings("JOBS_URL says redis, but its package is missing: .venv/bin/pip install redis")
    return typed


def _zone(typed: str) -> str:
    if typed not in available_timezones():
        raise BadSettings(
            f"SITE_ZONE must be a time zone such as Europe/Berlin, America/New_York or UTC, not “{typed}”."
        )
    return typed


def settings_from(environ: Mapping[str, str] = os.environ) -> Settings:
    """The settings in force. Raises BadSettings with the one thing to mend."""
    data_dir = Path(environ.get("DATA_DIR") or HERE / "var").resolve()

    def given(setting: str, default: str = "") -> str:
        return environ.get(setting, "").strip() or default

    return Settings(
        secret_key=_secret(environ, data_dir),
        data_dir=_folder(data_dir, "DATA_DIR"),
        database_url=_database(given("DATABASE_URL", f"sqlite:///{data_dir / 'commonmade.sqlite'}")),
        site_url=_site_url(given("SITE_URL", Settings.site_url)),
        mail_url=_mail_url(given("MAIL_URL", Settings.mail_url)),
        mail_from=_mail_from(given("MAIL_FROM", Settings.mail_from)),
        mail_timeout=_seconds(given("MAIL_TIMEOUT", "10"), "MAIL_TIMEOUT", 0.1, 100),
        jobs_url=_jobs_url(given("JOBS_URL")),
        trusted_proxies=_whole(given("TRUSTED_PROXIES", "0"), "TRUSTED_PROXIES", 0, 20),
        debug=_switch(given("FLASK_DEBUG", "off"), "FLASK_DEBUG"),
        page_cache_seconds=_seconds(given("PAGE_CACHE_SECONDS", "2"), "PAGE_CACHE_SECONDS", 0, 60),
        record_key=_record_key(given("RECORD_KEY")),
        rate_limits=_switch(given("RATE_LIMITS", "on"), "RATE_LIMITS"),
        showings_seconds=_seconds(given("SHOWINGS_SECONDS", "60"), "SHOWINGS_SECONDS", 0, 3600),
        hsts_subdomains=_switch(given("HSTS_SUBDOMAINS", "off"), "HSTS_SUBDOMAINS"),
        security_contact=_security_contact(given("SECURITY_CONTACT")),
        old_secret_keys=tuple(_hard_to_guess(old, "OLD_SECRET_KEYS") for old in given("OLD_SECRET_KEYS").split()),
        threads=_whole(given("THREADS", "4"), "THREADS", 1, 256),
        access_log=_switch(given("ACCESS_LOG", "off"), "ACCESS_LOG"),
        site_zone=_zone(given("SITE_ZONE", Settings.site_zone)),
    )
