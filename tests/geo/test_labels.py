"""Labels stand where they belong and do not collide."""

from itertools import combinations
from pathlib import Path

import pytest

from geo.gazetteer import load_gazetteer
from geo.labels import LABELS, read_labels
from geo.projection import FRAMES
from geo.shapes import read_regions

SIZE = {"state": 14, "neighbour": 11, "water": 11, "place": 10}


def _box(label) -> tuple[float, float, float, float]:
    """The text's box, for a letter six tenths of the size wide; a place's name stands above its point."""
    size = SIZE[label.kind]
    width = 0.55 * size * len(label.label)
    left = label.x - {"start": 0, "middle": width / 2, "end": width}[label.anchor]
    base = label.y - (4 if label.kind == "place" else 0)
    return left, base - 0.75 * size, left + width, base


@pytest.mark.parametrize("frame", sorted(FRAMES))
def test_labels_do_not_collide_and_stay_in_the_picture(frame):
    labels = list(read_labels(frame).itertuples())
    boxes = [_box(label) for label in labels]
    for (one, a), (other, b) in combinations(zip(labels, boxes, strict=True), 2):
        apart = a[2] <= b[0] or b[2] <= a[0] or a[3] <= b[1] or b[3] <= a[1]
        assert apart, (one.label, other.label)
    for label, box in zip(labels, boxes, strict=True):
        assert box[0] >= 0, label.label
        assert box[1] >= 0, label.label
        assert box[2] <= FRAMES[frame].width, label.label


def test_every_label_names_a_state_or_a_place_and_the_nine_states_have_one_in_the_large_frames():
    known = set(read_regions()["iso"]) | set(load_gazetteer().entries)
    for frame in FRAMES:
        assert set(read_labels(frame)["key"]) <= known
    for frame in ("focus", "full"):
        labels = read_labels(frame)
        states = set(labels["key"][labels["kind"] == "state"])
        assert states == {"RUS", "BLR", "ARM", "KAZ", "KGZ", "TJK", "AZE", "GEO", "UZB"}


def _write(folder: Path, row: str) -> Path:
    path = folder / "labels.csv"
    path.write_text(LABELS.read_text(encoding="utf-8").splitlines()[0] + "\n" + row + "\n", encoding="utf-8")
    return path


@pytest.mark.parametrize(
    ("row", "message"),
    [
        ("moon,RUS,Russia,state,50,55,middle", "row 2: frame must be one of"),
        ("focus,RUS,Russia,country,50,55,middle", "row 2: kind must be one of"),
        ("focus,RUS,Russia,state,50,55,left", "row 2: anchor must be one of"),
        ("focus,JPN,Japan,neighbour,140,36,middle", "row 2: the label lies outside the frame 'focus'"),
    ],
)
def test_a_wrong_row_is_named(tmp_path, row, message):
    with pytest.raises(ValueError, match=message):
        read_labels("focus", _write(tmp_path, row))


def test_other_columns_are_refused(tmp_path):
    path = tmp_path / "labels.csv"
    path.write_text("frame,key\nfocus,RUS\n", encoding="utf-8")
    with pytest.raises(ValueError, match="the columns must be frame,key,label"):
        read_labels("focus", path)
