"""The people and things of the tests: a named cast, and builders with honest defaults that keyword arguments override.

A builder commits, so that requests see what it built. The owner of a noun adds its builder here, or in
tests/<package>/cast.py.
"""

from kernel.database import db, transaction

PASSWORD = "a lamp of oak and linen"


def add(*things):
    """Store these rows and return the first."""
    with transaction():
        db.session.add_all(things)
    return things[0]
