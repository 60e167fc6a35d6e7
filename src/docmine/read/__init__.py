"""Path to `RawItem` to `RawDocument`: text, HTML, PDF, JSONL; encoding, metadata, language."""
