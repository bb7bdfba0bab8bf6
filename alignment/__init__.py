"""Second floor: membership, weights, the score, its band and its parts. Imports ``events``.

`explain` takes a score apart, `score_members` gives all of them.
"""

from alignment.explanation import Explanation, explain
from alignment.scoring import score_members

__all__ = ["Explanation", "explain", "score_members"]
