"""Scores of what a store holds: reposted articles count once, and one outlet's flood stays within its bound."""

from dataclasses import replace
from datetime import date, timedelta

import numpy as np
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


def latent(member="ARM", month="2022-12"):
    return alignment.explain(member, month).latent


def test_explain_takes_the_stores_events_when_none_are_given(store):
    save(store, article("one", "Herald"), EVENT)
    found = alignment.explain("ARM", "2022-11")
    assert found.parts["event_id"].tolist() == ["refusal"]
    assert found.baseline == load_method().baselines["member"]
    assert found.sources["source"].tolist() == ["Herald"]


def test_a_repost_adds_nothing_and_another_outlets_own_report_does(store):
    save(store, article("one", "Herald"), EVENT)
    alone = latent()
    save(store, article("repost", "Post", copy_of="one"), EVENT)
    assert latent() == alone
    save(store, article("own", "Gazette", text="They refuse, we learn."), EVENT)
    assert latent() < alone


def test_a_flood_of_one_outlets_articles_moves_no_score_by_more_than_the_bound(store):
    save(store, article("one", "Herald"), EVENT)
    reports = store.reports_frame
    calm = alignment.score_members(store.effects_frame(), reports())
    for number in range(60):
        day = date(2022, 1, 1) + timedelta(days=5 * number)
        flood = replace(EVENT, event_id=f"flood-{number}", event_type="COERCE", date_start=day, date_end=day)
        text = TEXT.format(day=day, number=number * 7919)
        save(store, article(f"flood-{number}", "Megaphone", text=text), replace(flood, confidence=0.95))
    flooded = alignment.score_members(store.effects_frame(), reports())
    moved = np.abs(np.arctanh(flooded["score"]) - np.arctanh(calm["score"]))
    bound = load_method().source_bound
    assert moved.max() <= bound + 1e-9
    assert moved.max() == pytest.approx(bound)
