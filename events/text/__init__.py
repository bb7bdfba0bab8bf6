"""Texts compared with texts: near copies, likeness, lists of words."""
