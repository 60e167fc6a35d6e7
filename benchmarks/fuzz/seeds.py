"""What fuzzing begins with: small inputs in our own words, a few for each target, and words to put in."""

from __future__ import annotations

import gzip
import json
import tempfile
from pathlib import Path

from targets import pdf_around, workbook_around

_REPORT = """RAID ON THE LOWER TOWN
By Ana Lind | Karvel Watch | 12 March 2021

Armed men entered the lower town of Karvel before dawn on Monday and took eleven people from their homes.
- a mayor;
• a baker.
The govern-
ment denied it.1 Nobody spoke of it.2

Share on Facebook | Read more
© 2021 Karvel Watch
1. Karvel Courier, 3 May.
"""
_PAGE = """<!DOCTYPE html><html lang="en"><head><title>Raid</title><meta charset="utf-8">
<meta property="article:published_time" content="2021-03-12T08:00:00Z"><base href="https://example.org/">
<script type="application/ld+json">{"@type": "NewsArticle", "datePublished": "2021-03-12",
"author": {"name": "Ana Lind"}}</script></head>
<body><nav><a href="/">Home</a></nav><article><h1>Raid on the lower town</h1>
<p>Armed men entered the lower town of Karvel before dawn &amp; took eleven people from their homes.</p>
<table><tr><td>killed</td><td>11</td></tr></table><pre>a
b</pre><p hidden>unseen</p></article><!--[if IE]><p>old</p><![endif]--></body></html>"""
_XHTML = """<?xml version="1.0" encoding="iso-8859-1"?>
<!DOCTYPE html [<!ENTITY a "aa"><!ENTITY x SYSTEM "file:///etc/hosts">]>
<html xmlns="http://www.w3.org/1999/xhtml"><head><title/></head>
<body><p>Armed men entered the town. &a;&x;</p></body></html>"""
_DATES = (
    "In early March 2016, and again on 5/6/2016, they came; two days later, on Friday, 12 mars 2021, they left.",
    "since the first half of 1990s until by no later than mid-2001; the last week of Ramadan 1437 AH; fiscal 2016/17",
    "2016-W12-5 2016-05/2016-08 20160512 17h30 10:30 p.m. EST '90s nineteen ninety-nine, ٥ مارس ٢٠١٦, 3rd century BC",
    "May she march in the fall? On the eve of Christmas Day every second Monday, three weeks ago, recently, now.",
)
_EVENTS = (
    "event_id,event_date,end_date,event_type,sub_event_type,actor1,actor2,location,admin1,country_iso3,lat,lon,"
    'fatalities,notes\nK-1,2021-03-14,,Battles,Armed clash,Red Banner,Army,Karvel,North,MLI,15.6,0.5,11,"at dawn, '
    'with mortars"\n'
)
_SOURCES = "file,url,publisher,title,published,language,home\na.txt,,Karvel Watch,Raid,2021-03,en,MLI|US.TX\n"
_ACTORS = "id;name;aliases\nA-1;Red Banner;RB|Banner\n"
_SHEET = (
    '<worksheet xmlns="http://schemas.openxmlformats.org/spreadsheetml/2006/main"><sheetData><row r="1">'
    '<c r="A1" t="inlineStr"><is><t>event_id</t></is></c><c r="B1" t="inlineStr"><is><t>event_date</t></is></c></row>'
    '<row r="2"><c r="A2" t="inlineStr"><is><t>K-1</t></is></c><c r="B2"><v>44269</v></c></row></sheetData>'
    '<mergeCells count="1"><mergeCell ref="A3:B3"/></mergeCells></worksheet>'
)
_SETTINGS = (
    '[read]\nexclude = ["a*"]\nmax_bytes = 10\n[clean]\nthreshold = 0.5\n[curated.own]\nfile = "x.csv"\n'
    'columns = { event_date = "Date" }\ndates = "%d/%m/%Y"\n[model.labels]\nPER = "PERSON"\n'
)
_RULES = '[[drop]]\nreason = "site"\nphrases = ["Your voice"]\npatterns = ["key: .*(a|b)+"]\nneeds = 2\n'
_PERIODS = "[month]\nearly = [1, 7]\n[fiscal]\nstart = 10\n"
_SPAN = {"doc_id": "d_1", "start": 1, "end": 4, "text": "May", "who": "ana"}
_DECISIONS = (
    {"kind": "line", "doc_id": "d_1", "n": 3, "text": "By", "keep": True, "who": "ana"},
    {**_SPAN, "kind": "entity", "label": None, "replaces": [0, 4]},
    {**_SPAN, "kind": "date", "earliest": "2016-05-01", "latest": None},
    {**_SPAN, "kind": "event", "cells": {"place": [1, 2]}},
    {**_SPAN, "kind": "place", "place": {"name": "Gao", "lat": 1, "lon": 2, "where_prec": 1}},
    {"kind": "link", "extracted_id": "e_1", "curated_id": "K-1", "verdict": "accept", "who": "ana", "bulk": True},
    {"kind": "undo", "of": "00"},
)
_WORDS = """
the of on at from to between and or since until by last next this first half third week day month year quarter decade
century ago later before after 1st May March June Dec. Friday today 2016-12-05 5/12/2016 12 1990s '90s fiscal مارس آذار
mars AH BC <p> </p> <td> <pre> <script> <style> <!-- --> &amp; &#x0; <base href= <svg> <template> <noscript> <meta
charset= <?xml BT ET Tf Td Tj TJ Tm Do cm Tr Tz /F
"""


def words() -> list[str]:
    """Return words that a mutation may put in."""
    return _WORDS.split()


def seeds(target: str) -> list[bytes]:
    """Return what the fuzzing of a target begins with."""
    lines = "\n".join(map(json.dumps, _DECISIONS)).encode()
    table = b"\0" + _EVENTS.encode()
    found = {
        "text": [_REPORT.encode(), _REPORT.encode("utf-16"), _REPORT.encode("cp1252"), _PAGE.encode()],
        "html": [_PAGE.encode(), _XHTML.encode()],
        "record": [json.dumps({"text": _REPORT, "dct": "2021-03-12"}).encode(), json.dumps({"html": _PAGE}).encode()],
        "pdf_file": [pdf_around(b"BT /F 12 Tf 72 700 Td (Four people were killed.) Tj ET")],
        "pdf_page": [b"BT /F 12 Tf 72 700 Td (Four people) Tj 0 -14 Td [(in) 20 (Karvel)] TJ /F 7 Tf 5 Ts (1) Tj ET"],
        "cleaner": [_REPORT.encode()],
        "offsets": [bytes(range(60))],
        "dates": [bytes([number]) + text.encode() for number, text in enumerate(_DATES)],
        "curated_csv": [table, b"\1" + _ACTORS.encode()],
        "curated_gzip": [b"\0" + gzip.compress(_EVENTS.encode(), mtime=0)],
        "curated_xlsx": [b"\0" + workbook_around(_SHEET.encode())],
        "curated_sheet": [b"\0" + _SHEET.encode()],
        "curated_parquet": [b"\0" + _parquet()],
        "taxonomy": [b"source,category,level1,level2\nown,raid,violence,armed\n"],
        "config": [bytes([number]) + text.encode() for number, text in enumerate((_SETTINGS, _RULES, _PERIODS))],
        "sources": [
            b"file,url,publisher,title,published,language,home\na.txt,,Karvel Watch,Raid,2021-03,en,MLI|US.TX\n"
        ],
        "decisions": [b"\0" + lines, b"\xff" + lines],
    }
    return found[target]


def _parquet() -> bytes:
    import duckdb  # noqa: PLC0415 - only for one target

    with tempfile.TemporaryDirectory() as folder, duckdb.connect() as db:
        path = Path(folder) / "seed.parquet"
        db.execute(f"COPY (SELECT 'K-1' AS event_id, DATE '2021-03-14' AS event_date) TO '{path}' (FORMAT parquet)")
        return path.read_bytes()
