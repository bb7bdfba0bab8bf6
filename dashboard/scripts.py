"""The scripts and styles that go to the browser, read from the folders of `dashboard/`."""

from __future__ import annotations

from pathlib import Path

FOLDER = Path(__file__).parent


def joined(*names: str) -> str:
    """The files of these names, one after the other.

    Parameters
    ----------
    *names : str
        Paths below ``dashboard/``, such as ``map/dom.js``.

    Raises
    ------
    OSError
        A file is missing.
    """
    return "\n".join((FOLDER / name).read_text(encoding="utf-8") for name in names)
