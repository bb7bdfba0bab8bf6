"""Labelled texts, and what scores an extractor on them; ``python -m evaluation`` holds the figures against floors.toml.

Beside it, `benchmarks/` measures time and memory, and `tools/` makes things (stores, articles, pictures, word counts).
"""
