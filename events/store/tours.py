"""Tours that briefers make, kept by name.

In: a name and a text. Out: the same. What the text says is left to those who make tours (`dashboard.deck.tour`). A
change is refused when somebody else changed the tour meanwhile. Tours change no score: the store's revision stays.
"""

from __future__ import annotations

from dataclasses import dataclass
from datetime import UTC, datetime

from sqlalchemy import delete, insert, select, update

from events.store.store import Store
from events.store.tables import TOURS


class TourChanged(ValueError):
    """A change that cannot be made to the tour as it stands; the message is one line."""


@dataclass(frozen=True, slots=True)
class KeptTour:
    """A tour as it is kept. `edition` is one more with each change."""

    name: str
    content: str
    edition: int


def names(store: Store) -> list[str]:
    """The names of all tours, in the order of the alphabet."""
    with store.reading() as connection:
        found = connection.execute(select(TOURS.c.name)).scalars().all()
    return sorted(found, key=str.casefold)


def tour(store: Store, name: str) -> KeptTour | None:
    """The tour of this name; None: there is none."""
    wanted = select(TOURS.c.name, TOURS.c.content, TOURS.c.edition).where(TOURS.c.name == name)
    with store.reading() as connection:
        row = connection.execute(wanted).one_or_none()
    return KeptTour(*row) if row else None


def add(store: Store, name: str, content: str) -> None:
    """Keep a new tour.

    Raises
    ------
    TourChanged
        There is a tour of this name.
    StoreError
        The database fails, or can only be read.
    """
    with store.writing(changes=False) as connection:
        _refuse_taken(connection, name)
        connection.execute(insert(TOURS).values(name=name, content=content, edition=1, changed_at=_now()))


def change(store: Store, name: str, edition: int, content: str) -> int:
    """Keep what a tour says now; returns its new edition.

    Raises
    ------
    TourChanged
        Its edition is another by now: somebody else changed it, or removed it.
    StoreError
        The database fails, or can only be read.
    """
    changed = {"content": content, "edition": edition + 1, "changed_at": _now()}
    with store.writing(changes=False) as connection:
        done = connection.execute(update(TOURS).where(TOURS.c.name == name, TOURS.c.edition == edition).values(changed))
        if not done.rowcount:
            raise TourChanged("Somebody else changed this tour meanwhile; it is shown as it is now.")
    return edition + 1


def rename(store: Store, name: str, wanted: str) -> None:
    """Give a tour another name.

    Raises
    ------
    TourChanged
        There is a tour of the wanted name, or none of the old one.
    StoreError
        The database fails, or can only be read.
    """
    with store.writing(changes=False) as connection:
        _refuse_taken(connection, wanted)
        if not connection.execute(update(TOURS).where(TOURS.c.name == name).values(name=wanted)).rowcount:
            raise TourChanged("This tour is not here any more.")


def remove(store: Store, name: str) -> None:
    """Remove a tour; none of that name is none to remove.

    Raises
    ------
    StoreError
        The database fails, or can only be read.
    """
    with store.writing(changes=False) as connection:
        connection.execute(delete(TOURS).where(TOURS.c.name == name))


def _refuse_taken(connection, name: str) -> None:
    if connection.scalar(select(TOURS.c.name).where(TOURS.c.name == name)) is not None:
        raise TourChanged("There is a tour of this name already; choose another.")


def _now() -> datetime:
    return datetime.now(UTC).replace(tzinfo=None)
