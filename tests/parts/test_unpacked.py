import csv

import pytest

from docmine.errors import StoreError
from docmine.parts import Dataset, Manifest, write_part
from docmine.parts.dataset import Index
from docmine.parts.unpacked import unpack

pytest.importorskip("pyarrow", reason="the extra `ray` is not installed")

ONE, TWO = "1" * 24, "2" * 24
EVENT = {"event_id": "e_1", "doc_id": "d_1", "event_type": "ASSAULT", "source_actors": ["the Front", "SLF"]}
PLACE = {"place_id": "p_1", "doc_id": "d_1", "name": "Ansongo", "lat": 15.66}


@pytest.fixture
def begun(tmp_path):
    """A folder of which the first of two parts is done."""
    parts = tmp_path / "parts"
    parts.mkdir()
    Dataset.begin(parts, Index(settings={}, decisions=0, parts=(ONE, TWO), refused=()))
    _write(parts, ONE)
    return parts


def _write(parts, name):
    manifest = Manifest(part=name, settings={}, trusted=True, reports=(), refused=(), tables={})
    write_part(parts, manifest, [{"events": [EVENT], "places": [PLACE]}])


def test_a_report_in_two_parts_is_taken_once(begun, tmp_path):
    _write(begun, TWO)
    events = unpack(begun, tmp_path)
    with events.open(encoding="utf-8", newline="") as stream:
        assert [(row["event_id"], row["source_actors"]) for row in csv.DictReader(stream)] == [("e_1", "the Front|SLF")]
    with events.with_name("places.csv").open(encoding="utf-8", newline="") as stream:
        assert [(row["name"], row["lat"]) for row in csv.DictReader(stream)] == [("Ansongo", "15.66")]


def test_only_what_is_needed_is_read(begun, tmp_path):
    manifest = Manifest(part=TWO, settings={}, trusted=True, reports=(), refused=(), tables={})
    write_part(begun, manifest, [{"events": [{**EVENT, "event_id": "e_2", "doc_id": "d_2"}], "lines": [{"n": 1}]}])
    (begun / TWO / "lines.parquet").write_bytes(b"PAR1")
    with unpack(begun, tmp_path).open(encoding="utf-8", newline="") as stream:
        assert [row["event_id"] for row in csv.DictReader(stream)] == ["e_1", "e_2"]


def test_unfinished_parts_are_refused(begun, tmp_path):
    with pytest.raises(StoreError, match=f"lacks the part {TWO}"):
        unpack(begun, tmp_path)


def test_a_torn_part_is_refused(begun, tmp_path):
    _write(begun, TWO)
    (begun / TWO / "events.parquet").write_bytes(b"PAR1")
    with pytest.raises(StoreError, match="is torn, or was changed"):
        unpack(begun, tmp_path)
