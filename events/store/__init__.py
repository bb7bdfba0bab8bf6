"""The SQL database that the command line and the app share."""

# The modules that others may import.
__all__ = [
    "aggregates",
    "arrivals",
    "backup",
    "database",
    "failures",
    "full_scan",
    "merging",
    "queries",
    "removal",
    "review_queue",
    "reviewing",
    "rewinding",
    "rows",
    "search",
    "store",
    "tables",
    "tours",
]
