"""Actors: every mention linked to one identity, by name, title, demonym, metonym or generic noun."""
