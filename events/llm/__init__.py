"""A language model as a second extractor, off unless asked for."""

# The modules that others may import.
__all__ = ["client", "consent", "extractor"]
