"""A load generator for this machine: some connections, each sending its own requests one after another."""

from __future__ import annotations

import asyncio
import time
from dataclasses import dataclass
from itertools import cycle, islice


@dataclass(frozen=True)
class Measured:
    """What came back. Times in milliseconds."""

    rate: float
    p50: float
    p99: float
    bad: int
    bytes: int


class _Connection(asyncio.Protocol):
    """One keep-alive connection that notes the time of each answer."""

    def __init__(self, requests, until, done):
        self.requests, self.until, self.done = iter(requests), until, done
        self.times, self.bad, self.size = [], 0, 0
        self.buffer, self.sent = b"", 0.0

    def connection_made(self, transport):
        self.transport = transport
        self._next()

    def _next(self):
        request = next(self.requests, None) if time.perf_counter() < self.until else None
        if request is None:
            self.transport.close()
            return
        self.buffer, self.sent = b"", time.perf_counter()
        self.transport.write(request)

    def data_received(self, data):
        self.buffer += data
        head, found, body = self.buffer.partition(b"\r\n\r\n")
        if found and _whole(head.lower(), body):
            self.times.append(time.perf_counter() - self.sent)
            self.bad += not (head[9:12] < b"400")
            self.size = len(body)
            self._next()

    def connection_lost(self, _error):
        if not self.done.done():
            self.done.set_result(self)


def _whole(head, body):
    if b"transfer-encoding: chunked" in head:
        return body.endswith(b"0\r\n\r\n")
    length = head.partition(b"content-length:")[2].split(b"\r\n")[0].strip()
    return len(body) >= int(length or 0)


async def _run(port, streams, seconds):
    loop = asyncio.get_running_loop()
    until, waiting = time.perf_counter() + seconds, []
    for stream in streams:
        done = loop.create_future()
        await loop.create_connection(lambda s=stream, d=done: _Connection(s, until, d), "127.0.0.1", port)
        waiting.append(done)
    return await asyncio.gather(*waiting)


def measure(port, requests, connections, seconds, repeat):
    """Send these raw requests over so many connections for so long; `repeat` starts over at the end of the list."""
    shares = [requests[n::connections] for n in range(connections)]
    streams = [cycle(share) if repeat else islice(share, None) for share in shares if share]
    start = time.perf_counter()
    ended = asyncio.run(_run(port, streams, seconds))
    took = time.perf_counter() - start
    times = sorted(t for connection in ended for t in connection.times)
    if not times:
        return Measured(0, 0, 0, 1, 0)
    return Measured(
        rate=len(times) / took,
        p50=times[len(times) // 2] * 1000,
        p99=times[min(len(times) - 1, int(len(times) * 0.99))] * 1000,
        bad=sum(connection.bad for connection in ended),
        bytes=max(connection.size for connection in ended),
    )


def get(path, cookie=""):
    """A raw GET as a browser sends it."""
    extra = f"Cookie: sid={cookie}\r\n" if cookie else ""
    return f"GET {path} HTTP/1.1\r\nHost: 127.0.0.1\r\nAccept-Encoding: gzip\r\n{extra}\r\n".encode()


def post(path, body, cookie="", htmx=False):
    """A raw POST from our own page."""
    lines = [f"POST {path} HTTP/1.1", "Host: 127.0.0.1", "Sec-Fetch-Site: same-origin", "Accept-Encoding: gzip"]
    lines += ["Content-Type: application/x-www-form-urlencoded", f"Content-Length: {len(body)}"]
    lines += [f"Cookie: sid={cookie}"] if cookie else []
    lines += ["HX-Request: true", "HX-Request-Type: partial"] if htmx else []
    return ("\r\n".join(lines) + "\r\n\r\n" + body).encode()
