"""One form, sent again and again: by an impatient thumb, a bad line, a browser that was told to reload."""

from collections import Counter

from tests.prove.served_twice import a_key, at_once

AT_ONCE, CUT_OFF, LATER = 12, 2, 3


def storm(ground, member, path, *fields):
    """The same form with the same key: a dozen times at once to both servers, twice hung up, and thrice after the answer.

    Returns how often each answer came.
    """
    key = a_key()
    sendings = [lambda: ground.post(member, path, *fields, once=key)] * AT_ONCE
    sendings[1:1] = [lambda: ground.cut_off(member, path, *fields, once=key)] * CUT_OFF
    answers = [one for one in at_once(len(sendings), sendings) if one]
    answers += [ground.post(member, path, *fields, once=key) for _ in range(LATER)]
    return Counter(answers)


def storm_of_htmx(ground, member, path, *fields):
    """The same by htmx, which is answered in place the first time and told to look afresh every other time."""
    key = a_key()
    sendings = [lambda: ground.post(member, path, *fields, once=key, htmx=True)] * AT_ONCE
    return Counter(at_once(AT_ONCE, sendings))
