"""A language model as a second extractor, off unless asked for."""
