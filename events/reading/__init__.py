"""Files in, articles out: finding, unpacking, decoding and reading files of every kind."""

# The modules that others may import.
__all__ = ["columns", "documents", "finding", "results"]
