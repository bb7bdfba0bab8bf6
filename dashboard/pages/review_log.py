"""The page *Review log*: who decided what, when and why. It is only read here.

In: the log of reviews and filters. Out: a table whose rows lead to their events, and the same reviews as a file, as
`python -m events reviews export` writes it.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import UTC, date, datetime, time
from typing import Any
from urllib.parse import urlencode

import pandas as pd
import streamlit as st

from dashboard import wording
from dashboard.loading import outage, shared
from events.reviews.reasons import reasons
from events.reviews.review import ACTIONS, Review, review_to_json
from events.store import reviewing
from events.store.queries import by_id
from events.store.reviewing import LogFilter
from events.store.store import Store
from events.vocabulary import SCORED

MOST_SHOWN = 500
COLUMNS = ("When (UTC)", "Who", "What", "Event", "Why", "Note", "Open the event", "Article")


@dataclass(frozen=True, slots=True)
class Link:
    """Where a row of the log leads; empty where there is nothing to lead to."""

    event: str
    article: str


def show() -> None:
    """Draw the page."""
    shared.ready()
    st.title("Review log")
    with outage.told():
        store = shared.shared_store()
        chosen = _filters(store)
        count = reviewing.count_log(store, chosen)
        if not count:
            st.info("No review matches. Reviews are made on the page Review.")
            return
        shown = reviewing.log(store, chosen, MOST_SHOWN)
        rest = f"; the newest {MOST_SHOWN} are shown, the file has all" if count > MOST_SHOWN else ""
        st.caption(f"{count} {'review' if count == 1 else 'reviews'}{rest}")
        st.dataframe(
            log_table(store, shown),
            hide_index=True,
            column_config={
                "Open the event": st.column_config.LinkColumn(display_text="event"),
                "Article": st.column_config.LinkColumn(display_text="article"),
            },
        )
        st.download_button(
            "Save as JSON Lines",
            data=lambda: log_file(store, chosen),
            file_name="reviews.jsonl",
            mime="application/x-ndjson",
            on_click="ignore",
        )


def log_file(store: Store, chosen: LogFilter) -> bytes:
    """All reviews of a filter, the first first, one JSON line each."""
    return "".join(f"{review_to_json(review)}\n" for review in reviewing.all_reviews(store, chosen)).encode()


def log_table(store: Store, reviews: Sequence[Review]) -> pd.DataFrame:
    """The reviews as a table of `COLUMNS`, in the order given."""
    known = {review.review_id: review for review in reviews}
    ids = list(dict.fromkeys(name for review in reviews if (name := _event_of(review, known))))
    headlines = dict(by_id(store, ids)[["event_id", "summary"]].itertuples(index=False)) if ids else {}
    return pd.DataFrame([_row(review, known, headlines) for review in reviews], columns=list(COLUMNS))


def _row(review: Review, known: dict[str, Review], headlines: dict[str, str]) -> tuple[Any, ...]:
    link = link_of(review, known, headlines)
    why = reasons()[review.reason].label if review.reason in reasons() else review.reason
    return (
        f"{review.reviewed_at:%Y-%m-%d %H:%M}",
        review.reviewer,
        wording.REVIEW_ACTIONS[review.action],
        headlines.get(_event_of(review, known), "") or wording.described(review),
        why,
        review.note,
        link.event or None,
        link.article or None,
    )


def link_of(review: Review, known: dict[str, Review], headlines: dict[str, str]) -> Link:
    """To the event on the desk where it is shown, and to its sentence in the article."""
    about = known.get(review.others[0], review) if review.action == "undo" and review.others else review
    event_id = _event_of(review, known)
    event = f"./review?{urlencode({'event': event_id})}" if event_id in headlines else ""
    passage = next(iter(about.passages), None)
    told = urlencode({"document": passage.document_id, "start": passage.start}) if passage else ""
    return Link(event, f"./article?{told}" if told else "")


def _event_of(review: Review, known: dict[str, Review]) -> str:
    """The event that a review speaks of; of one that takes another back, that one's."""
    if review.action == "undo" and review.others:
        return known[review.others[0]].event_id if review.others[0] in known else ""
    return review.event_id


def _filters(store: Store) -> LogFilter:
    who, what, state, words = st.columns([2, 2, 2, 2])
    first, last = st.columns([1, 1])
    reviewers = who.multiselect("Who", reviewing.reviewers(store))
    actions = what.multiselect("What", ACTIONS, format_func=lambda action: wording.REVIEW_ACTIONS[action])
    members = state.multiselect("State", SCORED, format_func=wording.member_name)
    noted = words.text_input("Words of the note")
    since = first.date_input("From", value=None, format="YYYY-MM-DD")
    until = last.date_input("To", value=None, format="YYYY-MM-DD")
    return LogFilter(
        reviewers=tuple(reviewers),
        actions=tuple(actions),
        first=_moment(since, time.min),
        last=_moment(until, time.max),
        words=noted,
        members=tuple(members),
    )


def _moment(day: object, at: time) -> datetime | None:
    return datetime.combine(day, at, UTC) if isinstance(day, date) else None
