"""Changing one's own name, words, picture, zone and language."""

from __future__ import annotations

import re

from sqlalchemy.exc import IntegrityError

from kernel.database import db
from kernel.markup import to_html
from kernel.moments import zones
from kernel.pictures import Picture
from kernel.policy import require
from kernel.rules import RuleBroken
from kernel.uploads import drop_picture
from members.accounts.found import let_find
from members.accounts.free_name import TAKEN, free_name
from members.accounts.member import Member
from members.accounts.naming import folded
from members.profiles.hiding import forget_hidden_name
from members.profiles.policy import may_edit_profile

ABOUT_LENGTH = 2000
LANGUAGE = re.compile(r"[a-z]{2,3}(-[A-Za-z0-9]{2,8}){0,3}", re.ASCII)


def edit_profile(member: Member, name: str, about: str) -> None:
    """Change the name and the words on one's profile. Raises RuleBroken on `name` or `about`."""
    require(may_edit_profile(member))
    rename(member, name)
    if len(about) > ABOUT_LENGTH:
        raise RuleBroken(f"That is {len(about)} characters; {ABOUT_LENGTH} at most.", "about")
    try:
        member.about_html = to_html(about)
    except RuleBroken as broken:
        raise RuleBroken(broken.message, "about") from None
    member.about_source = about
    let_find(member)


def rename(member: Member, name: str) -> None:
    """Another name, if it is free. Raises RuleBroken on `name`."""
    if name == member.name:
        return
    if member.hidden_name is not None and folded(name) == folded(member.hidden_name):
        raise RuleBroken("That name was hidden. Choose another, or object on the page the notice leads to.", "name")
    shown = free_name(name, member.id)
    try:
        with db.session.begin_nested():
            member.name, member.name_folded = shown, folded(shown)
    except IntegrityError:
        raise RuleBroken(TAKEN, "name") from None
    forget_hidden_name(member)


def choose_picture(member: Member, picture: Picture | None) -> None:
    """Another face, or none; the one before is forgotten. `picture` comes from kernel.uploads.store_picture."""
    require(may_edit_profile(member))
    if picture is not None:
        db.session.add(picture)
        db.session.flush()
    old = db.session.get(Picture, member.picture_id) if member.picture_id else None
    member.picture_id = picture.id if picture else None
    member.picture_key = picture.key if picture else None
    db.session.flush()
    if old is not None:
        drop_picture(old)


def choose_place(member: Member, zone: str, language: str) -> None:
    """The zone that times are shown in, and the language the member writes. Raises RuleBroken."""
    if zone not in zones():
        raise RuleBroken("Choose a zone from the list.", "zone")
    if not LANGUAGE.fullmatch(language) or len(language) > 35:
        raise RuleBroken("Choose a language from the list.", "language")
    member.zone, member.language = zone, language
