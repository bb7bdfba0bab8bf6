"""What one review costs on a large store: ``python -m benchmarks.reviewing [EVENTS] [URL]``.

Out: seconds for reviewing an event, for the scores that follow, and for reckoning all anew, which the review saves; and
for searching. The store is made up and thrown away, unless a URL is given, which may already hold one.
"""

from __future__ import annotations

import sys
import time
from collections.abc import Callable
from contextlib import closing
from dataclasses import replace
from tempfile import TemporaryDirectory

from alignment.evidence import prepare
from alignment.rescoring import changed, rescored
from alignment.scoring import score_members
from alignment.stakes import costs, stakes
from events.reviews import making
from events.store import reviewing
from events.store.full_scan import read_whole
from events.store.queries import Selection, count
from events.store.review_queue import waiting
from events.store.store import open_store
from tools.made_store import fill

ROUNDS = 9


def main(events: int, url: str) -> None:
    """Fill, review, and print."""
    with closing(open_store(url)) as store:
        if not count(store, Selection()):
            fill(store, events)
        whole, read = timed(lambda: read_whole(store))
        evidence, prepared = timed(lambda: prepare(whole.effects, whole.reports))
        scores, scored = timed(lambda: score_members(evidence))
        cost, staked = timed(lambda: costs(stakes(evidence)))
        queue, queued = timed(lambda: waiting(store, stakes=cost, most=ROUNDS))
        kept, followed = [], []
        for one in queue:
            seen = reviewing.seen(store, one.event_id)
            assert seen is not None
            review = making.edit(seen, "benchmark", replace(seen.fields, date_precision=5))
            change, seconds = timed(lambda review=review: reviewing.add_reviews(store, [review]))
            kept.append(seconds)
            _, seconds = timed(lambda change=change: follow(evidence, scores, change))
            followed.append(seconds)
        reviewed, alone = timed(lambda: follow_reviewed(store))
        found, searched = timed(lambda: count(store, Selection(words="event 77")))
    print(f"{len(whole.events)} events; medians of {ROUNDS} reviews")
    print(f"keep a review and have the events follow   {sorted(kept)[ROUNDS // 2] * 1000:8.1f} ms")
    print(f"the scores that follow from it             {sorted(followed)[ROUNDS // 2] * 1000:8.1f} ms")
    print(f"reckon all anew: read, prepare, score      {(read + prepared + scored) * 1000:8.1f} ms")
    print(f"the scores of {reviewed} reviewed events alone   {alone * 1000:8.1f} ms")
    print(f"what each mistake would cost               {staked * 1000:8.1f} ms")
    print(f"the queue's first {ROUNDS}                        {queued * 1000:8.1f} ms")
    print(f"search for two words ({found} events)         {searched * 1000:8.1f} ms")


def follow(evidence, scores, change) -> None:
    """The scores after a change."""
    new, members = changed(evidence, change.event_ids, change.effects, change.reports)
    rescored(scores, new, members)


def follow_reviewed(store) -> int:
    """The scores of the reviewed events alone, as the switch shows them; returns how many these are."""
    whole = read_whole(store, "reviewed")
    score_members(prepare(whole.effects, whole.reports))
    return len(whole.events)


def timed(work: Callable) -> tuple:
    """What the work gives, and the seconds it took."""
    begun = time.perf_counter()
    return work(), time.perf_counter() - begun


if __name__ == "__main__":
    number = int(sys.argv[1]) if len(sys.argv) > 1 else 100_000
    with TemporaryDirectory() as folder:
        main(number, sys.argv[2] if len(sys.argv) > 2 else f"sqlite:///{folder}/store.sqlite")
