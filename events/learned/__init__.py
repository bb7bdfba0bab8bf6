"""A second reading of what the rules found, by a model learned on labelled passages: how far the two agree."""

# The modules that others may import.
__all__ = ["clauses", "judgement", "model", "reader"]
