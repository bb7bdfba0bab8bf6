"""Values of style sheets are worked out to what an SVG attribute takes."""

import pytest
import tinycss2

from dashboard.picture.values import Room, resolve

VARIABLES = {
    name: tinycss2.parse_component_value_list(value)
    for name, value in {"--thin": "0.5", "--ink": "#000000", "--edge": "var(--ink)", "--round": "var(--round)"}.items()
}
ROOM = Room(size=20, width=1600, height=900, variables=VARIABLES, color="#123456")


@pytest.mark.parametrize(
    ("value", "expected"),
    [
        ("red", "red"),
        ("2px", "2"),
        ("1.5em", "30"),
        ("max(16px, min(2.6vh, 4.4vw))", "23.4"),
        ("calc(3px * var(--thin))", "1.5"),
        ("calc(10px - 4px + 1px)", "7"),
        ("calc(9px * var(--thin, 1)) calc(3px * var(--wide, 2))", "4.5 6"),
        ("var(--edge)", "#000000"),
        ("color-mix(in srgb, var(--ink) 75%, #ffffff)", "#404040"),
        ("currentColor", "#123456"),
        ("'Source Sans Pro', Arial", '"Source Sans Pro", Arial'),
    ],
)
def test_a_value_is_worked_out(value, expected):
    assert resolve(tinycss2.parse_component_value_list(value), ROOM) == expected


@pytest.mark.parametrize("value", ["var(--nobody)", "calc(2px * var(--nobody))", "var(--round)"])
def test_a_variable_that_nobody_has_set_leaves_no_value(value):
    assert resolve(tinycss2.parse_component_value_list(value), ROOM) is None
