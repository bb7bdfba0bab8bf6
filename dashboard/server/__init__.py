"""The server under the pages: its options, who may ask it, how many, and what it answers first."""
