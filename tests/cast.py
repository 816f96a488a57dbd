"""The named cast, and builders with honest defaults that keyword arguments override.

A builder commits, so that requests see what it built. The owner of a noun keeps its builders in tests/<package>/cast.py.
"""

from datetime import timedelta
from functools import cache

import pytest
from argon2 import PasswordHasher

from kernel.clock import now
from kernel.database import db, transaction
from members.accounts.member import Member, Role
from members.accounts.naming import folded

LONG = timedelta(days=365)
PASSWORD = "a lamp of oak and linen"


def add(*things):
    """Store these rows and return the first."""
    with transaction():
        db.session.add_all(things)
    return things[0]


@cache
def hashed():
    """The hash of everybody's password, made once a run."""
    return PasswordHasher(time_cost=2, memory_cost=19456, parallelism=1).hash(PASSWORD)


def a_member(name, **changes):
    """Somebody who joined a year ago, confirmed, with an address and PASSWORD."""
    email = changes.pop("email", f"{name.split()[0].lower()}@people.example")
    plain = {"created_at": now() - LONG, "confirmed_at": now(), "password_hash": hashed(), **changes}
    held = email if plain["confirmed_at"] else None
    return add(Member(name=name, name_folded=folded(name), email=email, email_folded=held, **plain))


@pytest.fixture
def maya(app):
    """Proposes concepts."""
    return a_member("Maya Okafor")


@pytest.fixture
def omar(app):
    """Backs them, and pledges."""
    return a_member("Omar Haddad")


@pytest.fixture
def theo(app):
    """A member whom a test makes steward of a forum."""
    return a_member("Theo Brandt")


@pytest.fixture
def ines(app):
    """Staff."""
    return a_member("Ines Carvalho", role=Role.STAFF)


@pytest.fixture
def ada(app):
    """The admin."""
    return a_member("Ada Lindqvist", role=Role.ADMIN)


@pytest.fixture
def lena(app):
    """Signed up and never opened the letter."""
    return a_member("Lena Petrova", confirmed_at=None)


@pytest.fixture
def rolf(app):
    """Suspended."""
    return a_member("Rolf Meier", suspended_at=now())
