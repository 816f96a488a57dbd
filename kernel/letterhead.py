"""The headers of a letter as mail servers want them on the wire: addresses and links in plain ASCII, each link on one line.

A link that is folded or encoded word by word is no link to whoever reads the header: the button to unsubscribe is gone.
"""

from __future__ import annotations

from email.headerregistry import Address
from email.message import EmailMessage
from email.policy import EmailPolicy
from typing import Any

import idna

AS_THEY_ARE = {"list-unsubscribe", "list-unsubscribe-post", "message-id", "auto-submitted"}


class _Unfolded(EmailPolicy):
    """Python's way of writing headers, but for those that hold a link or a name that others match letter for letter."""

    def fold(self, name: str, value: Any) -> str:
        if name.lower() in AS_THEY_ARE:
            return f"{name}: {value}{self.linesep}"
        folded: str = super().fold(name, value)
        return folded

    def fold_binary(self, name: str, value: Any) -> bytes:
        if name.lower() in AS_THEY_ARE:
            return self.fold(name, value).encode("ascii")
        folded: bytes = super().fold_binary(name, value)
        return folded


def empty_letter() -> EmailMessage:
    """A letter that says of itself that a machine wrote it, so that no machine answers it."""
    letter = EmailMessage(policy=_Unfolded())
    letter["Auto-Submitted"] = "auto-generated"
    letter["X-Auto-Response-Suppress"] = "All"
    return letter


def on_the_wire(address: str) -> str:
    """The address with its domain in ASCII, as every mail server takes it; as it is when the domain has no such form."""
    local, at, domain = address.rpartition("@")
    try:
        return f"{local}{at}{ascii_domain(domain)}"
    except idna.IDNAError:
        return address


def ascii_domain(domain: str) -> str:
    """`bücher.example` as `xn--bcher-kva.example`. Raises idna.IDNAError when it cannot be a domain."""
    return domain.lower() if domain.isascii() else idna.encode(domain, uts46=True).decode("ascii")


def from_whom(name: str, address: str) -> Address:
    """The sender's name beside the address."""
    return Address(name, addr_spec=on_the_wire(address))
