"""One thing changed at a time: what moves the score, and where two states change places."""

from datetime import date

import pytest

from alignment.explanation import explain
from alignment.method import load_method
from alignment.scoring import score_members
from alignment.sensitivity import flips, ranges, shaken, tornado
from tests.alignment.effects import an_effect, effects, reports

METHOD = load_method().with_changes(weights={"AID": 0.5, "REJECT": 0.3, "CONSULT": 0.1})
TABLE = effects(
    an_effect(date(2022, 3, 1), event_id="aid", confidence=0.9),
    an_effect(date(2022, 5, 1), event_id="refusal", kind="REJECT", direction=-1, confidence=0.9),
    an_effect(date(2022, 5, 1), event_id="talks", kind="CONSULT", member="KAZ", confidence=0.9),
    an_effect(date(2022, 6, 1), event_id="unreported", kind="CONSULT", member="TJK", confidence=0.9),
)
TOLD = reports(
    ("aid", "1", "Herald", 0.9),
    ("aid", "2", "Post", 0.8),
    ("refusal", "3", "Gazette", 0.9),
    ("talks", "1", "Herald", 0.9),
)


@pytest.fixture(scope="module")
def scores():
    return shaken(TABLE, TOLD, method=METHOD, start="2022-01", end="2022-12")


def at(scores, kind, name, member="ARM", month="2022-06"):
    here = scores[(scores["kind"] == kind) & (scores["name"] == name)]
    return here.set_index(["member", "date"])["score"][member, month]


def test_as_it_is_stands_first_and_is_the_score(scores):
    plain = scores[scores["kind"] == ""].set_index(["member", "date"])["score"]
    shown = score_members(TABLE, TOLD, method=METHOD, start="2022-01", end="2022-12").set_index(["member", "date"])
    assert plain.to_dict() == shown["score"].to_dict()


def test_a_source_left_out_takes_along_what_it_alone_told(scores):
    without_refusal = explain("ARM", "2022-06", TABLE[TABLE["event_id"] == "aid"], TOLD, method=METHOD)
    assert at(scores, "source", "Gazette") == pytest.approx(without_refusal.score)
    # Without the Herald the Post still tells of the aid, less surely; the talks are gone.
    assert at(scores, "source", "Herald") < at(scores, "", "")
    alone = score_members(effects(), method=METHOD, start="2022-06", end="2022-06", members=("KAZ",))["score"].iloc[0]
    assert at(scores, "source", "Herald", "KAZ") == alone


def test_an_event_without_a_known_source_stays_whatever_source_is_left_out(scores):
    for source in ("Herald", "Post", "Gazette"):
        assert at(scores, "source", source, "TJK") == at(scores, "", "", "TJK")


def test_a_type_left_out_and_a_weight_moved(scores):
    for kind, name, moved in (
        ("type", "REJECT", {"REJECT": 0.0}),
        ("weight", "REJECT -50 %", {"REJECT": 0.15}),
        ("weight", "AID +50 %", {"AID": 0.75}),
    ):
        method = METHOD.with_changes(weights=moved)
        assert at(scores, kind, name) == pytest.approx(explain("ARM", "2022-06", TABLE, TOLD, method=method).score)
    assert "ASSAULT" not in set(scores["name"])  # no event is of this type


def test_the_tornado_has_the_widest_bar_first_and_nothing_that_moves_nothing(scores):
    bars = tornado(scores, "ARM", "2022-06")
    reach = (bars["high"] - bars["low"]).tolist()
    assert reach == sorted(reach, reverse=True)
    assert (bars["low"] <= bars.attrs["score"]).all()
    assert (bars["high"] >= bars.attrs["score"]).all()
    weight = bars[(bars["kind"] == "weight") & (bars["name"] == "REJECT")].iloc[0]
    assert weight["low"] == at(scores, "weight", "REJECT +50 %")
    assert weight["high"] == at(scores, "weight", "REJECT -50 %")
    assert "CONSULT" not in set(bars["name"])  # it bears on Kazakhstan
    assert tornado(scores, "AZE", "2022-06").empty


def test_ranges_hold_the_score_and_every_change_of_their_kind(scores):
    found = ranges(scores).set_index(["kind", "member", "date"])
    low, high = found.loc[("source", "ARM", "2022-06")]
    assert low <= at(scores, "", "") <= high
    assert low == min(at(scores, "source", name) for name in ("Herald", "Post", "Gazette"))
    assert high == max(at(scores, "source", name) for name in ("Herald", "Post", "Gazette"))


def test_a_flip_names_who_was_ahead_and_what_turned_the_order(scores):
    # Without its refusal Armenia, which had aid, passes Kazakhstan, which had talks.
    found = flips(scores)
    june = found[(found["date"] == "2022-06") & (found["kind"] == "source") & (found["name"] == "Gazette")]
    assert ("KAZ", "ARM") not in set(zip(june["behind"], june["ahead"], strict=True))
    for row in found.itertuples():
        assert at(scores, "", "", row.ahead, row.date) > at(scores, "", "", row.behind, row.date)
        assert at(scores, row.kind, row.name, row.ahead, row.date) < at(
            scores, row.kind, row.name, row.behind, row.date
        )
    assert len(found) > 0
    assert len(flips(scores, least=0.9)) == 0
