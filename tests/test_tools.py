"""The real components of the tests answer: Chromium, SMTP, axe and the HTML checker."""

import smtplib
from email.message import EmailMessage

from tests.auditing import axe_faults, html_faults


def test_chromium_opens_the_site_and_axe_judges_it(window):
    page = window()
    page.goto("/health")
    assert page.content()
    page.set_content("<html lang=en><title>x</title><main><h1>x</h1><img src='data:,'></main>")
    assert "image-alt" in axe_faults(page)[0]
    page.complaints.clear()


def test_letters_arrive_by_smtp(smtp):
    letter = EmailMessage()
    letter["Subject"], letter["From"], letter["To"] = "Grüße", "a@b.example", "c@d.example"
    letter.set_content("Hello")
    host, port = smtp.url.removeprefix("smtp://").split(":")
    with smtplib.SMTP(host, int(port)) as server:
        server.send_message(letter)
    assert smtp.to("c@d.example")[0]["Subject"] == "Grüße"


def test_the_html_checker_judges(tmp_path):
    (tmp_path / "bad.html").write_text("<!doctype html><html lang=en><title>x</title><p><div></div>")
    (tmp_path / "good.html").write_text("<!doctype html><html lang=en><title>x</title><p>x")
    assert {fault.split(":")[0] for fault in html_faults(tmp_path)} <= {"bad.html"}
