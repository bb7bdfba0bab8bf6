"""The command line, one file a command."""

# The modules that others may import.
__all__ = ["command_line"]
