"""Who is named, described or meant: states, organisations and leaders."""

# The modules that others may import.
__all__ = ["coreference", "descriptions", "directory", "salience", "sections"]
