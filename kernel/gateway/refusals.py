"""What the gateway answers by itself: whole pages with all headers, drawn once, since the site itself may be what is busy."""

from __future__ import annotations

from typing import Any

from flask import Flask

from kernel import bare_page, web
from kernel.gateway.answers import CLOSE

AGAIN_AFTER = "5"  # seconds
SENT_AGAIN = "Please go back and send it again"
TOLD = {
    "cut": (400, "Not all of it came", "What you sent did not arrive whole.", SENT_AGAIN + "."),
    "unreadable": (
        400,
        "This could not be read",
        "Your browser, or what stands between us, sent a cookie or an address with letters that no server can read.",
        "Deleting the cookies of this site in your browser helps.",
    ),
    "slow": (
        408,
        "This took too long",
        "What you sent took too long to arrive.",
        SENT_AGAIN + ", perhaps over a faster connection.",
    ),
    "broken": (500, bare_page.TITLES[500], bare_page.WORDS[500], bare_page.WAYS[500]),
    "busy": (
        503,
        "Too busy right now",
        "More has come than the site can take in at once.",
        "Please try again in a moment.",
    ),
}


class Refusals:
    """The pages, each under the reason it is sent for. The connection ends with any of them."""

    def __init__(self, site: Flask) -> None:
        with site.app_context():
            self._ready = {why: _drawn(site, *told) for why, told in TOLD.items()}

    def send(self, proto: Any, why: str) -> int:
        """Answer with this page; returns its status."""
        status, headers, page = self._ready[why]
        proto.response_bytes(status, headers, page)
        return status


def _drawn(site: Flask, status: int, title: str, words: str, way_out: str) -> tuple[int, list[tuple[str, str]], bytes]:
    answer = web.ready_answer(status, bare_page.still(site, title, words, way_out))
    if status == 503:
        answer.headers["Retry-After"] = AGAIN_AFTER
    return status, [*answer.headers.items(), CLOSE], answer.get_data()
