"""A real SMTP server that keeps what it receives, and can refuse it."""

import socket
from email import message_from_bytes, policy

import pytest
from aiosmtpd.controller import Controller

from kernel.outbox import deliver_waiting


class Mailbox:
    """Letters as they arrived, newest last. Set `answer` to refuse the next ones."""

    def __init__(self):
        self.letters = []
        self.answer = "250 OK"

    async def handle_DATA(self, server, session, envelope):
        """Called by aiosmtpd for each letter."""
        if self.answer.startswith("250"):
            letter = message_from_bytes(envelope.content, policy=policy.default)
            letter.sent_to, letter.raw = envelope.rcpt_tos, envelope.content
            self.letters.append(letter)
        return self.answer

    def to(self, address):
        """Letters to this address."""
        return [letter for letter in self.letters if address in letter.sent_to]

    def words_to(self, member):
        """The words of each letter to this member, once all that waits is delivered."""
        deliver_waiting()
        return [letter.get_body(("plain",)).get_content() for letter in self.to(member.email)]


@pytest.fixture
def smtp():
    """A server on a free port; `smtp.url` goes into MAIL_URL."""
    box = Mailbox()
    with socket.create_server(("127.0.0.1", 0)) as probe:
        port = probe.getsockname()[1]
    controller = Controller(box, hostname="127.0.0.1", port=port)
    controller.start()
    box.url = f"smtp://127.0.0.1:{port}"
    yield box
    controller.stop()


@pytest.fixture
def mailbox(app, smtp):
    """The same, with the site's letters already going there."""
    before = app.config["MAIL_URL"]
    app.config["MAIL_URL"] = smtp.url
    yield smtp
    app.config["MAIL_URL"] = before
