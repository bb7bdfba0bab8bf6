"""What people say of events: reviews, and what follows from all of them. It reads no database and no language model."""

# The modules that others may import.
__all__ = [
    "agreement",
    "claims",
    "decisions",
    "labels",
    "lines",
    "making",
    "passages",
    "precision",
    "reasons",
    "review",
    "reviewed",
]
