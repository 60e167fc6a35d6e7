"""Shuts the network for each Python process that finds this on its path; the fixture `shut` sees to that."""

import socket


def refuse(*args, **kwargs):
    """Take no connection."""
    raise AssertionError("docmine must not use the network")


for name in ("connect", "connect_ex", "sendto", "sendmsg"):
    setattr(socket.socket, name, refuse)
for name in ("create_connection", "getaddrinfo", "gethostbyname", "gethostbyaddr"):
    setattr(socket, name, refuse)
