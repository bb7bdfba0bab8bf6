"""What happened: event types, their parties, and how they bear on a member's tie to Moscow."""
