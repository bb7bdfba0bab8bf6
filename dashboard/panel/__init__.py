"""The panel beside the map: a month's events, and why a state has its colour."""
