"""A store of made-up events of which some are reviewed: by a person, with the project, and with two who differ."""

from __future__ import annotations

from dataclasses import replace

from events.reviews import making
from events.reviews.review import PROJECT
from events.store import reviewing
from events.store.store import Store

CONFIRMED, EDITED, OF_PROJECT, DISPUTED = "made-up-60", "made-up-50", "made-up-40", "made-up-30"
REVIEWED = {CONFIRMED, EDITED, OF_PROJECT, DISPUTED}
REJECTED = "made-up-20"


def review_some(store: Store) -> None:
    """Four events stay as reviewed, one of them disputed; one goes."""

    def judge(event_id, how, who, *rest):
        reviewing.add_reviews(store, [how(reviewing.seen(store, event_id), who, *rest)])

    judge(CONFIRMED, making.confirm, "ana")
    edited = reviewing.seen(store, EDITED).fields
    judge(EDITED, making.edit, "ana <b>", replace(edited, summary="An edited headline"))
    judge(OF_PROJECT, making.confirm, PROJECT)
    judge(DISPUTED, making.confirm, "ana")
    judge(DISPUTED, making.edit, "ben", replace(reviewing.seen(store, DISPUTED).fields, event_type="ACCUSE"))
    judge(REJECTED, making.reject, "ana", "not-told")
