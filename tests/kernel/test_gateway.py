"""What stands between the server and the site: who drips, does not read, uploads or waits costs the others nothing."""

import json
import os
import re
import time
from contextlib import ExitStack, suppress
from hashlib import sha256
from select import select
from threading import Event
from types import SimpleNamespace

import pytest
from werkzeug.middleware.proxy_fix import ProxyFix

from kernel.gateway.answers import LEFT_SECONDS, folder_in, sweep
from kernel.gateway.bodies import SHARES, NoRoom, Patience, Room
from kernel.gateway.environ import visitor
from kernel.gateway.pools import Pool
from kernel.web import HEADERS
from tests.served import LARGE, SMALL_SECONDS, picture, post, served, until, whole

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
        told = whole(line)
        assert told.startswith(b"HTTP/1.1 408 ")
        assert time.monotonic() - begun > SMALL_SECONDS * 0.9


def test_what_the_gateway_refuses_itself_is_a_whole_page_with_every_header(small):
    head, _, body = small.answer(post("/echo", 9, "Cookie: é")).partition(b"\r\n\r\n")
    assert head.startswith(b"HTTP/1.1 400 ")
    for name, value in {**HEADERS, "Connection": "close", "Cache-Control": "no-store"}.items():
        assert f"\r\n{name}: {value}\r\n".lower().encode() in head.lower() + b"\r\n"
    assert b'<a class="brand" href="/">' in body
    assert b"Deleting the cookies of this site" in body


@pytest.mark.parametrize(
    ("header", "status"),
    [("Cookie: sid=1; lang=français", 400), ("X-Forwarded-For: é, 1.2.3.4", 400), ("X-Name: é", 200)],
)
def test_who_says_who_this_is_in_letters_that_are_not_handed_on_is_told_so_rather_than_mistaken(small, header, status):
    assert small.get("/", header)[0] == status


@pytest.mark.parametrize(("told", "hops", "address"), [
    (["9.9.9.9, 1.2.3.4"], 1, "1.2.3.4"), (["9.9.9.9", "1.2.3.4"], 1, "1.2.3.4"), (["8.8.8.8, 9.9.9.9,1.2.3.4"], 2, "9.9.9.9"),
    (["9.9.9.9"], 0, "::1"), (["1.2.3.4"], 2, "::1"), ([], 1, "::1"),
])  # fmt: skip
def test_the_visitor_is_who_the_trusted_proxies_say(told, hops, address):
    scope = SimpleNamespace(client="[::1]:5000", headers=SimpleNamespace(get_all=lambda name: told))
    environ = {"REMOTE_ADDR": "::1", "HTTP_X_FORWARDED_FOR": ", ".join(told)}
    if hops:
        ProxyFix(lambda environ, _: [], x_for=hops)(environ, None)
    assert visitor(scope, hops) == environ["REMOTE_ADDR"] == address


def test_unfinished_uploads_from_one_network_keep_neither_small_bodies_nor_other_uploads_away(small):
    head = post("/upload", 6_000_000, "Content-Type: multipart/form-data; boundary=x")
    with ExitStack() as ends:
        stalled = [ends.enter_context(small.line(source="127.9.0.1")) for _ in range(40)]
        for line in stalled:
            line.sendall(head + b"a")
        fit = 2 * (SHARES[0] // 6_000_000)  # two processes answer
        until(lambda: len(select(stalled, [], [], 0)[0]) >= len(stalled) - fit)
        refused = select(stalled, [], [], 0)[0]
        assert {line.recv(12) for line in refused} == {b"HTTP/1.1 503"}
        assert [small.answer(post("/echo", 3) + b"abc")[-3:] for _ in range(8)] == [b"abc"] * 8
        assert small.answer(picture(400_000)).endswith(b"400000")


def test_room_is_bounded_in_all_and_for_each_network_until_its_uploads_have_come():
    room = Room(most=2 * SHARES[1])
    with ExitStack() as held:
        for wide in "ab":
            for near in "12":
                held.enter_context(room.taken(SHARES[0], [near + wide, wide]))
        for near, wide in ("1a", "a"), ("3a", "a"), ("1c", "c"):
            with pytest.raises(NoRoom), room.taken(1, [near, wide]):
                pass
    assert room == Room(most=2 * SHARES[1])
    with room.taken(SHARES[0], ["1a", "a"]) as came:
        with pytest.raises(NoRoom), room.taken(1, ["1a", "a"]):
            pass
        came()
        with room.taken(SHARES[0], ["1a", "a"]):
            assert room.held == SHARES[1]


def test_a_log_that_nobody_reads_costs_no_thread(tmp_path):
    with served(tmp_path, ACCESS_LOG="1") as site:
        site.running.stdout.close()
        assert [site.get("/")[0] for _ in range(12)] == [200] * 12


def test_a_thread_goes_on_after_a_job_that_broke():
    pool, done = Pool("any", 1, 9), Event()
    pool.start()
    pool.give(lambda: 1 / 0)
    pool.give(done.set)
    pool.end()
    assert done.wait(20)


@pytest.mark.parametrize(("length", "seconds"), [(0, 20), (20_000, 21), (5_000_000, 270), (20_000_000, 360)])
def test_an_upload_has_a_second_more_for_each_20_kb_and_six_minutes_at_most(length, seconds):
    assert Patience().for_upload(length) == seconds
    assert Patience().small == 10


def test_what_is_too_large_is_told_so_once_it_has_been_sent(small):
    told = small.answer(post("/echo", 9_000_000) + b"x" * 9_000_000)
    assert told.startswith(b"HTTP/1.1 413 ")
    assert small.answer(post("/upload", 60_000_000, "Expect: 100-continue")).startswith(b"HTTP/1.1 413 ")


def test_a_body_in_chunks_is_handed_on_whole_and_one_that_breaks_off_is_not(small):
    head = b"POST /echo HTTP/1.1\r\nHost: small.example\r\nTransfer-Encoding: chunked\r\nConnection: close\r\n\r\n"
    assert small.answer(head + b"3\r\nabc\r\n2\r\nde\r\n0\r\n\r\n").endswith(b"\r\n\r\nabcde")
    assert small.answer(head + b"50000\r\n" + b"x" * 0x50000 + b"\r\n0\r\n\r\n").startswith(b"HTTP/1.1 413 ")
    for broken in (head + b"3\r\nabc\r\n", post("/echo", 9) + b"abc"):
        with small.line() as line:
            line.sendall(broken)
            line.shutdown(1)
            assert whole(line).startswith(b"HTTP/1.1 400 ")


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


def test_an_answer_waits_to_be_sent_where_nobody_else_may_look_and_is_swept_if_it_is_left(small, tmp_path):
    small.get("/large")
    folder = small.folder / "sending"
    assert folder.stat().st_mode & 0o777 == 0o700
    assert {file.stat().st_mode & 0o777 for file in folder.iterdir()} == {0o600}
    sending = folder_in(tmp_path)
    for name, age in ("old", LEFT_SECONDS + 1), ("new", 0):
        (sending / name).touch()
        os.utime(sending / name, (time.time() - age,) * 2)
    sweep(sending)
    assert [file.name for file in sending.iterdir()] == ["new"]


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


def test_the_access_log_cuts_what_no_real_visitor_sends(small):
    small.answer(b"M" * 3000 + b" /cut/off HTTP/1.1\r\nHost: small.example\r\nConnection: close\r\n\r\n")
    assert f" 127.0.0.1 {'M' * 20} /cut/off " in small.told("/cut/off")
