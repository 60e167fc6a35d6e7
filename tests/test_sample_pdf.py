"""The sample PDF is what its script makes."""

import runpy
from pathlib import Path

import pypdfium2
import pytest

ROOT = Path(__file__).parents[1]


@pytest.fixture(scope="module")
def draw():
    return runpy.run_path(str(ROOT / "benchmarks" / "make_sample_pdf.py"))["draw"]


def text(path):
    document = pypdfium2.PdfDocument(path)
    pages = [page.get_textpage().get_text_bounded() for page in document]
    document.close()
    return pages


def test_the_same_script_makes_the_same_bytes(draw, tmp_path):
    draw(tmp_path / "one.pdf")
    draw(tmp_path / "two.pdf")
    assert (tmp_path / "one.pdf").read_bytes() == (tmp_path / "two.pdf").read_bytes()


def test_the_sample_is_up_to_date(draw, tmp_path):
    draw(tmp_path / "new.pdf")
    assert text(tmp_path / "new.pdf") == text(ROOT / "raw" / "quarterly-incident-review.pdf")


def test_the_sample_has_headers_and_page_numbers():
    pages = text(ROOT / "raw" / "quarterly-incident-review.pdf")
    assert len(pages) == 2
    for number, page in enumerate(pages, 1):
        assert "Observatory of the River Bend | Quarterly Incident Review 2/2021" in page
        assert f"Page {number}" in page
