"""What stands between the server and the site: who drips, does not read, uploads or waits costs the others nothing."""

import json
import re
import time
from contextlib import ExitStack, suppress
from hashlib import sha256

import pytest

from kernel.gateway.bodies import Patience
from tests.served import LARGE, SMALL_SECONDS, picture, post, served, whole

GET_LARGE = b"GET /large HTTP/1.1\r\nHost: small.example\r\n\r\n"


@pytest.fixture(scope="module")
def small(tmp_path_factory):
    """The small site, served."""
    with served(tmp_path_factory.mktemp("small"), ACCESS_LOG="1") as site:
        yield site


def test_pages_keep_answering_whoever_drips_does_not_read_uploads_or_waits(small):
    with ExitStack() as ends:

        def sent(times, raw, **how):
            lines = [ends.enter_context(small.line(**how)) for _ in range(times)]
            for line in lines:
                line.sendall(raw)
            return lines

        dripping, waiting = sent(12, post("/echo", 2000)), sent(8, post("/wait", 0))
        sent(12, GET_LARGE, read_buffer=4096)
        uploading = sent(8, picture(400_000))
        took = []
        for _ in range(30):
            for line in dripping:
                with suppress(OSError):  # given up meanwhile
                    line.send(b"a")
            begun = time.monotonic()
            assert small.get("/") == (200, b"a page")
            took.append(time.monotonic() - begun)
        assert max(took) < 2
        small.let_go(len(waiting))
        assert {whole(line).startswith(b"HTTP/1.1 200 ") for line in waiting} == {True}
        assert {whole(line)[-6:] for line in uploading} == {b"400000"}


def test_a_body_that_drips_is_given_up_after_its_time_and_the_connection_ends(small):
    with small.line() as line:
        begun = time.monotonic()
        line.sendall(post("/echo", 2000) + b"a")
        line.settimeout(SMALL_SECONDS + 20)
        assert whole(line).startswith(b"HTTP/1.1 408 ")
        assert time.monotonic() - begun > SMALL_SECONDS * 0.9


@pytest.mark.parametrize(("length", "seconds"), [(0, 20), (20_000, 21), (5_000_000, 270), (20_000_000, 360)])
def test_an_upload_has_a_second_more_for_each_20_kb_and_six_minutes_at_most(length, seconds):
    assert Patience().for_upload(length) == seconds
    assert Patience().small == 10


def test_what_is_too_large_is_told_so_once_it_has_been_sent(small):
    told = small.answer(post("/echo", 9_000_000) + b"x" * 9_000_000)
    assert told.startswith(b"HTTP/1.1 413 ")
    assert small.answer(post("/upload", 9_000_000, "Expect: 100-continue")).startswith(b"HTTP/1.1 413 ")


def test_a_body_in_chunks_is_handed_on_whole_and_one_that_breaks_off_is_not(small):
    head = b"POST /echo HTTP/1.1\r\nHost: small.example\r\nTransfer-Encoding: chunked\r\nConnection: close\r\n\r\n"
    assert small.answer(head + b"3\r\nabc\r\n2\r\nde\r\n0\r\n\r\n").endswith(b"\r\n\r\nabcde")
    assert small.answer(head + b"50000\r\n" + b"x" * 0x50000 + b"\r\n0\r\n\r\n").startswith(b"HTTP/1.1 413 ")
    for broken in (head + b"3\r\nabc\r\n", post("/echo", 9) + b"abc"):
        with small.line() as line:
            line.sendall(broken)
            line.shutdown(1)
            assert whole(line)[:12] in (b"HTTP/1.1 400", b"")


def test_what_cannot_be_held_is_answered_at_once(small):
    away = small.folder.rename(small.folder.with_name("away"))  # as a disk that is full or gone
    try:
        for sent in (post("/echo", 200_000) + b"x" * 200_000, GET_LARGE):
            with small.line() as line:
                line.sendall(sent)
                told = line.recv(5000)
            assert told.startswith(b"HTTP/1.1 503 ")
            assert b"\r\nretry-after: 5\r\n" in told
    finally:
        away.rename(small.folder)
    assert small.answer(post("/echo", 3) + b"abc").endswith(b"abc")


def test_a_large_answer_and_a_file_arrive_whole_and_in_parts(small):
    status, body = small.get("/large")
    assert (status, len(body)) == (200, LARGE // 65536 * 65536)
    kept = (small.folder / "file.bin").read_bytes()
    assert sha256(small.get("/file")[1]).digest() == sha256(kept).digest()
    assert small.get("/published") == (200, kept)
    assert small.get("/file", "Range: bytes=10-19") == (206, kept[10:20])


def test_a_connection_lives_on_after_any_answer_that_left_nothing_unread(small):
    heads = [
        "GET /nowhere", "HEAD /", "HEAD /file", "GET /none", "POST /echo", "GET /large", "DELETE /echo", "GET /headers",
    ]  # fmt: skip
    raw = "".join(f"{head} HTTP/1.1\r\nHost: small.example\r\nContent-Length: 0\r\n\r\n" for head in heads)
    told = small.answer(raw.encode() + b"GET /where HTTP/1.1\r\nHost: small.example\r\nConnection: close\r\n\r\n")
    codes = re.findall(rb"HTTP/1.1 (\d+)", told)
    assert list(map(int, codes)) == [404, 200, 200, 204, 200, 200, 405, 200, 200]


def test_the_site_is_told_what_the_visitor_sent_but_no_header_with_an_underscore(small):
    sent = ("Cookie: a=1", "Cookie: b=2", "X_Forwarded_For: 9.9.9.9", "X-Asked: yes", "Accept: a/b", "Accept: c/d")
    got = json.loads(small.get("/headers", *sent)[1])
    assert got["cookie"] == "a=1; b=2"
    assert got["accept"] == "a/b, c/d"
    assert got["x-asked"] == "yes"
    assert "x-forwarded-for" not in got
    assert json.loads(small.get("/where")[1]) == ["127.0.0.1", "", "/where", str(small.port)]


def test_a_body_is_asked_for_when_the_visitor_waits_to_be_asked(small):
    with small.line() as line:
        line.sendall(post("/echo", 3, "Expect: 100-continue"))
        assert line.recv(100).startswith(b"HTTP/1.1 100 ")
        line.sendall(b"abc")
        assert whole(line).endswith(b"\r\n\r\nabc")


def test_only_http_1_is_spoken(small):
    assert b"HTTP/1.1 200" not in small.answer(b"PRI * HTTP/2.0\r\n\r\nSM\r\n\r\n" + bytes(9))


def test_the_access_log_tells_neither_queries_nor_what_opens_something(small):
    assert small.get("/letters/a-token?again=secret", "Cookie: sid=secret")[0] == 200
    small.get("/lettersx/a-token-that-is-long-and-nowhere")
    assert " 127.0.0.1 GET /letters/… 200 " in small.told("/letters/")
    assert " 127.0.0.1 GET /lettersx/… 404 " in small.told("/lettersx/")
