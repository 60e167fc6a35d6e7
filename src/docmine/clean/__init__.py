"""`RawDocument` to `CleanDocument`: every line kept or dropped, with reason and score."""
