"""Third floor: pages, the map component, charts and the address. Imports every room below."""
