"""From an article to its events: the stages in order."""

# The modules that others may import.
__all__ = ["explanation", "marks", "pipeline"]
