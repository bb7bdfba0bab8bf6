"""The page *Contradictions*: sentences that cannot both be right, side by side, decided on by a person.

In: the store, and what the reviewer does. Out: the page, and reviews in the store. It is the desk of *Review* with
another view of the event (`dashboard/review/desk_against.js`).
"""

from __future__ import annotations

from dashboard.review.desk import show_desk


def show() -> None:
    """Draw the page."""
    show_desk("contradictions", "contradictions")
