"""Visitors who cost a server most: some drip, some ask for much and do not read, some upload; and guests beside them."""

import asyncio
import json
import os
import random
import secrets
import sys
import time
from contextlib import asynccontextmanager, suppress
from io import BytesIO

from PIL import Image

from bench import load
from ideas.ballots.publication.publication import Publication
from ideas.rounds.round import Round
from kernel.database import db, transaction

LARGE = 60_000_000
GUESTS = 4


class Crowd:
    """So many who drip, who do not read, and members who upload about 5 MB each."""

    def __init__(self, ground, port, drips, idlers, uploads):
        self.ground, self.port = ground, port
        self.drips, self.idlers, self.uploads = drips, idlers, uploads
        self.given_up, self.stored = 0, []

    async def while_guests_visit(self, seconds):
        """All of them at once for so long, and until all is uploaded; returns the seconds each of the guests' visits took."""
        uploading = [asyncio.ensure_future(self._upload(member)) for member in self.ground.members[: self.uploads]]
        slow = [asyncio.ensure_future(self._drip()) for _ in range(self.drips)]
        slow += [asyncio.ensure_future(self._ask_for_much()) for _ in range(self.idlers)]
        command = [sys.executable, "-m", "tests.prove.slow", str(self.port), str(seconds), self.ground.slug]
        guests = await asyncio.create_subprocess_exec(*command, stdout=asyncio.subprocess.PIPE)
        told, _ = await guests.communicate()
        self.stored = await asyncio.gather(*uploading)
        for one in slow:
            one.cancel()
        await asyncio.gather(*slow, return_exceptions=True)
        return json.loads(told)

    async def _drip(self):
        head = b"POST /sign-in HTTP/1.1\r\nHost: 127.0.0.1\r\nContent-Length: 2000\r\n\r\n"
        while True:
            with suppress(OSError):
                async with _line(self.port) as (reader, writer):
                    writer.write(head)
                    while not reader.at_eof():
                        writer.write(b"a")
                        with suppress(TimeoutError):
                            told = await asyncio.wait_for(reader.read(1000), 2)
                            self.given_up += told.startswith(b"HTTP/1.1 408 ")

    async def _ask_for_much(self):
        async with _line(self.port, limit=1) as (_, writer):
            writer.write(f"GET /rounds/{self.ground.slug}/ballots.json HTTP/1.1\r\nHost: 127.0.0.1\r\n\r\n".encode())
            await asyncio.Event().wait()  # with a few bytes read, and never another

    async def _upload(self, member):
        token, cookie = self.ground.tokens[member], self.ground.cookies[member]
        fields = {"csrf_token": token, "once": secrets.token_hex(16), "name": f"Uploader {member}", "about": ""}
        body = b"".join(
            b'--x\r\nContent-Disposition: form-data; name="%s"\r\n\r\n%s\r\n' % (name.encode(), value.encode())
            for name, value in fields.items()
        )
        body += b'--x\r\nContent-Disposition: form-data; name="picture"; filename="a.png"\r\nContent-Type: image/png\r\n\r\n'
        body += NOISE + b"\r\n--x--\r\n"
        lines = ["POST /settings HTTP/1.1", "Host: 127.0.0.1", "Sec-Fetch-Site: same-origin", f"Cookie: sid={cookie}"]
        lines += ["Content-Type: multipart/form-data; boundary=x", f"Content-Length: {len(body)}", "Connection: close"]
        async with _line(self.port) as (reader, writer):
            writer.write("\r\n".join([*lines, "", ""]).encode() + body)
            await writer.drain()
            return (await reader.read())[9:12]


@asynccontextmanager
async def _line(port, **how):
    reader, writer = await asyncio.open_connection("127.0.0.1", port, **how)
    try:
        yield reader, writer
    finally:
        writer.transport.abort()


def _noise():
    """A picture of 5 MB: what cannot be compressed."""
    file = BytesIO()
    Image.frombytes("RGB", (1290, 1290), random.Random(1).randbytes(1290 * 1290 * 3)).save(
        file, "PNG", compress_level=0
    )
    return file.getvalue()


NOISE = _noise()


def publish_much(ground):
    """Let the ground's ballot have files that no socket can swallow."""
    digest = secrets.token_hex(32)
    with ground.app.app_context():
        round = db.session.query(Round).filter_by(slug=ground.slug).one()
        with transaction() as session:
            files = {"ballots.json": ["0" * 64, LARGE]}
            facts = {"result": {"digest": digest}}
            session.add(
                Publication(round_id=round.id, ballots=9, minimum=1, facts=facts, checkpoint_size=1, files=files)
            )
        db.session.remove()
        db.engine.dispose()
    folder = ground.file.parent / "published" / digest
    folder.mkdir(parents=True)
    (folder / "ballots.json").write_bytes(b"[" + os.urandom(LARGE - 1))


async def _visit(port, seconds, slug):
    """Guests who go from page to page; the seconds each page took."""
    took, ends = [], time.monotonic() + seconds

    async def guest(first):
        place = first
        while time.monotonic() < ends:
            path = ("/", f"/rounds/{slug}", "/products", "/search?q=rain", "/forums")[place % 5]
            begun = time.monotonic()
            async with _line(port) as (reader, writer):
                writer.write(load.get(path).replace(b"\r\n\r\n", b"\r\nConnection: close\r\n\r\n"))
                told = await reader.read()
            took.append(time.monotonic() - begun)
            assert told[9:10] in (b"2", b"3"), told[:200]
            place += 1
            await asyncio.wait([asyncio.get_running_loop().create_future()], timeout=0.05)

    await asyncio.gather(*(guest(place) for place in range(GUESTS)))
    return took


if __name__ == "__main__":
    sys.stdout.write(json.dumps(asyncio.run(_visit(int(sys.argv[1]), float(sys.argv[2]), sys.argv[3]))))
