"""Where documents are worked on: local processes, behind one small interface."""
