"""Texts compared with texts: near copies, likeness, lists of words."""

# The modules that others may import.
__all__ = ["front_matter", "near_duplicates", "search_words", "similarity", "word_lists"]
