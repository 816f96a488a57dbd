"""Work on a member's text is done before transaction(), so that nobody's words keep others from writing.

A form's field works it out while it is checked; the act, which asks again inside the transaction, gets the kept answer.
"""

from __future__ import annotations

import warnings
from collections.abc import Callable
from functools import lru_cache
from typing import TypeVar

from flask import has_request_context

from kernel.database import db

T = TypeVar("T")
KEPT = 64  # far more texts than threads: between a check and its act few others come by


def worked_out_ahead(work: Callable[[str], T]) -> Callable[[str], T]:
    """Keep the last answers of a pure function of one text, and warn when a request asks for a new one too late.

    Commands and the clock's tick may ask anywhere: nobody waits at a form for them. An empty text, which a form need not
    look at, costs nothing. In the tests a warning is an error.
    """

    @lru_cache(maxsize=KEPT)
    def answer(text: str) -> T:
        if text and has_request_context() and db.session().info.get("writing"):
            warnings.warn(f"{work.__qualname__}() was asked inside transaction()", RuntimeWarning, stacklevel=3)
        return work(text)

    return answer
