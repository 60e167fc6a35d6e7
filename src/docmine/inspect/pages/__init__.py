"""A module per view: from a request to a page."""
