"""Settings from the environment, read once into one typed object; the site refuses to start on a missing or toy secret."""

from __future__ import annotations

import os
import re
from collections.abc import Mapping
from dataclasses import dataclass
from pathlib import Path

HERE = Path(__file__).parent
TOY_SECRETS = {"secret", "secret_key", "changeme", "change-me", "dev", "development", "test", "password", "commonmade"}


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
    secret = environ.get("SECRET_KEY") or (stored.read_text().strip() if stored.is_file() else "")
    if not secret:
        raise BadSettings(
            "SECRET_KEY is not set. `make setup` makes one, or: export SECRET_KEY=$(openssl rand -hex 32)"
        )
    return _hard_to_guess(secret, "SECRET_KEY")


def _hard_to_guess(secret: str, setting: str) -> str:
    if len(secret) < 32 or len(set(secret)) < 8 or secret.lower() in TOY_SECRETS:
        raise BadSettings(f"{setting} is too easy to guess. Use 32 random characters or more: openssl rand -hex 32")
    return secret


def _record_key(environ: Mapping[str, str]) -> str:
    given = environ.get("RECORD_KEY", "").strip()
    if given and not re.fullmatch("[0-9a-fA-F]{64}", given):
        raise BadSettings("RECORD_KEY must be 64 hexadecimal digits: openssl rand -hex 32")
    return given


def settings_from(environ: Mapping[str, str] = os.environ) -> Settings:
    """The settings in force. Raises BadSettings with the one thing to mend."""
    data_dir = Path(environ.get("DATA_DIR") or HERE / "var").resolve()
    url = environ.get("DATABASE_URL") or f"sqlite:///{data_dir / 'commonmade.sqlite'}"
    for short_form in ("postgres://", "postgresql://"):
        url = url.replace(short_form, "postgresql+psycopg://", 1) if url.startswith(short_form) else url
    return Settings(
        secret_key=_secret(environ, data_dir),
        data_dir=data_dir,
        database_url=url,
        site_url=environ.get("SITE_URL", Settings.site_url).rstrip("/"),
        mail_url=environ.get("MAIL_URL", Settings.mail_url),
        mail_from=environ.get("MAIL_FROM", Settings.mail_from),
        mail_timeout=float(environ.get("MAIL_TIMEOUT", "10")),
        jobs_url=environ.get("JOBS_URL", ""),
        trusted_proxies=int(environ.get("TRUSTED_PROXIES", "0")),
        debug=environ.get("FLASK_DEBUG", "") in ("1", "true"),
        page_cache_seconds=float(environ.get("PAGE_CACHE_SECONDS", "2")),
        record_key=_record_key(environ),
        rate_limits=environ.get("RATE_LIMITS", "on") != "off",
        showings_seconds=float(environ.get("SHOWINGS_SECONDS", "60")),
        hsts_subdomains=environ.get("HSTS_SUBDOMAINS", "") in ("1", "on", "true"),
        security_contact=environ.get("SECURITY_CONTACT", "").strip(),
        old_secret_keys=tuple(
            _hard_to_guess(old, "OLD_SECRET_KEYS") for old in environ.get("OLD_SECRET_KEYS", "").split()
        ),
        threads=max(1, int(environ.get("THREADS", "4"))),
        access_log=environ.get("ACCESS_LOG", "") in ("1", "on", "true"),
    )
