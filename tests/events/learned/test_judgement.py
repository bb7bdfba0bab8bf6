"""Two readings, one judgement: where rules and learned reader disagree, the direction and the event are less sure."""

from __future__ import annotations

from dataclasses import replace

import pytest

from events.coding.effects import Act
from events.extraction.pipeline import Extractor, extractor
from events.learned.judgement import less_sure, sure_by_reader
from events.learned.model import load_model
from events.learned.reader import Reading
from events.records import Effect
from tests.events.conftest import article

ACT = Act("AGREE", "friendly", "military", ("TJK",), ("RUS",))
TOWARDS = Effect("TJK", 1, "military", "own")
AGREEING = Reading(
    0.95,
    {"AGREE": 0.9, "REJECT": 0.05},
    {"TJK": {"doer": 0.9, "target": 0.05, "none": 0.05}, "RUS": {"doer": 0.05, "target": 0.9, "none": 0.05}},
    {"TJK": {"away": 0.05, "neither": 0.05, "towards": 0.9}},
)
SAYS = "On 5 October 2012 Tajikistan signed an agreement with Russia on its military base."


def swapped(chances: dict[str, float], one: str, other: str) -> dict[str, float]:
    return chances | {one: chances[other], other: chances[one]}


@pytest.mark.parametrize(
    "other",
    [
        replace(AGREEING, types={"AGREE": 0.02, "REJECT": 0.95}),
        replace(AGREEING, parts={"TJK": {"doer": 0.05, "target": 0.05, "none": 0.9}, "RUS": AGREEING.parts["RUS"]}),
        replace(AGREEING, signs={"TJK": {"away": 0.05, "neither": 0.9, "towards": 0.05}}),
        replace(AGREEING, parts={}),
    ],
)
def test_a_direction_is_less_sure_where_the_reader_reads_another_type_part_or_sign(other):
    model = load_model()
    assert sure_by_reader(model, other, ACT, TOWARDS) < sure_by_reader(model, AGREEING, ACT, TOWARDS)


def test_what_the_reader_holds_for_no_happening_or_for_another_type_is_less_sure():
    assert less_sure(AGREEING, "AGREE") == 0
    assert less_sure(AGREEING, "SANCTION") > 0
    assert less_sure(replace(AGREEING, happening=0.1), "AGREE") > 0


def test_a_direction_is_as_sure_as_the_less_sure_of_the_two_readings():
    both = extractor()
    rules = Extractor(both._nlp)
    (second,), (first,) = (one.stages(article(SAYS)).events for one in (both, rules))
    assert [e.direction for e in second.effects] == [e.direction for e in first.effects] == [1]
    assert second.effects[0].sure <= first.effects[0].sure
    assert second.effects[0].sure >= 0.7  # plainly told: scored


def test_the_reader_knows_states_by_their_camp_alone():
    """What one state does is read as another's: no reading depends on which ally is named."""
    readings = [
        one.stages(article(SAYS.replace("Tajikistan", state))).read_again
        for one in [extractor()]
        for state in ("Tajikistan", "Kyrgyzstan")
    ]
    (tajik,), (kyrgyz,) = readings
    assert tajik.types == kyrgyz.types
    assert tajik.signs["TJK"] == kyrgyz.signs["KGZ"]
