"""First floor: articles in, dated and placed political events out, and the store that keeps them. Imports ``geo``."""
