"""The `docmine` command."""
