"""What browsers ask of the server beside pages and files, answered as JSON."""
