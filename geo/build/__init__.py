"""Builds the outlines in ``geo/data`` from public sources: ``python -m geo.build``. The app never runs it."""
