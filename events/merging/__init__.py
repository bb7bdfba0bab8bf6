"""One event told several times is one event; where its reports disagree. Pure functions over records."""
