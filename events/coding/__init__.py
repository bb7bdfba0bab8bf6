"""What happened: event types, their parties, and how they bear on a member's tie to Moscow."""

# The modules that others may import.
__all__ = ["captions", "coded", "discourse", "effects", "lexicon", "nouns", "summary", "verbs"]
