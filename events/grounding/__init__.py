"""When and where a coded event happened."""
