"""Second floor: membership, weights, the score, its band and its parts. Imports ``events``."""
