"""Tours while they are made and told: what may be done to one, and its line on the map."""
