"""create_app(): settings, database, packages and their wiring. The one place that knows every package."""

from __future__ import annotations

import gc

gc.disable()  # what is loaded stays: looking through it again and again is a tenth of a command's start

import os
from datetime import timedelta

from flask import Flask
from flask_login import LoginManager
from sqlalchemy.engine import make_url
from sqlalchemy.orm import configure_mappers

from commerce import wiring as commerce
from config import Settings, settings_from
from front import wiring as front
from governance import wiring as governance
from ideas import wiring as ideas
from kernel import (
    access,
    bare_page,
    clock,
    commands,
    compression,
    csrf,
    database,
    events,
    flood,
    hosts,
    idempotency,
    jobs,
    last_resort,
    look,
    outage,
    outbox,
    page_cache,
    paused,
    pictures,
    readiness,
    share,
    sqlite,
    templating,
    uploads,
    web,
)
from kernel.search import vocabulary
from kernel.templating import SiteApp
from members import wiring as members

PACKAGES = (members, governance, ideas, commerce, front)
MIB = 1024 * 1024
NOTICE_A_DEAD_SERVER = {
    "keepalives_idle": 10,
    "keepalives_interval": 3,
    "keepalives_count": 3,
    "tcp_user_timeout": 10_000,
}


def create_app(settings: Settings | None = None) -> Flask:
    """The site and all of its commands, for these settings or those of the environment. Raises BadSettings."""
    import operating  # alembic and the demo world are 15 MB that no server process needs

    app = _site(settings or settings_from())
    operating.install(app)
    gc.enable()
    return app


def for_serving() -> Flask:
    """The site for a server process, on a database that is ready; start-up's garbage is never looked through again."""
    settings = settings_from()
    app = _site(settings)
    for doubt in settings.doubts():
        app.logger.warning(doubt)
    readiness.make_ready(app)
    jobs.queue_of(app)
    configure_mappers()
    gc.collect()
    gc.freeze()
    gc.set_threshold(20_000, 20, 50)
    gc.enable()
    return app


def _site(settings: Settings) -> Flask:
    os.umask(0o077)  # what the site writes holds addresses, ballots and links of letters: for its own user alone
    settings.data_dir.mkdir(parents=True, exist_ok=True)
    app = SiteApp("app", static_folder=None)
    _configure(app, settings)
    database.db.init_app(app)
    with app.app_context():
        database.install(database.db.engine)
        readiness.refuse_other_encodings(database.db.engine)
    for part in (
        web,
        hosts,
        page_cache,
        flood,
        compression,
        csrf,
        idempotency,
        templating,
        look,
        pictures,
        share,
        uploads,
    ):
        part.install(app)
    login = LoginManager(app)
    login.session_protection = None
    app.after_request_funcs[None].remove(login._update_remember_cookie)  # ours has none, and it makes all answers vary
    _wire(app)
    jobs.install(app, outbox.errands, outbox.letters)
    access.refuse_undeclared(app)
    outage.install()
    bare_page.install(app)
    last_resort.install(app)
    return app


def _configure(app: Flask, settings: Settings) -> None:
    app.config.update(
        SETTINGS=settings,
        SECRET_KEY=settings.secret_key,
        SECRET_KEY_FALLBACKS=list(settings.old_secret_keys),
        DATA_DIR=settings.data_dir,
        SITE_URL=settings.site_url,
        HTTPS=settings.https,
        HSTS="max-age=63072000" + ("; includeSubDomains" if settings.hsts_subdomains else ""),
        MAIL_URL=settings.mail_url,
        MAIL_FROM=settings.mail_from,
        MAIL_TIMEOUT=settings.mail_timeout,
        JOBS_URL=settings.jobs_url,
        PAGE_CACHE_SECONDS=settings.page_cache_seconds,
        RATE_LIMITS=settings.rate_limits,
        SHOWINGS_SECONDS=settings.showings_seconds,
        THREADS=settings.threads,
        TRUSTED_PROXIES=settings.trusted_proxies,
        ACCESS_LOG=settings.access_log,
        SITE_ZONE=settings.site_zone,
        SQLALCHEMY_DATABASE_URI=settings.database_url,
        SQLALCHEMY_ENGINE_OPTIONS=_engine_options(settings.database_url, settings.threads),
        MAX_CONTENT_LENGTH=256 * 1024,
        MAX_FORM_MEMORY_SIZE=256 * 1024,
        SESSION_COOKIE_NAME="__Host-flash" if settings.https else "flash",
        SESSION_COOKIE_SECURE=settings.https,
        SESSION_COOKIE_SAMESITE="Lax",
        PERMANENT_SESSION_LIFETIME=timedelta(hours=1),
    )
    app.debug = settings.debug
    web.trust_proxies(app, settings.trusted_proxies)


def _engine_options(url: str, threads: int) -> dict[str, object]:
    most = max(16, 2 * threads + 4)  # pages, acts, an upload, and what runs beside them
    if make_url(url).get_backend_name() == "sqlite":
        sqlite.refuse_faulty()
        return {"module": sqlite.driver, "pool_size": most, "max_overflow": 0, "pool_timeout": 5}
    options = "-c timezone=UTC -c statement_timeout=15s -c lock_timeout=5s -c idle_in_transaction_session_timeout=30s"
    return {
        "pool_size": 8,
        "max_overflow": most - 8,
        "pool_timeout": 3,
        "pool_pre_ping": True,
        "connect_args": {"options": options, "connect_timeout": 3, **NOTICE_A_DEAD_SERVER},
    }


def _wire(app: Flask) -> None:
    jobs.every_minute([idempotency.forget_old, outbox.forget_old, paused.forget_old, vocabulary.prune])
    for package in PACKAGES:
        for blueprint in package.BLUEPRINTS:
            app.register_blueprint(blueprint)
        for command in package.COMMANDS:
            app.cli.add_command(command)
        events.subscribe(package.SUBSCRIPTIONS)
        jobs.every_minute(package.TICKS)
        if hasattr(package, "init_app"):
            package.init_app(app)
    for command in commands.COMMANDS:
        app.cli.add_command(command)
    app.jinja_env.globals["now"] = clock.now
