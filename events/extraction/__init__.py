"""From an article to its events: the stages in order."""
