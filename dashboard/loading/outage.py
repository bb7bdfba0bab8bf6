"""When the store does not answer: one plain sentence in the page, which comes back by itself.

In: what went wrong while a page or a part of one was drawn. Out: words on the page, which is drawn again once the store
answers.
"""

from __future__ import annotations

import logging
from collections.abc import Iterator
from contextlib import contextmanager

import streamlit as st
from sqlalchemy.exc import SQLAlchemyError

from dashboard.loading import shared
from events.store.database import reason
from events.store.store import StoreError

LOOK_SECONDS = 5
STORE_AWAY = "The store does not answer. This page comes back by itself when it does."
BROKEN = "Something went wrong here. Load the page anew; if that does not help, the server’s log says what it was."
FAILURES = (StoreError, SQLAlchemyError)


@contextmanager
def told() -> Iterator[None]:
    """Around a part of a page whose other parts need no store: they stay."""
    try:
        yield
    except FAILURES as error:
        logging.getLogger(__name__).warning("the store does not answer: %s", words(error))
        tell(error)


def tell(error: Exception) -> bool:
    """Say on the page what went wrong; True: Streamlit need not say it in its own words."""
    if not isinstance(error, FAILURES):
        st.error(BROKEN)
        return True
    st.error(STORE_AWAY, icon=":material/cloud_off:")
    st.text(words(error))
    st.session_state["store-away"] = True
    _look_again()
    return True


def short_lines() -> None:
    """One line in the log for each time that the store did not answer, instead of fifty."""
    logging.getLogger("streamlit.error_util").addFilter(_shortened)


def _shortened(record: logging.LogRecord) -> bool:
    error = record.exc_info[1] if record.exc_info else None
    if isinstance(error, FAILURES):
        record.exc_info, record.msg, record.args = None, f"the store does not answer: {words(error)}", ()
    return True


def words(error: Exception) -> str:
    """What the store says, in one line."""
    return str(error) if isinstance(error, StoreError) else reason(error)


@st.fragment(run_every=LOOK_SECONDS)
def _look_again() -> None:
    if st.session_state.pop("store-away", False):
        return  # it was away a moment ago
    try:
        shared.shared_store().revision()
    except FAILURES:
        return
    st.rerun()
