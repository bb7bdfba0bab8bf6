"""Reading articles out of files of every kind; `events.documents` is the door to it."""
