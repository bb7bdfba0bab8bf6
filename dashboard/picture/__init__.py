"""A view of the map as a picture, without a browser."""
