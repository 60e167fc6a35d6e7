from __future__ import annotations

import time

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from docmine.errors import ReadError
from docmine.read.text import decode

ENGLISH = "The council said that four people died when shells hit Marwan’s bakery — the “old market” — on Friday.\n"
FRENCH = "Le conseil régional a déclaré que quatre personnes avaient été tuées près du marché, à côté de l'école.\n"
TURKISH = "Bölge meclisi dört kişinin öldüğünü söyledi; şehir merkezinde ağır çatışmalar yaşandı.\n"
ARABIC = "قال مسؤولون محليون إن أربعة أشخاص قتلوا في قصف على السوق القديم يوم الجمعة.\n"
RUSSIAN = "Местный совет сообщил в пятницу, что четыре человека погибли на рынке.\n"
POLISH = "Rada powiatu poinformowała w piątek, że cztery osoby zginęły, gdy pociski trafiły w piekarnię.\n"


@pytest.mark.parametrize(
    ("written", "encoding", "named"),
    [
        (ENGLISH, "utf-8", "utf-8"),
        (ENGLISH, "utf-8-sig", "utf-8"),
        (ENGLISH, "utf-16", "utf-16-le"),
        (ENGLISH, "utf-32", "utf-32-le"),
        (ENGLISH, "utf-16-le", "utf-16-le"),
        (ENGLISH, "utf-16-be", "utf-16-be"),
        (ARABIC, "utf-16-be", "utf-16-be"),
        ("The council of four villages met 四月　in the old hall.\n", "utf-16-le", "utf-16-le"),
        (ENGLISH, "cp1252", "cp1252"),
        (FRENCH, "latin-1", "cp1252"),
        (TURKISH, "cp1254", "cp1254"),
        (ARABIC, "cp1256", "cp1256"),
        (ARABIC, "iso8859_6", "iso8859_6"),
        (RUSSIAN, "cp1251", "cp1251"),
        (RUSSIAN, "koi8_r", "koi8_r"),
        (POLISH, "cp1250", "cp1250"),
    ],
)
@pytest.mark.parametrize("times", [1, 300])
def test_reads_common_encodings(written: str, encoding: str, named: str, times: int) -> None:
    text, found = decode((written * times).encode(encoding), where="report.txt")
    assert text == written * times
    assert found == named


@pytest.mark.parametrize(
    "written",
    [
        "The colonel’s men",
        "“We saw four bodies,” he said.",
        "a naïve view – so he said",
        "They met at the café",
        "They paid £30 a head",
    ],
)
@pytest.mark.parametrize("times", [1, 200])
def test_reads_english_with_few_windows_characters(written: str, times: int) -> None:
    assert decode((written + "\r\n").encode("cp1252") * times, where="x")[0] == (written + "\r\n") * times


def test_line_ends_and_odd_spaces_stay() -> None:
    data = "one\r\ntwo\rthree\n\x0bfour\x0c\u2028five\xa0\u200f".encode()
    assert decode(data, where="x") == (data.decode(), "utf-8")


def test_declared_encoding_wins_over_statistics() -> None:
    data = "Мир".encode("koi8_r")
    assert decode(data, where="x", declared="koi8-r") == ("Мир", "koi8_r")


@pytest.mark.parametrize("declared", ["utf-16", "rot13", "unicode_escape", "zlib", "no-such", "\ufffd", "gbk"])
def test_false_or_foreign_declarations_are_not_followed(declared: str) -> None:
    assert decode(FRENCH.encode("latin-1"), where="x", declared=declared)[0] == FRENCH


def test_cut_off_utf8_is_read_and_says_so() -> None:
    whole = "Marwan’s bakery —"
    assert decode(whole.encode()[:-1], where="x") == ("Marwan’s bakery \ufffd", "utf-8 (1 broken)")


@pytest.mark.parametrize(
    ("data", "said"),
    [
        (b"%PDF-1.7\n%\xe2\xe3", "a PDF"),
        (b"PK\x03\x04\x14\x00\x06\x00", "Word"),
        (b"\x89PNG\r\n\x1a\n\x00\x00\x00\rIHDR", "picture"),
        (b"\x1f\x8b\x08\x00\x00", "compressed"),
        (b"MZ\x90\x00\x03\x00\x00\x00\x04", "binary"),
        (b"one \x00 and one \x00 and \x00 one", "binary"),
        (b"nine strays are too many\x00" * 9, "binary"),
        (b"\x01\x02\x03\x04\x05" * 100, "binary"),
        (b"\xff\xfea\x00b", "broken utf-16-le"),
        (bytes(range(128, 256)) * 4, "no encoding"),
    ],
)
def test_what_is_not_text_is_refused_with_a_remedy(data: bytes, said: str) -> None:
    with pytest.raises(ReadError) as caught:
        decode(data, where="report.txt")
    assert said in caught.value.message
    assert caught.value.where == "report.txt"
    assert caught.value.remedy


@pytest.mark.parametrize(
    "text",
    [
        "text with one \0 in it, at an even place, and one \0 at an odd",
        "a group separator\x1d"
        + "where a blank was meant to stand, as a web form once saved it in every fifth line of it " * 3,
    ],
)
def test_a_few_stray_controls_are_read(text: str) -> None:
    assert decode(text.encode(), where="x") == (text, "utf-8")


def test_large_files_take_little_time() -> None:
    began = time.perf_counter()
    decode((ENGLISH * 20_000).encode("cp1252"), where="x")
    assert time.perf_counter() - began < 5


PRINTABLE = st.text(st.characters(exclude_categories=["Cs", "Cc"]), min_size=1)


@settings(deadline=None)
@given(PRINTABLE)
def test_utf8_round_trip(text: str) -> None:
    assert decode(text.encode("utf-8-sig"), where="x")[0] == text


@settings(deadline=None)
@given(PRINTABLE, st.sampled_from(["utf-16-le", "utf-16-be", "utf-32-le", "utf-32-be"]))
def test_marked_unicode_round_trip(text: str, encoding: str) -> None:
    assert decode(("\ufeff" + text).encode(encoding), where="x")[0] == text


@settings(deadline=None)
@given(st.text("abcdefghij klmnop.\n", min_size=2), st.sampled_from(["utf-16-le", "utf-16-be"]))
def test_unmarked_utf16_round_trip(text: str, encoding: str) -> None:
    assert decode(text.encode(encoding), where="x") == (text, encoding)


@settings(deadline=None)
@given(st.binary(max_size=400))
def test_any_bytes_give_text_or_a_read_error(data: bytes) -> None:
    try:
        text, encoding = decode(data, where="x")
    except ReadError:
        return
    assert encoding
    assert text.count("\0") <= len(text) / 20
