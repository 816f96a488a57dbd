"""Who speaks for the site: its titles, the brand and the people it employs. No other name may read like one of them."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator

from members.accounts.lookalikes import fold

# Nobody can be called just this.
OFFICIAL = """admin administrator mod moderator staff steward support help root system owner team official security
abuse postmaster webmaster hostmaster info contact billing press legal privacy commonmade anonymous guest nobody
everyone member deleted unknown null none undefined me you self brand site service noreply"""
# And this no name holds as a word: nobody is born with it.
TITLES = """admin admins administrator administrators administration administratorin administrateur administrador
moderator moderators moderation moderatorin moderateur moderador staff team teams official support helpdesk
webmaster postmaster hostmaster sysadmin superuser noreply kundendienst kundenservice soporte
админ администратор администрация модератор поддержка техподдержка διαχειριστης υποστηριξη"""
WITHOUT_BLANKS = "管理员 管理員 管理人 客服 官方 运营 運営 公式 관리자 운영자 고객센터 공식"
# What is put beside the brand's name or run together with it to sound like it.
BESIDE = """the by of from for at your our help care desk shop store online hq hub group pay payment payments billing
refund refunds service services customer customers account accounts security news office contact info legal press
community club web site app gmbh ag kg inc ltd llc co com org net ceo boss owner founder manager mod mods bot"""
LEET = str.maketrans({"@": "a", "4": "a", "3": "e", "$": "s", "5": "s", "7": "t", "!": "l", "+": "t"})
WORD = re.compile(r"[^\W_]+")
HANGING = re.compile(r"(?<=[^\W\d_])\d+(?![^\W\d_])")  # digits behind a word
HUMP = re.compile(r"(?<=[a-z])(?=[A-Z])")
CERTAIN = 8  # letters from which a brand of one word is taken for the brand whatever stands beside it
_TITLES = frozenset(fold(word) for word in TITLES.split())
_BESIDE = _TITLES | {fold(word) for word in f"{BESIDE} {OFFICIAL}".split()}


def words_of(name: str) -> list[str]:
    """Its folded words without "and"; letters set apart one by one are read together, as they are seen."""
    words: list[str] = []
    apart = False
    for word in WORD.findall(fold(HUMP.sub(" ", name))):
        if apart and len(word) == 1:
            words[-1] += word
        else:
            words.append(word)
        apart = len(word) == 1
    return [word for word in words if word not in ("and", "und")]


def is_the_sites_voice(name: str) -> bool:
    """Whether a title such as staff or support stands in it as a word, also with digits or signs for letters."""
    if any(word in name for word in WITHOUT_BLANKS.split()):
        return True
    return any(_TITLES.intersection(words) for words in _readings(name))


def _readings(name: str) -> Iterator[list[str]]:
    """Its words as they stand, with signs taken for letters, and without the digits that hang on a word."""
    yield from (words_of(spelt) for spelt in (name, name.translate(LEET), HANGING.sub("", name)))


def reads_like_brand(name: str, brand: str) -> bool:
    """Whether it is the brand's name, in whatever spelling, or holds it beside what a brand is called with."""
    theirs = words_of(brand)
    return bool(theirs) and any(_holds_brand(words, theirs) for words in _readings(name))


def _holds_brand(words: list[str], theirs: list[str]) -> bool:
    joined = "".join(theirs)
    if _glued("".join(words), joined) or _glued("".join(words), "and".join(theirs)):
        return True
    places = [at for at in range(len(words)) if words[at : at + len(theirs)] == theirs]
    if places and (len(theirs) > 1 or len(joined) >= CERTAIN):
        return True
    return any(_is_ornament([*words[:at], *words[at + len(theirs) :]]) for at in places)


def _glued(whole: str, brand: str) -> bool:
    before, found, after = whole.partition(brand)
    return bool(found) and all(not rest or _made_of(rest) for rest in (before, after))


def _made_of(letters: str) -> bool:
    """Whether these letters are words such as help or support, one after the other."""
    ends = {0}
    for at in range(len(letters)):
        if at in ends:
            ends |= {at + len(word) for word in _BESIDE if letters.startswith(word, at)}
    return len(letters) in ends


def _is_ornament(words: Iterable[str]) -> bool:
    return all(word in _BESIDE or word[0].isdigit() or len(word) == 1 for word in words)


def reads_like_person(name: str, person: str) -> bool:
    """Whether it is this person's name with ornaments, in another order or with something beside it."""
    theirs = words_of(person)
    return bool(theirs) and any(_holds_person(words, theirs) for words in _readings(name))


def _holds_person(words: list[str], theirs: list[str]) -> bool:
    if "".join(theirs) == "".join(words):
        return True
    if len(theirs) > 1 and any(words[at : at + len(theirs)] == theirs for at in range(len(words))):
        return True
    plain = sorted(word for word in words if len(word) > 1 and not word[0].isdigit())
    return plain == sorted(word for word in theirs if len(word) > 1)
