"""Articles and partitions into the store."""
