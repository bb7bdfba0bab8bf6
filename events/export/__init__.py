"""Events out of the store, as files that others read."""

# The modules that others may import.
__all__ = ["writers"]
