"""What a name may not pass for: an address, an account, the site's own voice, the brand, or somebody of its staff."""

import pytest

from kernel.rules import RuleBroken
from members.accounts.brand_voice import reads_like_brand
from members.accounts.naming import fit_name
from members.accounts.voice import reads_like_person


@pytest.mark.parametrize(
    "name",
    [
        "Visit http://evil.example/win now",
        "support@osier-ash.example",
        "evil.example",
        "ev1l.com!",
        "Maya (evil.shop)",
        "www.evil",
        "bit.ly/x",
        "t.me/abc",
        "anna.de",
        "evil。com",
        "evil．com",
        "пример.рф",
        "maya @ evil.com",
        "wa.me",
        "evil.life pay here",
        "192.168.0.1",
        "Maya (10.0.0.7)",
        "evil.zip",
        "evil.today",
        "evil.cfd",
        "evil.rest",
        "evil.sbs",
        "evil.bank",
        "evil.cash",
        "evil.money",
        "evil.services",
        "evil.finance",
        "evil.shopping",
        "evil.сfd",
        "evil.c\u200dom",
        "evil .com",
        "http:evil.cfd",
        "http:evil",
        "[::1]",
        "2001:db8:0:0:1",
        "evil.notyetthere pay here",
        "Maya evil.notyetthere",
        "Dr.com",
        "a.b.evil.zip",
        "evil.com-pay",
        "evil.онлайн",
        "mailto:maya",
    ],
)
def test_a_name_is_no_address(name):
    with pytest.raises(RuleBroken, match="address"):
        fit_name(name)


@pytest.mark.parametrize(
    "name",
    [
        "Staff Team",
        "Inés Duarte (staff)",
        "Moderator team",
        "adm1n",
        "5taff",
        "$taff",
        "staff99",
        "S t a f f",
        "S.T.A.F.F.",
        "The_Official_One",
        "MayaSupport",
        "suppoгt desk",
        "Αdmin Maya",
        "Модератор Оля",
        "客服小李",
        "Payments",
        "Refund Maya",
        "Helpline",
        "CEO",
        "Ada, CEO",
        "Founder",
        "Verified account",
        "Maya (verified)",
        "Moderación",
        "Moderação",
        "Administración",
        "Amministratore",
        "Beheerder",
        "Verwaltung",
        "Assistenza",
        "Klantenservice",
        "Obsługa klienta",
        "Ügyfélszolgálat",
        "Служба поддержки",
        "Ylläpito",
        "Moderatör",
        "Mods",
        "Modteam",
        "rnoderator",
        "Sta ff",
        "Sup port",
        "Ad min",
        "Ad min Maya",
        "Adminn",
        "Stafff",
        "El equipo",
        "ᴀᴅᴍɪɴ",
        "🇦🇩🇲🇮🇳 2",
        "🅰🅳🅼🅸🅽 2",
    ],
)
def test_no_name_holds_a_title_as_a_word(name):
    with pytest.raises(RuleBroken, match="own voice"):
        fit_name(name)


@pytest.mark.parametrize(
    "name",
    [
        "Customer service",
        "Refund desk",
        "Accounts department",
        "Help desk",
        "Help desk 24",
        "Site owner",
        "System message",
        "Treasurer",
        "Tesoriere",
        "Gründer",
        "Customer care",
        "The Bank Account",
        "Customer-Care",
        "Servicio al cliente",
        "Service clients",
        "Bank transfer",
        "customerservice",
        "Accounts",
    ],
)
def test_no_name_is_made_of_words_of_business_alone(name):
    with pytest.raises(RuleBroken, match="own voice"):
        fit_name(name)


@pytest.mark.parametrize(
    "name",
    [
        "Pay to DE02120300000000202051",
        "DE02 1203 0000 0000 2020 51",
        "GB29NWBK60161331926819",
        "Call +49 170 1234567",
        "4111-1111-1111-1111",
        "bc1qar0srrr7xfkvy5l643lydnw9re59gtzzwf5mdq",
    ],
)
def test_a_name_is_no_account_and_no_telephone(name):
    with pytest.raises(RuleBroken, match="number") as broken:
        fit_name(name)
    assert broken.value.field == "name"


@pytest.mark.parametrize(
    ("brand", "names"),
    [
        (
            "Osier & Ash",
            "Osier et Ash, Osier y Ash, Osier 'n' Ash, Osier und Ash, Osier og Ash, Osier with Ash, OsierNAsh, Ash & Osier, "
            "Ash Osier, Ossier & Ash, Osier & Aash, Osier Workshop, Osier, OSIER, Osier 2, OsierPay, osierpayments, "
            "Buchhaltung Osier, Osierash Zahlungen, Osier Rechnung, Osier Bank, Osier Atelier, Osier Pagos, "
            "Osier Facturation, Ösier Betaling, 🇴🇸🇮🇪🇷 & Ash, ᴏsɪᴇʀ & ᴀsʜ",
        ),
        ("Commonmade", "Commonmade Payments, Commonmade Bank, Cornmonmade, Comonmade Help"),
        ("Marina", "Marina Bank, Rnarina, Marina Zahlungen"),
        ("The Wicklovv Studio", "Wicklow, Wicklow Pagamenti, The Wicklow"),
        (
            "Osier & Ash",
            "Osier & Ash, osier and ash, OsierAsh, OSIERANDASH, Osier-Ash, Оsіеr & Аѕh, 0sier & 4sh, Osier & Ash Berlin, "
            "osierashhelp, osier&ash2026, The Osier & Ash",
        ),
        ("Marina", "marina, Marina 2, Marina Help, marinashop"),
        ("Commonmade", "Commonmade Berlin, thecommonmade, CommonMade"),
        ("木の家", "木の家, 木の家 2"),
    ],
)
def test_what_reads_like_the_brand(brand, names):
    assert [name for name in names.split(", ") if not reads_like_brand(name, brand)] == []


@pytest.mark.parametrize(
    ("brand", "name"),
    [
        ("Osier & Ash", "Ash Silva"),
        ("Osier & Ash", "M. Osier"),
        ("Osier & Ash", "Ash"),
        ("Anna & Oak", "Anna"),
        ("Anna & Oak", "Anna Bank"),
        ("The Green House", "Green"),
        ("The Green House", "The House"),
        ("Marina", "Marina Silva"),
        ("Marina", "Marinaro"),
        ("&", "x"),
    ],
)
def test_what_only_shares_a_word_with_the_brand_does_not(brand, name):
    assert not reads_like_brand(name, brand)


@pytest.mark.parametrize(
    "name",
    ["Ada Whitlock.", "~Ada Whitlock~", "Аԁа Ԝһіtlосk", "Whitlock, Ada", "Ada M. Whitlock", "AdaWhitlock", "Ada Whitlock 2",
     "Ada Whitlock2", "A d a Whitlock", "The real Ada Whitlock", "Ada VVhitlock", "ᴀᴅᴀ ᴡʜɪᴛʟᴏᴄᴋ", "🇦🇩🇦 Whitlock",
     "Acla Whitlock", "🅐🅓🅐 Whitlock", "Ada Whit lock"],
)  # fmt: skip
def test_what_reads_like_somebody_of_the_staff(name):
    assert reads_like_person(name, "Ada Whitlock")
