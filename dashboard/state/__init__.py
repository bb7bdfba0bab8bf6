"""What one state of the store gives the pages: its tables, what is counted over them, and the method that is chosen."""
