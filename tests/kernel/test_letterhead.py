"""What a mail server and a mail reader see of a letter, byte by byte."""

import pytest

from kernel.mail import send
from tests.post_offices import mail_to

STOP = "https://community.a-rather-long-name-of-a-brand.example.org/letters/stop/" + "a1-B_" * 30


@pytest.fixture
def posted(lite_app, smtp):
    """Send a letter to that address and have its bytes."""

    def raw(to="reader@people.example", sender="hello@osier.example"):
        before = lite_app.config["MAIL_FROM"]
        with mail_to(lite_app, smtp.url):
            lite_app.config["MAIL_FROM"] = sender
            send("witness", to=to, key="letterhead:1", stop_url=STOP, url="/")
            lite_app.config["MAIL_FROM"] = before
        return smtp.letters[-1].raw.replace(b"\r\n", b"\n")

    return raw


def test_the_link_that_unsubscribes_is_one_plain_line(posted):
    lines = posted().split(b"\n")
    assert f"List-Unsubscribe: <{STOP}>".encode() in lines
    assert b"List-Unsubscribe-Post: List-Unsubscribe=One-Click" in lines


def test_a_letters_own_name_is_one_plain_line_however_long_the_domain(posted):
    domain = "post." + "a-very-long-name." * 6 + "example"
    (line,) = [line for line in posted(sender=f"hello@{domain}").split(b"\n") if line.startswith(b"Message-ID")]
    assert line.endswith(f"@{domain}>".encode())
    assert line.startswith(b"Message-ID: <")


def test_a_letter_says_that_a_machine_wrote_it(posted):
    lines = posted().split(b"\n")
    assert b"Auto-Submitted: auto-generated" in lines
    assert b"X-Auto-Response-Suppress: All" in lines


def test_a_domain_in_any_script_goes_out_in_ascii(posted, smtp):
    raw = posted(to="anna@bücher.example", sender="Korbmöbel <hello@körbe.example>")
    assert smtp.letters[-1].sent_to == ["anna@xn--bcher-kva.example"]
    assert b"To: anna@xn--bcher-kva.example" in raw
    assert b"<hello@xn--krbe-5qa.example>" in raw


def test_a_long_name_in_any_script_is_read_back_as_it_is(posted, smtp):
    name = "Flechtwerk, Söhne & Töchter — seit 1870 in Lichtenfels am oberen Main"
    posted(sender=f'"{name}" <hello@osier.example>')
    (sender,) = smtp.letters[-1]["From"].addresses
    assert (sender.display_name, sender.addr_spec) == (name, "hello@osier.example")
