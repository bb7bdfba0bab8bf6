"""What twenty new articles cost a store that holds few or many: saving, merging, and merging all anew.

In: nothing; articles are made up of the project's own sentences. Out: milliseconds an article on standard output, and
as the last line JSON with the ratios.

    python -m benchmarks.merging [SIZE ...]
"""

from __future__ import annotations

import json
import random
import sys
import tempfile
import time
from collections.abc import Callable
from contextlib import closing
from datetime import date, timedelta
from pathlib import Path

from events.merging import contradictions
from events.merging.across_documents import group
from events.records import Document, Effect, Event, Mention
from events.store.merging import unite_store
from events.store.store import Store, open_store
from events.vocabulary import EVENT_TYPES, SCORED
from geo.place import Place
from tools.word_counts import sentences

NEW = 20
EVENTS = 7
LENGTHS = [0] * 6 + [29, 29, 364, 900]
PRECISION = {0: 1, 29: 4}


def main(sizes: list[int]) -> None:
    """Fill a store to each size, and measure."""
    chance = random.Random(1)
    told = [sentence for sentence in sentences() if len(sentence) > 60]
    figures = []
    with (
        tempfile.TemporaryDirectory() as folder,
        closing(open_store(f"sqlite:///{Path(folder) / 'store.sqlite'}")) as store,
    ):
        held = 0
        for size in sizes:
            _save(store, [an_article(chance, told, number) for number in range(held, size)])
            unite_store(store)
            new = [an_article(chance, told, number) for number in range(size, size + NEW)]
            held = size + NEW
            saving, merging = _seconds(lambda new=new: _save(store, new)), _seconds(lambda: unite_store(store))
            anew = _seconds(lambda: _merge_all(store))
            figures.append({"articles": size, "save": saving, "merge": merging, "all anew": anew})
            each = {name: round(1000 * seconds / NEW, 1) for name, seconds in list(figures[-1].items())[1:]}
            print(f"{size} articles, {NEW} new; ms a new article: {each}")
    first, last = figures[0], figures[-1]
    ratios = {name: round(last[name] / first[name], 2) for name in ("save", "merge", "all anew")}
    print(json.dumps({"store grown": last["articles"] / first["articles"], "cost grown": ratios}))


def an_article(chance: random.Random, told: list[str], number: int) -> tuple[Document, list[Event]]:
    """An article of a few hundred words with some events, spread over the years, states and types."""
    name = f"made-up-{number:06d}"
    quotes = chance.sample(told, EVENTS)
    text = " ".join([*(f"w{chance.randrange(10**6)}" for _ in range(200)), *quotes])
    published = date(2010, 1, 1) + timedelta(days=chance.randrange(5400))
    document = Document(name, name, "", "", published, published, "en", text, f"{name}.txt", name)
    return document, [_event(chance, name, n, quote, text.index(quote)) for n, quote in enumerate(quotes)]


def _event(chance: random.Random, name: str, number: int, quote: str, at: int) -> Event:
    start = date(2010, 1, 1) + timedelta(days=chance.randrange(5400))
    length, member = chance.choice(LENGTHS), chance.choice(SCORED)
    return Event(
        event_id=f"{name}-{number}",
        event_type=chance.choice(EVENT_TYPES),
        summary=quote[:60],
        date_start=start,
        date_end=start + timedelta(days=length),
        date_precision=PRECISION.get(length, 5),
        source_actors=(member,),
        target_actors=(chance.choice(["RUS", "CSTO", *SCORED]),),
        place=Place("", "country", None, (member,), 40.0, 45.0, 6),
        effects=(Effect(member, 1, "political"),),
        mentions=(Mention(name, at, at + len(quote), quote),),
        confidence=0.8,
    )


def _save(store: Store, articles: list[tuple[Document, list[Event]]]) -> None:
    for document, events in articles:
        store.save(document, events, "made up")


def _merge_all(store: Store) -> None:
    """What merging was before it looked at the new alone, without the writing."""
    documents = {name: store.document(name) for name in store.documents_frame()["id"]}
    contradictions.find(documents, group(store.readings(), documents))


def _seconds(work: Callable[[], None]) -> float:
    began = time.perf_counter()
    work()
    return time.perf_counter() - began


if __name__ == "__main__":
    main([int(size) for size in sys.argv[1:]] or [100, 300, 1000])
