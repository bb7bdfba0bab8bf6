"""Events out of the store, as files that others read."""
