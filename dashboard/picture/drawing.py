"""Draws views of the map as pictures, by the map's own modules in a JavaScript engine of this process.

In: a bundle (`dashboard.map.bundle`) and a view. Out: a `Picture`: an SVG with all that belongs to it, and its caption.
The engine (QuickJS) reaches no file and no network: it gets a bundle and a question, and answers with text.
"""

from __future__ import annotations

import json
import threading
from collections.abc import Mapping, Sequence
from dataclasses import asdict, dataclass, field
from functools import cache

import quickjs

from dashboard.address import Opening
from dashboard.map import STYLES
from dashboard.picture import fonts
from dashboard.picture.styles import Styles
from dashboard.scripts import bundled, joined

MEMORY_BYTES = 512 << 20
LIGHT = {
    "--st-font": f"'{fonts.FAMILY}', 'Source Sans 3', Arial, sans-serif",
    "--st-primary-color": "#ff4b4b",
    "--st-background-color": "#ffffff",
    "--st-text-color": "#22252b",
}
"""What Streamlit's light theme sets for the map's style sheets: a picture is a sheet of white paper."""
TEXTS = (
    *("name state-name", "name zone-name", "name neighbour-name", "name water-name", "name place-name", "count"),
    *("heading", "told", "note", "mark", "side-name", "inset-title"),
)
"""Classes of the texts whose width is measured."""


class DrawingError(RuntimeError):
    """A picture could not be drawn; the message is one line."""


@dataclass(frozen=True, slots=True)
class Paper:
    """What a picture is drawn on: its size in pixels."""

    width: int = 1600
    height: int = 900


@dataclass(frozen=True, slots=True)
class Words:
    """What stands on a picture beside what the map tells.

    Attributes
    ----------
    notes : sequence of str
        Lines below the legend: where it comes from.
    mark : str
        What says that the method is a changed one; empty for the default one.
    causes : str
        Between two dates, which events made the difference (`dashboard.map.difference`).
    """

    notes: Sequence[str] = ()
    mark: str = ""
    causes: str = ""


@dataclass(frozen=True, slots=True)
class Frame:
    """One of several small maps: its month (``"YYYY-MM"``) and its title."""

    month: str
    title: str


@dataclass(frozen=True, slots=True)
class Picture:
    """A drawn view: the SVG, and the caption and the heading (which month, or which two) as text."""

    svg: str
    caption: str
    paper: Paper = field(default_factory=Paper)
    heading: str = ""


class Drawing:
    """An engine that holds one bundle. It draws one picture at a time, whoever asks.

    Parameters
    ----------
    bundle : str
        The map's bundle as JSON.
    variables : mapping of str to str
        The page's colours as custom properties (`dashboard.colors`).
    """

    def __init__(self, bundle: str, variables: Mapping[str, str]) -> None:
        self._lock = threading.Lock()
        self._styles = _styles(tuple(sorted(variables.items())))
        self._ask = quickjs.Function("ask", _script())
        self._ask.set_memory_limit(MEMORY_BYTES)
        self._call({"take": bundle, "widths": fonts.widths()})

    def picture(self, view: Opening, paper: Paper, words: Words, grids: Mapping | None = None) -> Picture:
        """The view with heading, caption, legend and notes.

        Parameters
        ----------
        view : Opening
            What is shown.
        paper : Paper
            Its size.
        words : Words
            What stands beside the map.
        grids : mapping, optional
            Scores by a changed method in place of the bundle's (`dashboard.map.bundle.score_grids`).

        Raises
        ------
        DrawingError
            It could not be drawn.
        """
        return self._drawn("picture", view, paper, words, grids)

    def map_alone(self, view: Opening, paper: Paper, words: Words = Words(), grids: Mapping | None = None) -> Picture:
        """The map with its insets and its legend; the caption is in the picture's `caption` only."""
        return self._drawn("map", view, paper, words, grids)

    def frames(
        self,
        view: Opening,
        frames: Sequence[Frame],
        heading: str,
        paper: Paper,
        words: Words,
        grids: Mapping | None = None,
    ) -> Picture:
        """The view in several months on one sheet, a small map each; heading, legend and notes stand once."""
        more = {"frames": [asdict(frame) for frame in frames], "heading": heading}
        return self._drawn("frames", view, paper, words, grids, more)

    def subject(self, view: Opening, grids: Mapping | None = None) -> str | None:
        """Between two dates, the state that the caption is about: the chosen one, else the one that moved most."""
        return self._asked("subject", view, Paper(), Words(), grids)["member"]

    def caption(self, view: Opening, causes: str = "", grids: Mapping | None = None) -> str:
        """The view's caption, as the page shows it."""
        return self._asked("caption", view, Paper(), Words(causes=causes), grids)["caption"]

    def _drawn(
        self, what: str, view: Opening, paper: Paper, words: Words, grids: Mapping | None, more: Mapping | None = None
    ) -> Picture:
        told = self._asked(what, view, paper, words, grids, more)
        svg = self._styles.written_into(told["svg"], paper.width, paper.height)
        return Picture(svg, told["caption"], paper, told["heading"])

    def _asked(
        self, what: str, view: Opening, paper: Paper, words: Words, grids: Mapping | None, more: Mapping | None = None
    ) -> dict:
        request = {
            **(more or {}),
            "what": what,
            "view": asdict(view),
            "grids": grids,
            **asdict(paper),
            **asdict(words),
            "types": self._styles.types(TEXTS, view.type == "large", paper.width, paper.height),
        }
        return self._call(request)

    def _call(self, request: Mapping) -> dict:
        with self._lock:
            try:
                return json.loads(self._ask(json.dumps(request)))
            except quickjs.JSException as error:
                raise DrawingError(f"The picture could not be drawn: {str(error).splitlines()[0]}") from error


@cache
def _script() -> str:
    return bundled("picture/js/picture.js").replace("export default function ask", "function ask")


@cache
def _styles(variables: tuple[tuple[str, str], ...]) -> Styles:
    sheets = joined(*(f"map/{name}" for name in STYLES if name != "print.css"), "picture/picture.css")
    return Styles(sheets, {**LIGHT, **dict(variables)})
