import sys
from pathlib import Path

import pytest

from docmine.cli.streams import write, writer
from docmine.errors import StoreError


@pytest.mark.skipif(not Path("/dev/full").exists(), reason="this system has no device that is always full")
def test_a_full_disk_under_standard_output_is_an_error_and_says_no_more(monkeypatch):
    with open("/dev/full", "w", encoding="utf-8") as full:  # noqa: PTH123 - a device
        monkeypatch.setattr(sys, "stdout", full)
        with pytest.raises(StoreError, match="standard output: cannot be written: No space"), writer("-") as stream:
            write(stream, {"id": "a", "text": "x" * 100_000})
        full.write("what is flushed at exit goes nowhere")
