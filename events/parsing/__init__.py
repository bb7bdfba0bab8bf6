"""An article's sentences, parsed, and what the parse says: who stands where in a clause, and whether it is asserted."""

# The modules that others may import.
__all__ = ["article", "bounded", "cleaning", "factuality", "model", "roles"]
