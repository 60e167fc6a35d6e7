"""Where documents are worked on: an engine takes batches and gives back the outcomes of each."""
