"""Actor mentions resolved to one identity."""
