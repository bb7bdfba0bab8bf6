"""The SQL database that the command line and the app share."""
