"""Files to take away, and how large ones are sent."""
