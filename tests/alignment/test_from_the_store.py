"""Scores of what a store holds: reposted articles count once, and one outlet's flood stays within its share."""

from dataclasses import replace
from datetime import date, timedelta

import pytest

import alignment
from alignment.method import load_method
from events.records import Document, Mention
from events.store.store import open_store
from tests.alignment.test_command import EVENT

TEXT = "Armenia asked the alliance for help and was refused, its foreign ministry said on {day} in note {number}."


@pytest.fixture
def store(tmp_path, monkeypatch):
    url = f"sqlite:///{tmp_path / 'store.sqlite'}"
    monkeypatch.setenv("STORE_URL", url)
    opened = open_store(url)
    yield opened
    opened.close()


def article(name, outlet, copy_of=None, text="They refuse."):
    return Document(name, name, outlet, "", None, None, "en", text, f"{name}.txt", f"sha-{name}", copy_of)


def save(store, document, *events):
    told = [replace(event, mentions=(Mention(document.id, 0, 4, document.text[:4]),)) for event in events]
    store.save(document, told, "1")


def score(member="ARM", month="2022-12"):
    return alignment.explain(member, month).score


def test_explain_takes_the_stores_events_when_none_are_given(store):
    save(store, article("one", "Herald"), EVENT)
    found = alignment.explain("ARM", "2022-11")
    assert found.parts["event_id"].tolist() == ["refusal"]
    assert found.baseline + found.parts["part"].sum() == pytest.approx(found.score)
    assert found.sources["source"].tolist() == ["Herald"]


def test_a_repost_adds_nothing_and_another_outlets_own_report_does(store):
    save(store, article("one", "Herald"), EVENT)
    alone = score()
    save(store, article("repost", "Post", copy_of="one"), EVENT)
    assert score() == alone
    save(store, article("own", "Gazette", text="They refuse, we learn."), EVENT)
    assert score() < alone


def test_a_flood_of_one_outlets_articles_makes_up_no_more_of_a_score_than_its_share(store):
    save(store, article("one", "Herald"), EVENT)
    for number in range(60):
        day = date(2022, 1, 1) + timedelta(days=5 * number)
        flood = replace(EVENT, event_id=f"flood-{number}", event_type="COERCE", date_start=day, date_end=day)
        text = TEXT.format(day=day, number=number * 7919)
        save(store, article(f"flood-{number}", "Megaphone", text=text), replace(flood, confidence=0.95))
    loudest = alignment.explain("ARM", "2022-12").sources.iloc[0]
    assert (loudest["source"], loudest["held"]) == ("Megaphone", True)
    assert loudest["share"] == pytest.approx(load_method().source_share)
