"""``python -m dashboard brief`` writes a briefing, or says in one line why not."""

import pytest

from dashboard.__main__ import main
from events.store import tours
from events.store.store import open_store

MAGIC = {".pptx": b"PK", ".pdf": b"%PDF", ".png": b"\x89PNG", ".svg": b"<svg"}


@pytest.fixture
def brief(made_up, tmp_path, capsys):
    def run(*arguments, form=".svg"):
        output = tmp_path / f"brief{form}"
        code = main(["brief", *arguments, "--store", made_up, "--output", str(output)])
        return code, output, capsys.readouterr().err

    return run


@pytest.mark.parametrize("form", MAGIC)
def test_a_view_is_written_in_every_form(brief, form):
    code, output, said = brief("--date", "2022-09", "--member", "KAZ", form=form)
    assert (code, said) == (0, f"{output}: 1 view\n")
    assert output.read_bytes().startswith(MAGIC[form])


def test_two_dates_need_no_mode(brief):
    code, output, _ = brief("--date", "2022-09", "--compare", "2016-04")
    assert code == 0
    assert "April 2016 vs. September 2022" in output.read_text(encoding="utf-8")


def test_a_tour_is_written_and_a_stop_that_moved_is_named(brief, tmp_path):
    tour = tmp_path / "tour.toml"
    tour.write_text('[[stop]]\nview = "date=2022-09&member=KAZ"\nscores = { KAZ = -2.0 }\n', encoding="utf-8")
    code, _, said = brief("--tour", str(tour), form=".pdf")
    assert code == 0
    assert "Stop 1 (September 2022) shows something else: Kazakhstan −2.00 then" in said


@pytest.mark.parametrize("form", [".pptx", ".pdf"])
def test_what_changed_since_is_a_slide_and_a_text(made_up, tmp_path, capsys, form):
    output = tmp_path / f"brief{form}"
    arguments = ["brief", "--date", "2022-09", "--since", "2022-06", "--store", made_up, "--output", str(output)]
    assert main(arguments) == 0
    assert output.read_bytes().startswith(MAGIC[form])
    told = capsys.readouterr().out.splitlines()
    assert told[0].startswith(
        "What changed since 1 June 2022. Scores of September 2022 with and without 6 articles first"
    )
    assert any(line.startswith("  Armenia ") for line in told)
    assert any(", article: " in line for line in told)


def test_a_tour_is_found_by_its_name(brief, made_up):
    store = open_store(made_up)
    tours.add(store, "Asked for by name", '[[stop]]\nview = "date=2022-09"\n')
    store.close()
    code, output, said = brief("--tour", "Asked for by name", form=".pdf")
    assert (code, said) == (0, f"{output}: 1 view\n")


@pytest.mark.parametrize(
    ("arguments", "form", "reason"),
    [
        (["--date", "1999-01"], ".pdf", "You ask for a month that is not here"),
        (["--method", "half_life_months:-3"], ".pdf", "The link asks for"),
        (["--turning-points", "3"], ".svg", "a picture shows one view"),
        (["--turning-points", "3", "--from", "2024-12"], ".pdf", "there is no turning point"),
        (["--tour", "nowhere.toml"], ".pdf", "the tour cannot be read"),
        (["--template", "nowhere.pptx"], ".pptx", "is no PowerPoint file"),
        (["--since", "June"], ".pdf", "--since June: no day, month or year"),
        (["--since", "2022"], ".svg", "what changed since 2022 is a slide"),
        ([], ".doc", "a briefing is one of .pptx, .pdf, .png, .svg"),
    ],
)
def test_what_cannot_be_made_is_one_line_and_leaves_no_file(brief, arguments, form, reason):
    code, output, said = brief(*arguments, form=form)
    assert code == 2
    assert reason in said
    assert len(said.splitlines()) == 1
    assert not output.exists()


def test_an_empty_store_says_what_to_do(tmp_path, capsys):
    store = f"sqlite:///{tmp_path / 'empty.sqlite'}"
    assert main(["brief", "--store", store, "--output", str(tmp_path / "brief.pdf")]) == 2
    assert "start the app once" in capsys.readouterr().err
