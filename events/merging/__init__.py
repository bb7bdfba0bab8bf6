"""One event told several times is one event; where its reports disagree. Pure functions over records."""

# The modules that others may import.
__all__ = ["across_documents", "between_extractors", "contradictions", "merge", "within_document"]
