"""The ``consult`` command: one file a command."""
