"""The page *Review*: one event after the other, decided on by a person.

In: the store, and what the reviewer does. Out: the page. All of it stands in `dashboard.review.desk`.
"""

from __future__ import annotations

from dashboard.review.desk import show_desk
from events.store.review_queue import ORDERS


def show() -> None:
    """Draw the page."""
    show_desk("review", ORDERS[0])
