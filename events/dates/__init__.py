"""Time expressions in English text, each resolved to an interval of days."""

# The modules that others may import.
__all__ = [
    "chronologies",
    "datelines",
    "intervals",
    "landmarks",
    "offsets",
    "patterns",
    "publication",
    "resolver",
    "summits",
    "words",
]
