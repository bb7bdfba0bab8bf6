"""The names this server goes by: a request for any other name is not meant for it.

In: what ``--address`` and ``ALLOWED_HOSTS`` name, and a request's Host and Origin. Out: whether it may be answered.

A page on a foreign name that was made to point to this machine (DNS rebinding) reaches the server like any other; the
name in its requests' Host is what tells it apart.
"""

from __future__ import annotations

import ipaddress
import os
import re
import socket

LOOPBACK = ("localhost", "127.0.0.1", "::1")
_HOST = re.compile(r"(\[[0-9a-f:.]+\]|[a-z0-9_.-]+)(?::(\d{1,5}))?", re.ASCII)
_ORIGIN = re.compile(r"(https?)://(.+)", re.ASCII)
_USUAL_PORT = {"http": "80", "https": "443"}


def named_hosts() -> tuple[str, ...]:
    """What ``ALLOWED_HOSTS`` names, in small letters."""
    return tuple(name.lower() for name in re.split(r"[\s,]+", os.environ.get("ALLOWED_HOSTS", "")) if name)


def own_names(address: str) -> frozenset[str]:
    """This machine's names, and the address it was told to listen on. Nobody is asked for them."""
    own = socket.gethostname().lower()
    wildcard = _is_ip(address) and ipaddress.ip_address(address).is_unspecified
    given = () if wildcard or not address else (address.lower(),)
    return frozenset((*LOOPBACK, *filter(None, (own, own.partition(".")[0])), *given))


def name_of(host: str | None) -> str | None:
    """The name in a Host header without its port, brackets and last dot; None when it is none."""
    found = _HOST.fullmatch((host or "").lower())
    return found[1].strip("[]").removesuffix(".") or None if found else None


def is_allowed_host(host: str | None, names: frozenset[str], reached_at: str | None) -> bool:
    """Whether a request's Host is one of the names, or the very IP address that the connection came in at.

    A browser that names an IP address has not been misled by a name.
    """
    name = name_of(host)
    return name is not None and (name in names or (_is_ip(name) and name == reached_at))


def is_allowed_origin(origin: str, host: str, named: tuple[str, ...]) -> bool:
    """Whether the page that asks came from this server: from the Host it names, or from a host in ``ALLOWED_HOSTS``.

    Another program on this machine, at another port, is another origin.
    """
    found = _ORIGIN.fullmatch(origin.lower())
    if not found or name_of(found[2]) is None:
        return False
    usual = f":{_USUAL_PORT[found[1]]}"
    return found[2].removesuffix(usual) == host.lower().removesuffix(usual) or name_of(found[2]) in named


def _is_ip(name: str) -> bool:
    try:
        ipaddress.ip_address(name)
    except ValueError:
        return False
    return True
