"""When and where a coded event happened."""

# The modules that others may import.
__all__ = ["context", "date_attachment", "event_place", "event_time"]
