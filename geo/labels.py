"""Names on the map, set by hand for each frame so that they do not collide.

In: `geo/data/labels.csv`. Out: a DataFrame with each label's point in the frame's viewBox. Type sizes and colours are
left to `dashboard`.
"""

from __future__ import annotations

from pathlib import Path

import pandas as pd

from geo.projection import FRAMES, Frame, project_points

LABELS = Path(__file__).parent / "data" / "labels.csv"
COLUMNS = ("frame", "key", "label", "kind", "longitude", "latitude", "anchor")
KINDS = ("state", "neighbour", "water", "place")
ANCHORS = ("start", "middle", "end")


def read_labels(frame: Frame | str, path: Path = LABELS) -> pd.DataFrame:
    """Read the labels of one frame.

    Returns
    -------
    DataFrame
        Columns `key` (ISO code of a state, gazetteer id of a place or water), `label`, `kind` (one of `KINDS`),
        `anchor` (SVG's ``text-anchor``), `x` and `y` (pixels; for a place the point itself, else the text's baseline).

    Raises
    ------
    ValueError
        Naming the file and the row, when a frame, kind or anchor is unknown or a label lies outside its frame.
    """
    name = frame if isinstance(frame, str) else frame.name
    table = pd.read_csv(path)
    if tuple(table.columns) != COLUMNS:
        raise ValueError(f"{path}: the columns must be {','.join(COLUMNS)}; found {','.join(table.columns)}")
    for column, allowed in (("frame", tuple(FRAMES)), ("kind", KINDS), ("anchor", ANCHORS)):
        wrong = table.index[~table[column].isin(allowed)]
        if len(wrong):
            raise ValueError(f"{path}, row {wrong[0] + 2}: {column} must be one of {', '.join(allowed)}")
    table = table[table["frame"] == name]
    x, y = project_points(table["longitude"], table["latitude"], name)
    table = table.assign(x=x.round(1), y=y.round(1))
    inside = table["x"].between(0, FRAMES[name].width) & table["y"].between(0, FRAMES[name].height)
    if not inside.all():
        raise ValueError(f"{path}, row {table.index[~inside][0] + 2}: the label lies outside the frame {name!r}")
    return table[["key", "label", "kind", "anchor", "x", "y"]].reset_index(drop=True)
