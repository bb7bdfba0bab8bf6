"""Whether the articles that come with the program belong into a store: they do where nobody keeps their own.

In: the store, and the setting `SEEDS`. Out: yes or no. An analyst's archive is theirs: what a stranger's five articles
tell must not mix with it unasked.
"""

from __future__ import annotations

import os
from pathlib import Path

from events.ingest.ingest import SEEDS
from events.reading.finding import find_sources
from events.reading.results import Source
from events.store.store import Store

SETTING = "SEEDS"


def belong_in(store: Store, folder: Path = SEEDS) -> bool:
    """Whether the first start reads the articles of `folder` into the store.

    With ``SEEDS=on`` it does, with ``SEEDS=off`` it does not. Without the setting it does where the store has some of
    them already, so that they stay up to date and one that was added to the folder is read; and where the store is the
    default one (`STORE_URL` is not set) and holds no article yet.
    """
    said = os.environ.get(SETTING, "").strip().lower()
    if said in ("on", "off"):
        return said == "on"
    if not store.holds_articles():
        return not os.environ.get("STORE_URL")
    names = (source.id for source in find_sources([folder]) if isinstance(source, Source))
    return any(store.source_of(name) for name in names)
