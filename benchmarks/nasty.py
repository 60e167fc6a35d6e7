"""Writes a folder of files that are made to break what reads them, beside three ordinary reports.

    python benchmarks/nasty.py FOLDER [--length 60000]

A test runs docmine over them once. `write` says of each what must become of it, and whose words must come through.
"""

from __future__ import annotations

import argparse
import gzip
import io
import os
import unicodedata
import zipfile
import zlib
from collections.abc import Callable, Iterator, Mapping
from pathlib import Path

Made = Iterator[tuple[str, bytes, str]]
"""Name, bytes, and what must become of the file: `ok`, `failed`, `skipped`, or `any` of these."""

GOOD: Mapping[str, str] = {
    "a-good.txt": "Militants attacked the town of Mopti on 7 May 2021. Eleven civilians were killed, the mayor said.\n",
    "m-good.txt": "Police arrested four traders in Gao on 3 June 2020, their families told the reporter.\n",
    "z-good.txt": "Soldiers shelled the town of Timbuktu on 9 July 2019. Two women were injured, a doctor said.\n",
}
"""Ordinary reports, read before, between and after the others."""

SECRET = "the words of a file that lies outside"
ATTACK = "<img src=x onerror=alert(666)>"
STEERING = "\x1b[2J\x1b]0;owned\x07"
BIDI = "\u202egnp.\u2066tra\u2069ffo"
SENTENCE = "Militants attacked the town of Mopti on 7 May 2021. "


def files(length: int, outside: Path) -> Made:
    """Yield all files that have bytes; `length` is about how many characters the long ones have."""
    yield from _encodings()
    yield from _long(length)
    yield from _pages(length, outside)
    yield from _archives()
    yield from _pdfs()
    yield from _lines(length)
    yield from _words()
    yield from _names()


def _encodings() -> Made:
    text = SENTENCE + "Zoë Müller – “the mayor” – saw it.\n"
    yield "empty.txt", b"", "failed"
    yield "blank.txt", b" \t\r\n\v\f" * 200, "failed"
    yield "nuls.txt", b"\0" * 5000, "failed"
    yield "controls.txt", bytes(range(1, 32)) * 100, "failed"
    yield "one-nul.txt", text.replace("town", "to\0wn").encode(), "ok"
    yield "utf16-mark.txt", text.encode("utf-16"), "ok"
    yield "utf16-bare.txt", text.encode("utf-16-le"), "ok"
    yield "utf16-odd.txt", text.encode("utf-16") + b"x", "failed"
    yield "utf32.txt", text.encode("utf-32"), "ok"
    yield "cp1252.txt", text.encode("cp1252"), "ok"
    yield "mixed.txt", text.encode() * 3 + text.encode("cp1252"), "ok"
    yield "marks.txt", b"\xef\xbb\xbf" * 50 + text.encode(), "ok"
    yield (
        "overlong.txt",
        text.encode() + b"\xc0\xae\xc0\xae\xc0\xaf\xe0\x80\xaf\xf0\x80\x80\xaf\n" + text.encode() * 9,
        "any",
    )
    yield "surrogates.txt", text.encode() * 9 + b"\xed\xa0\xbd\xed\xb8\x80 \xed\xa0\x80", "any"
    yield "cut-character.txt", (text * 9 + "“").encode()[:-1], "any"
    yield "beyond-unicode.txt", text.encode() * 9 + b"\xf4\x90\x80\x80\xff\xfe", "any"


def _long(length: int) -> Made:
    baits = {
        "digits": "1", "spaces": "a   ", "dots": ".", "dashes": "-", "apostrophes": "'", "brackets": "((",
        "quotes": '"“', "pipes": "a | ", "initials": "A. ", "slashes": "1/", "commas": "1,", "mails": "a@a.",
        "addresses": "http://a/", "numbers": "one hundred ", "negations": "not ", "clauses": "which said that ",
        "lists": "Gao, Mopti and ", "bullets": "\n- a", "notes": "a.1 ", "hyphens": "a-\n", "breaks": "\n",
        "stacked": "e\u0301\u0302", "ampersands": "&amp;", "ordinals": "the 1st of ", "months": "May ",
        "capitals": "Aa ", "letters": "a", "lines": "a\n", "spoken": "killed and ", "tabs": "\t\ta",
        "marks": "[1]", "joined": "a\u200d", "arabic": "مارس ",
    }  # fmt: skip
    for name, bait in baits.items():
        yield f"long/{name}.txt", (SENTENCE + bait * (length // len(bait)) + "!").encode(), "any"
    yield "long/dates.txt", (SENTENCE + "5 May 2016, " * (length // 12)).encode(), "ok"
    yield "long/too-long.txt", (SENTENCE * max(40, length // 15)).encode(), "failed"
    yield "long/too-large.txt", b"x" * 2_000_001, "failed"


def _pages(length: int, outside: Path) -> Made:
    def page(body: str, head: str = "") -> bytes:
        return f"<!DOCTYPE html><html><head>{head}</head><body><p>{SENTENCE * 3}</p>{body}</body></html>".encode()

    entities = "".join(f'<!ENTITY a{n} "{f"&a{n - 1};" * 10}">' for n in range(1, 12))
    xhtml = '<?xml version="1.0"?><!DOCTYPE html [{}]><html xmlns="http://www.w3.org/1999/xhtml"><body><p>{}{}</p></body></html>'
    yield "page/laughs.xhtml", xhtml.format(f'<!ENTITY a0 "ha">{entities}', SENTENCE * 3, "&a11;").encode(), "ok"
    for number, kind in enumerate((f'SYSTEM "{outside.as_uri()}"', 'PUBLIC "x" "http://127.0.0.1:9/x"')):
        yield f"page/outside-{number}.xhtml", xhtml.format(f"<!ENTITY x {kind}>", SENTENCE * 3, "&x;").encode(), "ok"
    yield "page/outside-dtd.html", f'<!DOCTYPE html SYSTEM "{outside.as_uri()}">'.encode() + page("")[15:], "any"
    yield (
        "page/include.html",
        page(f'<x:include xmlns:x="http://www.w3.org/2001/XInclude" href="{outside.as_uri()}"/>'),
        "ok",
    )
    yield "page/nested.html", page("<div>" * 200 + "x" + "</div>" * 200), "ok"
    yield "page/too-deep.html", page("<div>" * 20_000 + "lost"), "failed"
    yield "page/unclosed.html", page("<table><tr><td><b><i><p>" * 50 + "<a href='"), "any"
    yield "page/too-many.html", page("<i></i>" * 201_000), "failed"
    yield (
        "page/vector.html",
        page("<svg onload=alert(666)><script>alert(666)</script></svg><math><mi>x</mi></math>"),
        "ok",
    )
    yield (
        "page/data.html",
        page('<iframe src="data:text/html,<script>alert(666)</script>"></iframe><object data="data:,x">'),
        "ok",
    )
    yield (
        "page/refresh.html",
        page("", '<meta http-equiv="refresh" content="0;url=http://127.0.0.1:9/"><base href="//127.0.0.1:9">'),
        "ok",
    )
    yield (
        "page/style.html",
        page("", f'<link rel="stylesheet" href="{outside.as_uri()}"><style>@import "http://127.0.0.1:9";</style>'),
        "ok",
    )
    yield (
        "page/conditional.html",
        page("<!--[if IE]><script>alert(666)</script><![endif]--><![CDATA[ <p>x</p> ]]>"),
        "ok",
    )
    yield "page/comment.html", page("<!--" * (length // 4)), "any"
    yield (
        "page/attribute.html",
        page(f'<p class="{"a " * (length // 2)}" style="{"display: " * (length // 9)}">x</p>'),
        "ok",
    )
    yield "page/references.html", page("&#0;&#xD800;&#x110000;&#99999999999999;&" + "amp;" * 100), "ok"
    yield "page/linked-data.html", page("", f'<script type="application/ld+json">{"[" * 50_000}</script>'), "ok"
    yield (
        "page/title.html",
        page("", f'<title>{ATTACK.replace("<", "&lt;")}=1+1</title><meta name="author" content="=cmd|x">'),
        "ok",
    )
    yield "page/letters.html", page("<p>" + "&nbsp;" * (length // 6) + "</p>"), "any"


def _archives() -> Made:
    buffer = io.BytesIO()
    with zipfile.ZipFile(buffer, "w", zipfile.ZIP_DEFLATED) as archive:
        archive.writestr("../../escaped.txt", b"\0" * 10_000_000)
    bomb = gzip.compress(b"\0" * 5_000_000, mtime=0)
    for suffix in ("txt", "html", "pdf", "jsonl"):
        yield f"archive/zip.{suffix}", buffer.getvalue(), "failed"
        yield f"archive/gzip.{suffix}", bomb, "failed"
    yield "archive/bomb.jsonl.gz", gzip.compress(b"\0" * 300_000_000, 1, mtime=0), "failed"
    yield "archive/cut.jsonl.gz", gzip.compress(b'{"text": "x"}' * 99, mtime=0)[:-9], "failed"
    yield "archive/trailing.jsonl.gz", gzip.compress(b"{}", mtime=0) + b"junk", "failed"
    yield "archive/book.xlsx", buffer.getvalue(), "skipped"
    yield "archive/word.docx", buffer.getvalue(), "skipped"
    yield "archive/rtf.txt", b"{\\rtf1\\ansi Militants attacked the town.\\par}", "any"
    yield "archive/old-word.txt", b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1" + b"\0" * 4000, "failed"
    yield "archive/program.txt", b"\x7fELF\2\1\1" + bytes(range(256)) * 20, "failed"


def pdf(*objects: bytes, trailer: bytes = b"") -> bytes:
    """Return a PDF of these objects, numbered from 1; the first is the catalogue."""
    out, offsets = b"%PDF-1.7\n", []
    for number, body in enumerate(objects, 1):
        offsets.append(len(out))
        out += b"%d 0 obj\n%s\nendobj\n" % (number, body)
    table = b"".join(b"%010d 00000 n \n" % offset for offset in offsets)
    size, start = len(objects) + 1, len(out)
    out += b"xref\n0 %d\n0000000000 65535 f \n%s" % (size, table)
    return out + b"trailer << /Size %d /Root 1 0 R %s >>\nstartxref\n%d\n%%%%EOF" % (size, trailer, start)


def _pdfs() -> Made:
    words = b"BT /F 12 Tf 72 700 Td (%s) Tj ET" % SENTENCE.encode()

    def sheet(
        content: bytes = words, box: bytes = b"0 0 600 800", catalogue: bytes = b"", trailer: bytes = b""
    ) -> bytes:
        return pdf(
            b"<< /Type /Catalog /Pages 2 0 R %s >>" % catalogue,
            b"<< /Type /Pages /Kids [3 0 R] /Count 1 >>",
            b"<< /Type /Page /Parent 2 0 R /MediaBox [%s] /Contents 4 0 R /Resources << /Font << /F 5 0 R >> >> >>"
            % box,
            content
            if content.startswith(b"<<")
            else b"<< /Length %d >>\nstream\n%s\nendstream" % (len(content), content),
            b"<< /Type /Font /Subtype /Type1 /BaseFont /Helvetica >>",
            trailer=trailer,
        )

    packed = zlib.compress(b" " * 30_000_000, 9)
    script = b"/OpenAction << /S /JavaScript /JS (app.alert\\(666\\)) >> /AA << /WC << /S /Launch /F (calc.exe) >> >>"
    yield "pdf/script.pdf", sheet(catalogue=script), "ok"
    yield (
        "pdf/locked.pdf",
        sheet(
            trailer=b"/Encrypt << /Filter /Standard /V 1 /R 2 /O (%s) /U (%s) /P -4 >> /ID [<00> <00>]"
            % (b"o" * 32, b"u" * 32)
        ),
        "failed",
    )
    yield "pdf/cut.pdf", sheet()[:300], "failed"
    yield "pdf/looped.pdf", sheet(trailer=b"/Prev 9"), "any"
    yield (
        "pdf/circle.pdf",
        pdf(b"<< /Type /Catalog /Pages 2 0 R >>", b"<< /Type /Pages /Kids [2 0 R] /Count 1 >>"),
        "failed",
    )
    yield (
        "pdf/absent.pdf",
        pdf(b"<< /Type /Catalog /Pages 2 0 R >>", b"<< /Type /Pages /Kids [] /Count 99999999 >>"),
        "failed",
    )
    yield "pdf/huge-page.pdf", sheet(box=b"0 0 1e30 1e30"), "any"
    yield "pdf/no-page.pdf", sheet(box=b"0 0 -1 nan"), "any"
    yield (
        "pdf/bomb.pdf",
        sheet(b"<< /Filter /FlateDecode /Length %d >>\nstream\n%s\nendstream" % (len(packed), packed)),
        "failed",
    )
    yield "pdf/header-only.pdf", b"%PDF-1.7\n%%EOF", "failed"
    yield "pdf/text.pdf", SENTENCE.encode(), "failed"


def _lines(length: int) -> Made:
    good = f'{{"text": "{SENTENCE}", "published": "2021-05-08"}}'
    bad = ("[" * 100_000, "9" * 9_000, "NaN", '{"text": 5}', '{"text": "\\ud83d"}', "{", '{"text": "' + "x" * length)
    yield (
        "lines.jsonl",
        "\n".join((good, *bad, "\ufeff", '{"text": "a", "text": "b"}')).encode() + b"\n\xff\xfe\n",
        "any",
    )
    yield (
        "titles.jsonl",
        (
            f'{{"text": "{SENTENCE}", "title": "{ATTACK}", "byline": "=HYPERLINK(1)", "publisher": "@SUM(1)", '
            f'"url": "javascript:alert(666)", "published": "2021-05-08\\u001b[2J"}}\n'
        ).encode(),
        "any",
    )


def _words() -> Made:
    spaced = "Mili\u200dtants att\u200backed the to\u2060wn of Mop\u00adti on 7 May 2021.\n"
    homoglyphs = "Militants attacked the town of Моpti on 7 Мay 2021.\n"
    zalgo = "".join(sign + "\u0301\u0316\u0338\u20dd" * 20 for sign in "Militants attacked Mopti on 7 May 2021.")
    formulas = f"=cmd|'/c calc'!A1 {SENTENCE}\n+1+1 Army fought @SUM Front in Gao.\n-2 men died.\n"
    yield "words/joiners.txt", (spaced + SENTENCE).encode(), "ok"
    yield "words/homoglyphs.txt", homoglyphs.encode(), "any"
    yield "words/zalgo.txt", zalgo.encode(), "any"
    yield "words/bidi.txt", f"{SENTENCE}The {BIDI} Front attacked Gao. \u2067{SENTENCE}\u2069\n".encode(), "ok"
    yield "words/formulas.txt", formulas.encode(), "ok"
    yield (
        "words/steering.txt",
        f"{STEERING}{SENTENCE}\nThe {STEERING}Red Front attacked Gao.\n{SENTENCE * 9}".encode(),
        "any",
    )
    yield (
        "words/markup.txt",
        f"{SENTENCE}The {ATTACK} Front attacked Gao. </script><script>alert(666)</script>\n".encode(),
        "ok",
    )
    yield (
        "words/template.txt",
        f"{SENTENCE}{{{{ 7*7 }}}} {{% include 'x' %}} ${{jndi:ldap://127.0.0.1/x}} [bold]x[/bold]\n".encode(),
        "ok",
    )
    yield "words/sql.txt", f"{SENTENCE}The Front'); DROP TABLE events;-- attacked Gao.\n".encode(), "ok"
    yield "words/cells.txt", f'{SENTENCE}The "A|B", "C""D" Front\r\nattacked Gao.\n'.encode(), "ok"


def _names() -> Made:
    text = SENTENCE.encode()
    names = (
        "line\nbreak.txt", f"steering-{STEERING}.txt", "\x1b[31mred.txt", f"{BIDI}.txt", f"{ATTACK}.txt",
        "=1+1.txt", "-rf.txt", "@x.txt", "a|b.txt", "a,b.txt", "a'b\".txt", "CASE.txt", "case.txt", "..%2f..%2fetc.txt",
        "..\\..\\up.txt", "C:\\boot.txt", "nul.txt", "tab\there.txt", "рaypal.txt", "zero\u200dwidth.txt",
        "n" * 251 + ".txt",
        "%s%n%x.txt", "{{7*7}}.txt", "[bold]x.txt", "hash#3.txt", "dot..txt", "trailing .txt", "✓.TXT",
        unicodedata.normalize("NFD", "é") + ".txt", unicodedata.normalize("NFC", "é") + ".txt",
    )  # fmt: skip
    for name in names:
        fate = "skipped" if name.startswith(".") else "ok"
        yield f"names/{name}", text + name.encode().hex().encode(), fate  # no two have the same bytes


def others(folder: Path, outside: Path) -> Iterator[tuple[str, str]]:
    """Make what is no ordinary file, where the system can; yield name and what must become of it."""
    made: dict[str, tuple[Callable[[Path], object], str]] = {
        "link-out.txt": (lambda path: path.symlink_to(outside), "skipped"),
        "link-up.txt": (lambda path: path.symlink_to("../../.."), "skipped"),
        "link-in.txt": (lambda path: path.symlink_to(folder / "a-good.txt"), "ok"),
        "link-loop.txt": (lambda path: path.symlink_to(path), "failed"),
        "link-nowhere.txt": (lambda path: path.symlink_to("nothing"), "failed"),
        "link-device.txt": (lambda path: path.symlink_to("/dev/zero"), "skipped"),
        "link-folder": (lambda path: path.symlink_to(folder), "skipped"),
        "pipe.txt": (os.mkfifo, "skipped"),
        "folder.txt": (Path.mkdir, "absent"),
    }
    for name, (make, fate) in made.items():
        path = folder / "others" / name
        path.parent.mkdir(exist_ok=True)
        make(path)
        yield f"others/{name}", fate
    raw_name = os.fsencode(folder / "others") + b"/not-\xff-utf8.txt"
    Path(os.fsdecode(raw_name)).write_bytes(SENTENCE.encode() + b"not utf-8")
    yield "others/not-\\udcff-utf8.txt", "ok"


def write(folder: Path, outside: Path, length: int = 60_000) -> dict[str, str]:
    """Write everything into `folder` and return what must become of each path: `ok`, `failed`, `skipped` or `any`.

    Args:
        folder: an empty folder.
        outside: a file that lies elsewhere and holds `SECRET`, to be led to.
        length: about how many characters the long files have.
    """
    folder = folder.resolve()
    fates = dict.fromkeys(GOOD, "ok")
    for name, text in GOOD.items():
        (folder / name).write_text(text, encoding="utf-8")
    for name, data, fate in files(length, outside):
        path = folder / name
        path.parent.mkdir(exist_ok=True)
        path.write_bytes(data)
        fates[name] = fate
    fates.update(others(folder, outside))
    return fates


if __name__ == "__main__":
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("folder", type=Path)
    parser.add_argument("--length", type=int, default=60_000)
    given = parser.parse_args()
    given.folder.mkdir()
    elsewhere = given.folder.resolve().with_name(f"{given.folder.name}-outside.txt")
    elsewhere.write_text(SECRET, encoding="utf-8")
    print(f"{len(write(given.folder, elsewhere, given.length))} files")
