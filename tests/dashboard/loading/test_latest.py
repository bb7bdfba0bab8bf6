"""Which state of the store is shown while articles come in."""

import pytest

from dashboard.loading import latest
from dashboard.loading.latest import Latest, bundle_text
from dashboard.state.tables import fingerprint, load_tables
from events.store.aggregates import kept
from events.store.store import open_store
from tests.dashboard.serving import fill_store


@pytest.fixture(autouse=True)
def asked_each_time(monkeypatch):
    """Here a moment is too short for anything to be the same."""
    monkeypatch.setattr(latest, "SAME_MOMENT", 0)
    monkeypatch.setattr(latest, "QUIET", 0)


@pytest.fixture
def store(tmp_path):
    url = f"sqlite:///{tmp_path / 'store.sqlite'}"
    fill_store(url)
    opened = open_store(url)
    yield opened
    opened.close()


def change(store):
    store.forget(["hostile"])


def test_a_small_store_is_shown_as_it_is_now(store):
    shown = Latest(store)
    before = shown.tables(lambda _: load_tables(store))
    change(store)
    after = shown.tables(lambda _: load_tables(store))
    assert after.event_count < before.event_count
    assert after.mark == fingerprint(store)


def test_a_large_store_is_shown_as_it_was_until_the_next_state_is_prepared(store, monkeypatch):
    monkeypatch.setattr(latest, "LARGE", 10)
    shown = Latest(store)
    before = shown.tables(lambda _: load_tables(store))
    change(store)
    assert shown.tables(lambda _: pytest.fail("the page waited")) is before
    shown._next.join()
    after = shown.tables(lambda _: pytest.fail("the page waited"))
    assert after.event_count < before.event_count
    assert after.mark == fingerprint(store)
    assert kept(store, latest.BUNDLE, after.mark) == bundle_text(after), "the map is prepared with it"


def test_a_state_that_is_shown_is_not_read_again(store):
    shown = Latest(store)
    first = shown.tables(lambda _: load_tables(store))
    assert shown.tables(lambda _: pytest.fail("read again")) is first


def test_while_an_older_state_is_shown_it_says_so(store, monkeypatch):
    monkeypatch.setattr(latest, "LARGE", 10)
    shown = Latest(store)
    shown.tables(lambda _: load_tables(store))
    assert not shown.is_behind()
    change(store)
    shown.tables(lambda _: pytest.fail("the page waited"))
    assert shown.is_behind()
    shown._next.join()
    shown.tables(lambda _: pytest.fail("the page waited"))
    assert not shown.is_behind()


def test_a_state_that_was_written_over_meanwhile_keeps_its_map(store, monkeypatch):
    """Somebody reviews on: nothing of this state is kept in the store, and no page has to reckon it again."""
    before = load_tables(store)
    change(store)
    text = bundle_text(before)
    monkeypatch.setattr(latest, "_bundle", lambda _: pytest.fail("reckoned again"))
    assert bundle_text(before) == text
