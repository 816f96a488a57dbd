"""Names and passwords, as tables."""

import pytest

from kernel.rules import RuleBroken
from members.accounts.brand_voice import reads_like_brand
from members.accounts.naming import fit_name, folded, tidy
from members.accounts.password import fit_password
from members.accounts.voice import reads_like_person
from members.sessions.going_back import own_path
from tests.members.people_everywhere import BORNE

SAME = [
    ("Maya", "MAYA"),
    ("Maya", "Máya"),
    ("Maya", "Мауа"),
    ("paypal", "рауpаl"),
    ("Zoe", "ZΟE"),
    ("Lo", "10"),
    ("A B", "a\u00a0 b"),
    ("ab", "a\u200db"),
    ("ﬁne", "fine"),
    ("lnés Duarte", "Inés Duarte"),
    ("\u04c0nés Duarte", "Inés Duarte"),
    ("\u04cfnés Duarte", "Inés Duarte"),
    ("\ua4f2nés Duarte", "Inés Duarte"),
    ("|nés Duarte", "Inés Duarte"),
    ("1nés Duarte", "Inés Duarte"),
    ("Duɑrte", "Duarte"),
    ("Duaгte", "Duarte"),
    ("Inɛs", "Ines"),
    ("Аԁа Ԝһіtlосk", "Ada Whitlock"),
    ("ΑΝΝΑ", "Anna"),
    ("ᏞᎥꓡꓬ", "Lily"),
    ("Ada\ufe0f", "Ada"),
    ("Ada\u3164", "Ada"),
    ("مُحَمَّد", "محمد"),
    ("Νίκος", "νίκος"),
    ("ᴀᴅᴀ ꜱᴍɪᴛʜ", "Ada Smith"),
    ("🇦🇩🇦", "Ada"),
]
OTHERS = [
    ("Maya", "Mayo"),
    ("が", "か"),
    ("李明", "李鸣"),
    ("Sam5", "Sams"),
    ("محمد", "محمود"),
    ("Arnold", "Amold"),
    ("Bernd", "Bemd"),
    ("Clara", "Dara"),
    ("Savvas", "Sawas"),
]


@pytest.mark.parametrize(("one", "other"), SAME)
def test_spellings_of_one_name(one, other):
    assert folded(one) == folded(other)


@pytest.mark.parametrize(("one", "other"), OTHERS)
def test_names_that_only_look_somewhat_alike_are_two(one, other):
    assert folded(one) != folded(other)


@pytest.mark.parametrize("name", ["李明", "محمد", "Ødegård", "J.-P. d'Arc", "🦊 Fox", "x", "नमस्ते", "a" * 60])
def test_names_of_all_scripts_are_welcome(name):
    assert fit_name(name) == tidy(name)


def test_names_that_people_bear_are_welcome():
    assert [name for name in BORNE if fit_name(name) != tidy(name)] == []
    brands = ("Osier & Ash", "Commonmade")
    assert [name for name in BORNE for brand in brands if reads_like_brand(name, brand)] == []
    assert [name for name in BORNE if reads_like_brand(name, "Marina")] == []
    assert [name for name in BORNE if reads_like_person(name, "Ada Whitlock")] == []


def test_no_two_of_them_are_taken_for_one_name():
    assert len(BORNE) >= 200
    assert len({folded(name) for name in BORNE}) == len(BORNE)


@pytest.mark.parametrize(
    "name",
    [
        "\u115f",
        "\u1160\u1160",
        "\u3164",
        "\uffa0",
        "\u2800\u2800\u2800",
        "\u200d",
        "\ufe0f",
        "\U000e0100",
        "\u034f",
        "\ufffc",
    ],
)
def test_a_name_that_nobody_can_see_is_none(name):
    with pytest.raises(RuleBroken) as broken:
        fit_name(name)
    assert broken.value.field == "name"


@pytest.mark.parametrize("name", ["", " ", "\u202e", "🦊", "a" * 61, "Admin", "commonmade", "someone  who left", "́"])
def test_names_that_nobody_can_have(name):
    with pytest.raises(RuleBroken) as broken:
        fit_name(name)
    assert broken.value.field == "name"


@pytest.mark.parametrize(
    "password",
    [
        "short",
        "123456789",
        "1234567890",
        "abcdefghijkl",
        "aaaaaaaaaaaa",
        "abababababab",
        "abcabcabcabc",
        "Password123!",
        "manchester",
        "basketball2024",
        "qwertyuiop",
        "maja-lind-1",
        "commonmade1!",
        "0987654321",
        "9876543210",
        "abcabcabcd",
        "letmein2026!",
        "p@ssw0rd2026",
        "qpwoeiruty",
        "1q2w3e4r5t6y7u8i",
        "yxcvbnmasd",
        "йцукенгшщз",
        "acegikmoqs",
        "nimdarotartsinimda",
        "sommerregen",
        "blue.sky.1990",
        "+44 7700 900123",
        "mila19900517",
        "dnilajam2026",
        "x" * 201,
    ],
)
def test_passwords_that_would_be_tried_first(password):
    with pytest.raises(RuleBroken) as broken:
        fit_password(password, "maja-lind", "maja", "commonmade")
    assert broken.value.field == "password"


@pytest.mark.parametrize("password", ["linen oak and lamp", "kT9#vv2pQx", "ночь улица фонарь", "密码是一只猫和一盏灯"])
def test_passwords_that_are_fit(password):
    fit_password(password, "maja-lind")


@pytest.mark.parametrize(
    ("wanted", "path"),
    [
        ("/rounds/spring?page=2#x", "/rounds/spring?page=2#x"),
        (None, "/"),
        ("", "/"),
        ("//evil.example", "/"),
        ("/\\evil.example", "/"),
        ("/\\/evil", "/"),
        ("https://evil.example/", "/"),
        ("javascript:alert(1)", "/"),
        ("/\tevil", "/"),
        ("/a\r\nSet-Cookie: x=y", "/"),
        ("rounds", "/"),
        ("/" + "a" * 3000, "/"),
    ],
)
def test_one_goes_back_to_our_own_pages_only(wanted, path):
    assert own_path(wanted) == path
