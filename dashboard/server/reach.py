"""Who can reach the server: this machine alone, or others too, who then have to be meant.

In: the address to listen on, and whether ``--open`` was given. Out: nothing, or the one line with which the program
refuses to start. The app has no login: whoever reaches it reads every article.
"""

from __future__ import annotations

import ipaddress
import os

SETTING = "OPEN_ACCESS"
REFUSAL = (
    "At --address {address} every machine that reaches this one could read every article in the store: the app has no "
    "login. Add --open (or set OPEN_ACCESS=on) when that is meant; else leave the address out, or put a reverse proxy "
    "with a login before it (docs/operations.md)."
)


class NotMeant(Exception):
    """Others would be let in and nobody said that they may; the message is one line."""


def only_this_machine(address: str) -> bool:
    """Whether nobody else reaches what listens at this address; an empty one means every address of the machine."""
    if address.lower() == "localhost":
        return True
    try:
        return ipaddress.ip_address(address).is_loopback
    except ValueError:
        return False


def check(address: str, *, is_open: bool = False) -> None:
    """Let the program start, or not.

    Raises
    ------
    NotMeant
        Others reach this address, and neither `is_open` nor ``OPEN_ACCESS`` says that they may.
    """
    said = is_open or os.environ.get(SETTING, "").strip().lower() in ("1", "on", "yes", "true")
    if not said and not only_this_machine(address):
        raise NotMeant(REFUSAL.format(address=address or "(none, which means all)"))
