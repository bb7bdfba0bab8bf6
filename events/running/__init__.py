"""Articles in, what was read in each out: in this process, on several, or on a Dask cluster."""
