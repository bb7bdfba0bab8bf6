"""Pictures of what the map shows of a store, with all that belongs to them.

In: `Tables`, a view and a method. Out: a `Picture`. One engine (`Drawing`) is kept for each of the last states of the
store that were asked for, because it takes half a second to begin.
"""

from __future__ import annotations

import threading
from collections import OrderedDict
from collections.abc import Mapping
from urllib.parse import urlencode

from alignment.scoring import score_members
from dashboard import colors, wording
from dashboard.address import CHOICES, Opening
from dashboard.loading.latest import bundle_text
from dashboard.map.bundle import score_grids
from dashboard.map.difference import difference
from dashboard.picture.drawing import Drawing, Paper, Picture, Words
from dashboard.state import reviewed_only, what_if
from dashboard.state.tables import Tables
from dashboard.version import version

ENGINES = 2
ON_SCREEN_ONLY = ("present", "panel", "theme", "quiet", "tour", "stop")
"""Parts of a link that say how a viewer looks, not at what."""
DEFAULT_METHOD = "Default method"
WIDE = Paper()
_drawings: OrderedDict[str, Drawing] = OrderedDict()
_lock = threading.Lock()


def drawing(tables: Tables) -> Drawing:
    """The engine that draws this state of the store."""
    with _lock:
        if tables.mark not in _drawings:
            _drawings[tables.mark] = Drawing(bundle_text(tables), colors.variables())
        _drawings.move_to_end(tables.mark)
        while len(_drawings) > ENGINES:
            _drawings.popitem(last=False)
        return _drawings[tables.mark]


def picture(
    tables: Tables,
    view: Opening,
    changed: what_if.Key = (),
    paper: Paper = WIDE,
    page: str = "",
    alone: bool = False,
) -> Picture:
    """The view as a picture.

    Parameters
    ----------
    tables : Tables
        The state of the store.
    view : Opening
        What is shown.
    changed : what_if.Key
        The changed numbers of the method, if any.
    paper : Paper
        The picture's size.
    page : str
        Address of the page, for the link below the picture; empty for none.
    alone : bool
        The map and its legend, without heading, caption and notes.
    """
    drawn = drawing(tables)
    scores = grids(tables, changed)
    mark = reviewed_only.marks(tables, changed)
    words = Words(notes(tables, view, changed, page), mark, causes(tables, view, changed, scores))
    return (drawn.map_alone if alone else drawn.picture)(view, paper, words, scores)


def causes(tables: Tables, view: Opening, changed: what_if.Key, scores: Mapping | None = None) -> str:
    """Between two dates, which events made the difference of the state that the caption is about; else empty."""
    if view.mode == "map" or view.compare is None:
        return ""
    member = drawing(tables).subject(view, scores or grids(tables, changed))
    if member is None:
        return ""
    return str(difference(tables, member, view.compare, view.date, what_if.method_of(changed))["text"])


def notes(tables: Tables, view: Opening, changed: what_if.Key, page: str = "") -> tuple[str, ...]:
    """Where a picture comes from: data, method, borders; and its link."""
    by_project = min(len(tables.by_project), tables.reviewed_count)
    looked = wording.of_them_reviewed(tables.event_count, tables.reviewed_count, by_project)
    told = (
        f"From {tables.document_count} article{'' if tables.document_count == 1 else 's'}, {looked or 'no events'}",
        reviewed_only.marks(tables, changed) or DEFAULT_METHOD,
        f"Version {version()}, data {tables.mark[:12]}",
    )
    about = f"{'. '.join(told)}. {wording.POLICY[0]}"
    return (about, link(tables, view, changed, page)) if page else (about,)


def link(tables: Tables, view: Opening, changed: what_if.Key, page: str) -> str:
    """The link to the view; empty without a page."""
    return f"{page}?{urlencode(query(view, changed, tables.reviewed))}" if page else ""


def query(view: Opening, changed: what_if.Key = (), reviewed: str = "") -> Mapping[str, str]:
    """The view as the parameters of a link, without what is the default."""
    asked = {name: value for name, value in view.as_dict().items() if value and name not in ON_SCREEN_ONLY}
    told = {name: value for name, value in asked.items() if name not in CHOICES or value != CHOICES[name][0]}
    if view.mode == "map":
        told.pop("compare", None)
    if changed:
        told[what_if.PARAMETER] = what_if.write_changes(changed)
    if reviewed:
        told[reviewed_only.PARAMETER] = reviewed
    return told


def grids(tables: Tables, changed: what_if.Key) -> Mapping | None:
    """The scores by a changed method, as the map takes them; None for the default one."""
    if not changed:
        return None
    scores = score_members(tables.evidence, method=what_if.method_of(changed))
    return score_grids(scores, tables.months, tables.members)
