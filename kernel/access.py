"""Each route declares exactly one access; start-up refuses a route that declares none, so nothing is open by forgetting.

What would hurt most in a thief's hands also asks who is there to have proven it lately: @freshly_proven, below the access.
"""

from __future__ import annotations

from collections.abc import Callable
from enum import StrEnum
from functools import wraps
from typing import Any, TypeVar

from flask import Flask, current_app, g, has_request_context
from flask_login import current_user

from kernel.policy import CONFIRM, SUSPENDED, Refused

View = TypeVar("View", bound=Callable[..., Any])


class Access(StrEnum):
    """Who may call a route at all; what they may do to a thing there is the policies' business."""

    PUBLIC = "public"
    SIGNED_IN = "signed in"
    MEMBERS = "members"
    STAFF = "staff"
    ADMIN = "admin"
    MACHINE = "machine"


class SignInFirst(Exception):  # noqa: N818
    """A guest asked for something that needs an account: answered with the sign-in page, keeping what was typed."""


class ProveFirst(Exception):  # noqa: N818
    """Who is signed in gives their password again before this: asked for on a page that keeps what was typed."""

    def __init__(self, purpose: str, mistaken: str = "") -> None:
        super().__init__(purpose)
        self.purpose = purpose
        self.mistaken = mistaken


def viewer() -> Any:
    """The person who makes this request, None for a guest or a letter. Routes hand it down; nothing below calls it."""
    if not has_request_context():
        return None
    if "viewer" not in g:
        g.viewer = current_user._get_current_object() if current_user.is_authenticated else None
    return g.viewer


def _check(access: Access) -> None:
    if access in (Access.PUBLIC, Access.MACHINE):
        return
    person = viewer()
    if person is None:
        raise SignInFirst
    if access is Access.SIGNED_IN:
        return
    if person.is_suspended:
        raise Refused(SUSPENDED)
    if not person.is_confirmed:
        raise Refused(CONFIRM)
    if access is Access.STAFF and not person.is_staff:
        raise Refused("This page is for the brand's staff.")
    if access is Access.ADMIN and not person.is_admin:
        raise Refused("This page is for administrators.")


def _mark(access: Access) -> Callable[[View], View]:
    def decorate(view: View) -> View:
        @wraps(view)
        def guarded(*args: Any, **kwargs: Any) -> Any:
            _check(access)
            return view(*args, **kwargs)

        guarded.access = access  # type: ignore[attr-defined]
        return guarded  # type: ignore[return-value]

    return decorate


public = _mark(Access.PUBLIC)
signed_in = _mark(Access.SIGNED_IN)
members_only = _mark(Access.MEMBERS)
staff_only = _mark(Access.STAFF)
admin_only = _mark(Access.ADMIN)
machine = _mark(Access.MACHINE)


def require_proof(purpose: str) -> None:
    """Go on only when this session was proven lately, or proves itself now. Raises ProveFirst; call it before transaction()."""
    viewer()  # loads the session, which says whether it is fresh
    if not g.get("session_is_fresh"):
        current_app.extensions["prove"](purpose)


def freshly_proven(purpose: str) -> Callable[[View], View]:
    """Ask for the password before this act unless it was given lately. `purpose` ends "You are about to …"."""

    def decorate(view: View) -> View:
        if hasattr(view, "access"):
            raise TypeError(
                "declare the access above @freshly_proven: who may not do it at all is not asked for a password"
            )

        @wraps(view)
        def proven(*args: Any, **kwargs: Any) -> Any:
            require_proof(purpose)
            return view(*args, **kwargs)

        proven.asks_for_proof = purpose  # type: ignore[attr-defined]
        return proven  # type: ignore[return-value]

    return decorate


def refuse_undeclared(app: Flask) -> None:
    """Raise at start-up when any route lacks its access mark."""
    bare = sorted(name for name, view in app.view_functions.items() if not hasattr(view, "access"))
    if bare:
        raise RuntimeError(f"routes without a declared access: {', '.join(bare)}")
