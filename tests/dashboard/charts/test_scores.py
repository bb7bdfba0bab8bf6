"""The chart of all scores."""

import re
from pathlib import Path

from dashboard import colors, wording
from dashboard.charts import scores as charts
from dashboard.loading import shared


def test_every_state_has_a_line_and_a_band(tables):
    figure = charts.score_lines(tables.scores)
    lines = [trace for trace in figure.data if trace.fill is None]
    bands = [trace for trace in figure.data if trace.fill == "toself"]
    assert [line.name for line in lines][:2] == ["Armenia", "Belarus"]
    assert len(lines) == len(bands) == 8
    assert [line.line.color for line in lines] == [colors.line_color(member) for member in tables.members]
    assert all(len(line.x) == 180 for line in lines)


def test_the_chosen_states_line_and_band_are_the_ones_that_stand_out(tables):
    names = [trace.name for trace in charts.score_lines(tables.scores).data]
    style = charts.chosen_style(tables.members)
    for member in ("ARM", "UZB"):
        rule = next(rule for rule in style.split("}") if f'"{member}"' in rule and "opacity:1!important" in rule)
        chosen = [names[int(number) - 1] for number in re.findall(r"nth-child\((\d+)\)", rule)]
        name = wording.member_name(member)
        assert chosen == [f"{name}, 80 % band", name]


def test_the_figure_depends_on_nothing_but_the_scores(tables):
    assert charts.score_lines(tables.scores).to_json() == charts.score_lines(tables.scores.copy()).to_json()


def test_the_chart_sends_nothing_away():
    assert charts.CONFIG["showSendToCloud"] is False


def test_the_styles_margins_are_the_charts():
    style = (Path(shared.__file__).parent / "page.css").read_text(encoding="utf-8")
    margin = charts.MARGIN
    high = charts.HEIGHT - margin["t"] - margin["b"]
    holder = next(line for line in style.splitlines() if line.startswith(".date-line-holder"))
    for rule in (f"left: {margin['l']}px", f"right: {margin['r']}px", f"+ {margin['t']}px)", f"height: {high}px"):
        assert rule in holder


def test_the_names_above_the_chart_have_the_lines_colours():
    names = charts.line_names(["ARM", "BLR"])
    assert colors.line_color("ARM") in names
    assert 'data-line="BLR"' in names
    assert "Belarus" in names
