"""What is asked for when a file is, and what is offered.

In: nothing. Out: records that pass between `dashboard.downloads.files` and the modules that make files.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from typing import TypeVar

from dashboard.address import Opening
from dashboard.downloads.streaming import Write
from dashboard.state import what_if
from dashboard.state.tables import Tables

Value = TypeVar("Value")


class NoSuchFile(ValueError):
    """What a link asks for cannot be given; the message is one line."""


@dataclass(frozen=True)
class Asked:
    """What a link asks for.

    Attributes
    ----------
    tables : Tables
        The state of the store, of all events or of the reviewed ones alone.
    view : Opening
        The view.
    changed : what_if.Key
        The changed numbers of the method, if any.
    page : str
        Address of the page that the file belongs to; empty where it is not known.
    options : mapping of str to str
        What is asked beside the view.
    """

    tables: Tables
    view: Opening
    changed: what_if.Key = ()
    page: str = ""
    options: Mapping[str, str] = field(default_factory=dict)

    def option(self, name: str, among: Mapping[str, Value], of_what: str) -> Value:
        """What an option names among some; the first where it is not given.

        Raises
        ------
        NoSuchFile
            It names none of them.
        """
        word = self.options.get(name) or next(iter(among))
        if word not in among:
            raise NoSuchFile(f"There is no such {name} of {of_what}: known are {', '.join(among)}.")
        return among[word]


@dataclass(frozen=True)
class Offer:
    """A file that can be made: its name, and how it is written."""

    name: str
    write: Write
