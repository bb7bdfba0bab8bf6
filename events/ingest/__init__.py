"""Articles and partitions into the store."""

# The modules that others may import.
__all__ = ["ingest", "load", "watch"]
