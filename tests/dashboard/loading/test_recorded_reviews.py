"""A newcomer's map is a reviewed one: the recorded reviews of ``seeds/`` fit what is read there, and come in once."""

import shutil

import pytest

from dashboard.loading import first_start
from events.ingest.ingest import SEEDS
from events.reading.documents import read_documents
from events.reviews import making
from events.reviews.lines import review_from_json
from events.store import review_queue, reviewing
from events.store.store import open_store

RECORDED = SEEDS / "reviews.jsonl"


def start(url, folder=SEEDS):
    """A start of the app up to the map, on a store that may be there already."""
    reading = first_start.Reading(open_store(url), folder)
    reading.begin()
    if reading._thread:
        reading._thread.join()
    assert reading.finished
    return reading


def lines():
    return RECORDED.read_text(encoding="utf-8").splitlines()


@pytest.fixture(scope="module")
def started(tmp_path_factory):
    """The store after the first start on the articles and their reviews, as this program has them."""
    folder = tmp_path_factory.mktemp("start")
    shutil.copytree(SEEDS, folder / "seeds", ignore=shutil.ignore_patterns("*.txt", "__pycache__"))
    url = f"sqlite:///{folder / 'store.sqlite'}"
    return start(url, folder / "seeds"), url, folder


def test_every_review_applies_to_the_articles_as_they_are_read_now(started):
    store = started[0].store
    assert started[0].problems == []
    assert [review.review_id for review in reviewing.all_reviews(store)] == [
        review_from_json(line).review_id for line in lines()
    ]
    assert review_queue.missing(store) == []
    assert review_queue.conflicts(store) == []
    assert review_queue.disputed(store) == []
    on_events = {review.event_id for review in map(review_from_json, lines()) if review.event_id}
    kept = {event_id for event_id in on_events if reviewing.seen(store, event_id)}
    assert on_events - kept == set(review_queue.rejected(store))


def test_after_the_first_start_every_event_is_reviewed_and_every_article_was_read(started):
    store = started[0].store
    done = review_queue.progress(store)
    assert (done.reviewed, done.events) == (done.events, done.events)
    assert done.events > 50
    assert review_queue.count_waiting(store) == 0
    assert len(reviewing.articles_read(store)) == 5


def test_every_recorded_headline_can_be_read_alone():
    afters = [review.after for review in map(review_from_json, lines()) if review.after]
    assert not [after.summary for after in afters if "[" in after.summary]


def test_another_start_changes_nothing(started):
    before = started[0].store.revision()
    again = start(started[1], started[2] / "seeds")
    assert again._thread is None
    assert again.store.revision() == before


def some_seeds(tmp_path, text):
    """A folder with one article and a file of reviews."""
    folder = tmp_path / "seeds"
    folder.mkdir()
    shutil.copy(next(SEEDS.glob("002_*.md")), folder)
    (folder / "reviews.jsonl").write_text(text, encoding="utf-8")
    return folder, f"sqlite:///{tmp_path / 'store.sqlite'}"


def test_a_damaged_line_is_told_in_one_line_and_the_rest_is_kept(tmp_path):
    cut = [lines()[0][:200], lines()[1].replace("project", "projector", 1), *lines()[2:]]
    folder, url = some_seeds(tmp_path, "\n".join(cut))
    reading = start(url, folder)
    assert len(reading.problems) == 2
    assert reading.problems[0].startswith(f"{folder / 'reviews.jsonl'}, line 1: ")
    assert "line 2: not a review: it was changed after it was made" in reading.problems[1]
    assert len(list(reviewing.all_reviews(reading.store))) == len(lines()) - 2
    done = review_queue.progress(reading.store)
    assert done.reviewed == done.events > 0


def test_an_original_in_a_retellings_place_is_read_without_the_retellings_reviews(tmp_path):
    folder, url = some_seeds(tmp_path, "\n".join(lines()))
    name = next(folder.glob("002_*.md")).stem
    original = "On 3 May 2022 Armenia signed an agreement with Russia."
    (folder / f"{name}.txt").write_text(original, encoding="utf-8")
    reading = start(url, folder)
    assert reading.problems == []
    done = review_queue.progress(reading.store)
    assert (done.reviewed, done.events) == (0, 1)
    assert reviewing.articles_read(reading.store) == []


def test_a_store_in_which_people_reviewed_keeps_to_their_reviews(tmp_path):
    folder, url = some_seeds(tmp_path, "")
    store = start(url, folder).store
    [first, *_] = review_queue.waiting(store)
    reviewing.add_reviews(store, [making.reject(reviewing.seen(store, first.event_id), "ana", "background")])
    shutil.copy(RECORDED, folder)
    shutil.copy(next(SEEDS.glob("004_*.md")), folder)
    assert start(url, folder).problems == []
    assert {review.reviewer for review in reviewing.all_reviews(store)} == {"ana"}


def test_the_recorded_reviews_are_no_article():
    assert all("reviews.jsonl" not in document.source_path for document in read_documents([SEEDS]))
