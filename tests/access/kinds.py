"""The kinds of person, and the patterns in which a route lets them in. The columns of the access table."""

from collections import namedtuple

KINDS = ("guest", "unconfirmed", "member", "author", "steward", "staff", "admin", "suspended")

OK = "ok"  # let in: the page, the act done, or a form asked to be filled better
SIGN_IN = "sign in"  # sent to the sign-in page, or told to sign in and send again
NO = "no"  # 403 with a reason
GONE = "gone"  # 404, the same as for what never was


def _row(words):
    letters = {"o": OK, "s": SIGN_IN, "n": NO, "g": GONE}
    return dict(zip(KINDS, (letters[letter] for letter in words.split()), strict=True))


# A suspension ends every session, so that the suspended read on as guests.
#                     g u m a s s a s
#                     u n e u t t d u
#                     e c m t e a m s
EVERYBODY = _row("o o o o o o o o")
NOBODY = _row("g g g g g g g g")
SIGNED_IN = _row("s o o o o o o s")
MEMBERS = _row("s n o o o o o s")
AUTHOR = _row("s n n o n n n s")
OTHERS = _row("s n n n n n n s")  # what only somebody else may do, who is none of these
STEWARDS = _row("s n n n o o o s")
STAFF = _row("s n n n n o o s")
ADMINS = _row("s n n n n n o s")

Row = namedtuple("Row", "method rule values expected form")


def row(method, rule, expected, form=None, /, **values):
    """One line of the table. `values` fill the rule's parameters; each may be a name of a thing in the test's world."""
    return Row(method, rule, values, expected, form or {})


def get(rule, expected, **values):
    """A page."""
    return row("GET", rule, expected, **values)


def post(rule, expected, form=None, **values):
    """An act, with a form that would do it."""
    return row("POST", rule, expected, form, **values)
