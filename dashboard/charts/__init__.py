"""Charts beside and below the map."""
