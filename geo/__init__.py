"""Ground floor: names of places, where they lie, and the shapes drawn on the map. Imports no other room."""
