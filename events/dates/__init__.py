"""Time expressions in English text, each resolved to an interval of days."""
