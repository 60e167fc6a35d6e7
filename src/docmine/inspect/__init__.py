"""The local web app: see what was extracted and where it stands in the reports, and put it right.

One address per view (`pages/`), rendered on the server; what is chosen (`choice`) is in the address, so that it can be
bookmarked, sent to a colleague, and filters the other views. Nothing leaves the machine: scripts, styles and the
outlines of the countries are package data (`static/vendor`, with their licences).
"""
