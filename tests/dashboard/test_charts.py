"""The chart of all scores."""

from pathlib import Path

from dashboard import charts, colors


def test_every_state_has_a_line_and_a_band(tables):
    figure = charts.score_lines(tables.scores)
    lines = [trace for trace in figure.data if trace.fill is None]
    bands = [trace for trace in figure.data if trace.fill == "toself"]
    assert [line.name for line in lines][:2] == ["Armenia", "Belarus"]
    assert len(lines) == len(bands) == 8
    assert [line.line.color for line in lines] == [colors.line_color(member) for member in tables.members]
    assert all(len(line.x) == 180 for line in lines)


def test_the_chosen_state_stands_out(tables):
    figure = charts.score_lines(tables.scores, "KGZ")
    widths = {trace.name: trace.line.width for trace in figure.data if trace.fill is None}
    assert max(widths, key=widths.get) == "Kyrgyzstan"
    assert [trace.name for trace in figure.data if trace.fill] == ["Kyrgyzstan, 80 % band"]


def test_the_figure_does_not_change_with_the_month_unless_a_line_is_asked_for(tables):
    assert charts.score_lines(tables.scores).to_json() == charts.score_lines(tables.scores).to_json()
    with_line = charts.score_lines(tables.scores, date="2022-09")
    assert "2022-09-01" in [shape.x0 for shape in with_line.layout.shapes]


def test_the_chart_sends_nothing_away():
    assert charts.CONFIG["showSendToCloud"] is False


def test_the_styles_margins_are_the_charts():
    style = (Path(charts.__file__).parent / "page.css").read_text(encoding="utf-8")
    margin = charts.MARGIN
    high = charts.HEIGHT - margin["t"] - margin["b"]
    holder = next(line for line in style.splitlines() if line.startswith(".date-line-holder"))
    for rule in (f"left: {margin['l']}px", f"right: {margin['r']}px", f"bottom: {margin['b']}px", f"height: {high}px"):
        assert rule in holder


def test_the_names_above_the_chart_have_the_lines_colours():
    names = charts.line_names(["ARM", "BLR"], "BLR")
    assert colors.line_color("ARM") in names
    assert 'class="chosen"' in names
    assert "Belarus" in names
