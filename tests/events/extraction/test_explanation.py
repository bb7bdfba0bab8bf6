"""What each stage made of a text, as lines."""

from __future__ import annotations

from events.extraction.explanation import LEFT, lines_of, lines_of_sentence
from tests.events.parsed import stages_of

TEXT = "In September 2022 Armenia asked the CSTO for help. The bloc refused."


def stage_lines(text: str, name: str) -> list[str]:
    return [line[LEFT + 1 :] for line in lines_of(stages_of(text)) if line[:LEFT].strip() == name]


def test_a_date_has_its_days_and_an_actor_its_code():
    assert stage_lines(TEXT, "date") == ["“September 2022” is 2022-09-01 to 2022-09-30 (explicit)"]
    assert any("Armenia is ARM" in line for line in stage_lines(TEXT, "actors"))


def test_what_the_story_fills_in_has_a_line_of_its_own():
    (filled,) = stage_lines(TEXT, "complete")[-1:]
    assert filled.startswith("REJECT by “refused”")
    assert "CSTO to ARM" in filled


def test_a_sentence_without_a_happening_says_so():
    sentence = stages_of("The weather in Yerevan was mild in May 2022.").article.sentences[0]
    lines = list(lines_of_sentence(stages_of("The weather in Yerevan was mild in May 2022."), sentence))
    assert any("nothing that is asserted" in line for line in lines)


def test_a_text_without_prose_says_so():
    assert list(lines_of(stages_of("Menu"))) == ["clean: no line of this text is running prose"]
