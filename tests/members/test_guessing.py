"""Passwords that many people choose are refused, also those of a list that the code has not seen; sentences are not."""

import random
import string
import time

import pytest
from zxcvbn.matching import RANKED_DICTIONARIES

from kernel.brand.branding import rebrand
from kernel.database import transaction
from kernel.rules import RuleBroken
from members.accounts import guessing
from members.accounts.granting import grant
from members.accounts.guessing import is_guessed_soon
from members.accounts.member import Role
from members.accounts.password import fit_password
from members.accounts.signing_up import new_secret
from tests.browser import Browser
from tests.cast import a_member
from tests.data import shared

PERSONAL = [
    ("maya.okafor1", ["Maya Okafor", "maya.okafor"]),
    ("Osier&Ash2026", ["Osier & Ash"]),
    ("0fak0r-m4y4", ["Maya Okafor"]),
    ("inesduarte99!", ["Inés Duarte"]),
    ("osier-ash.com", ["osier-ash.example"]),
    ("rofako ayam", ["Maya Okafor"]),
]


def common():
    lines = shared("account_lists/common_passwords_20000.txt").read_text().splitlines()
    return [line.strip() for line in lines if len(line.strip()) >= 10]


def test_common_passwords_are_refused():
    assert [password for password in common() if not is_guessed_soon(password)] == []


def test_nineteen_of_twenty_common_passwords_are_refused_by_code_that_has_no_list_of_them(monkeypatch):
    unseen = common()
    for password in unseen:
        monkeypatch.delitem(RANKED_DICTIONARIES["passwords"], password, raising=False)
    monkeypatch.setattr(guessing, "_known", frozenset)
    refused = [password for password in unseen if is_guessed_soon(password)]
    assert len(unseen) > 400
    assert len(refused) >= 0.95 * len(unseen)


def _passphrases(dice, number, words):
    usual = sorted(word for word in RANKED_DICTIONARIES["english_wikipedia"] if 3 < len(word) < 9 and word.isalpha())
    return [" ".join(dice.sample(usual, words)) for _ in range(number)]


def test_three_or_four_words_and_twelve_random_characters_are_welcome():
    dice = random.Random(20)
    signs = (string.ascii_lowercase + string.digits, string.ascii_letters + string.digits + "!#-_.", "0123456789abcdef")
    honest = [*_passphrases(dice, 70, 3), *_passphrases(dice, 70, 4)]
    honest += ["".join(dice.choices(of, k=12)) for of in signs for _ in range(40)]
    refused = [password for password in honest if is_guessed_soon(password, ["Maya Okafor", "Osier & Ash"])]
    assert len(refused) <= 0.01 * len(honest), refused


@pytest.mark.parametrize(("password", "personal"), PERSONAL)
def test_ones_own_name_address_or_the_sites_in_any_dress_is_refused(password, personal):
    with pytest.raises(RuleBroken):
        fit_password(password, *personal)


def test_the_brands_name_and_the_sites_host_are_known_without_being_told(lite_app):
    ada = a_member("Ada Lindqvist", role=Role.ADMIN)
    with transaction():
        rebrand(ada, "Fern & Vetch", "Made together.", "#ae3b22", "#f0936a")
    with pytest.raises(RuleBroken, match="the site's"):
        new_secret("Fern&Vetch2026")
    with pytest.raises(RuleBroken):
        new_secret("localhost!2026")
    new_secret("fern and vetch by the river")


def test_the_oddest_password_takes_a_moment_only():
    is_guessed_soon("warm up")
    dice = random.Random(3)
    odd = [
        "".join(dice.choices("4@8({[</369&#!1/|0$5+7%2", k=200)),
        "a4@b8c({<e3g69i!|1" * 11,
        "1/1/91" * 33,
        "p4$$w0rd" * 25,
    ]
    for password in odd:
        began = time.process_time()
        is_guessed_soon(password)
        assert time.process_time() - began < 0.5, password


def test_staff_choose_fifteen_characters_where_members_choose_ten():
    fit_password("vexing llama", role=Role.MEMBER)
    with pytest.raises(RuleBroken, match="15 characters"):
        fit_password("vexing llama", role=Role.STAFF)
    with pytest.raises(RuleBroken, match="15 characters"):
        fit_password("vexing llama", role=Role.ADMIN)


def _changes(browser, old, new, status=None):
    page = browser.open("/settings/secrets")
    return page.submit("Set the new password", status=status, current_password=old, password=new)


def test_a_member_who_becomes_staff_chooses_a_longer_password_before_anything_else(lite_app):
    maya = a_member("Maya Okafor", password_hash=new_secret("vexing llama"))
    browser = Browser(lite_app)
    browser.open("/sign-in").submit("Sign in", email=maya.email, password="vexing llama")
    assert browser.open("/settings/sessions").path == "/settings/sessions"
    with transaction():
        grant(None, maya, Role.STAFF)
    page = browser.open("/sign-in").submit("Sign in", email=maya.email, password="vexing llama")
    assert page.path.startswith("/password-reset/")
    assert "15 characters" in page
    assert browser.open("/settings/sessions").path == "/sign-in", "no session before the new password"
    assert "15 characters" in page.submit("Set this password", status=422, password="drowsy heron")
    page.submit("Set this password", password="drowsy heron on stilts")
    browser.open("/sign-in").submit("Sign in", email=maya.email, password="drowsy heron on stilts")
    assert browser.open("/settings/sessions").path == "/settings/sessions"
    assert "15 characters" in _changes(browser, "drowsy heron on stilts", "vexing llama", 422)
