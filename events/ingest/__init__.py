"""Articles, partitions and recorded reviews into the store."""

# The modules that others may import.
__all__ = ["ingest", "load", "recorded", "watch"]
