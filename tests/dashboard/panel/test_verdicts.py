"""A verdict's words: the headlines and dates of events, the same in panel, table and file."""

import re
from datetime import datetime
from types import SimpleNamespace

import pytest

from alignment.verdicts import Cause, Verdict
from dashboard.panel.verdicts import of_month, paragraph, table

EVENTS = {
    "refusal": SimpleNamespace(summary="A refusal.", date_start=datetime(2022, 9, 13), date_end=datetime(2022, 9, 13)),
    "aid": SimpleNamespace(summary="Some aid", date_start=datetime(2022, 9, 1), date_end=datetime(2022, 9, 30)),
}
REFUSAL, AID = Cause("refusal", "", -0.12), Cause("aid", "", 0.05)


@pytest.mark.parametrize(
    ("judged", "told"),
    [
        (
            Verdict("ARM", "2022-09", "worse", -0.07, (REFUSAL,), (AID,), 2),
            "Armenia moved away from Moscow by 0.07, to −0.20. What moved it: A refusal (13 September 2022). "
            "Against it: Some aid (September 2022).",
        ),
        (
            Verdict("ARM", "2022-09", "better", 0.05, (AID,), (), 1),
            "Armenia moved towards Moscow by 0.05, to −0.20. What moved it: Some aid (September 2022).",
        ),
        (
            Verdict("ARM", "2022-09", "unchanged", 0.0, (REFUSAL, AID), (), 2),
            "The score moved by less than 0.02. Told of this month: A refusal (13 September 2022); "
            "Some aid (September 2022).",
        ),
        (
            Verdict("ARM", "2022-09", "unchanged", 0.03, (REFUSAL,), (), 1),
            "The score moved only as one source’s older news gave way. Told of this month: "
            "A refusal (13 September 2022).",
        ),
        (
            Verdict("UZB", "2012-12", "worse", -0.3, (Cause("", "left", -0.3),)),
            "Uzbekistan moved away from Moscow by 0.30, to −0.20. What moved it: Uzbekistan left the CSTO "
            "(December 2012).",
        ),
        (Verdict("ARM", "2022-09", "no news", 0.0), "No event that bears on Armenia is dated to this month."),
    ],
)
def test_a_paragraph_has_headlines_with_their_dates(judged, told):
    assert paragraph(judged, EVENTS, -0.2) == told


def test_panel_and_table_say_the_same_of_every_month(tables):
    every = table(tables)
    assert {"better", "worse", "no news"} <= set(every["verdict"])
    for row in every[every["verdict"] != "no news"].itertuples():
        said = of_month(tables, row.member, row.date)
        assert (said["verdict"], said["text"]) == (row.verdict, row.paragraph)
    assert table(tables, member="KAZ").equals(every[every["member"] == "KAZ"].reset_index(drop=True))


def test_every_clause_is_a_headline_of_the_event_that_is_named(tables):
    headlines = tables.events.set_index("event_id")["summary"].to_dict()
    for row in table(tables).itertuples():
        clauses = re.findall(r"(?:What moved it|Told of this month|Against it): ", row.paragraph)
        assert bool(clauses) == (row.verdict != "no news")
        for name in row.event_ids.split():
            assert headlines[name].rstrip(" .;,:") in row.paragraph


def test_the_first_month_has_no_verdict(tables):
    assert of_month(tables, "KAZ", "2010-01") is None
