"""Articles in, what was read in each out: in this process, on several, or on a Dask cluster."""

# The modules that others may import.
__all__ = ["extractors", "outcome", "partitions", "run"]
