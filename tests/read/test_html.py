from __future__ import annotations

import time

import pytest

from docmine.errors import ReadError
from docmine.read.html import declared_encoding, has_tags, is_page, parse
from docmine.read.render import MARKS

PAGE = """<!DOCTYPE html>
<html lang="en-GB"><head><title>Shelling in Old Marwan | Valley Desk</title>
<meta property="article:published_time" content="2016-12-05T23:30:00-05:00">
<meta property="og:site_name" content="Valley Desk"><meta name="author" content="Dana Karim">
<link rel="canonical" href="https://valley.example/2015/01/02/shelling">
<style>p { color: red }</style></head>
<body><nav><ul><li><a href="/">Home</a></li><li>News</li></ul></nav>
<h1>Shelling in <em>Old</em> Marwan</h1>
<p>Four people<br>were   killed&nbsp;on<!-- a note --> Fri<b>day</b>.</p>
<script>var hidden = "no";</script></body></html>"""


def _with_head(head: str, body: str = "<p>Four people were killed.</p>") -> str:
    return f"<html><head><title>Report</title>{head}</head><body>{body}</body></html>"


def test_page_becomes_its_visible_lines() -> None:
    assert parse(PAGE, "utf-8", where="x").text.split("\n") == [
        "Home",
        "News",
        "Shelling in Old Marwan",
        "Four people",
        "were killed on Friday.",
    ]


def test_page_says_what_it_is() -> None:
    metadata = parse(PAGE, "utf-8", where="x").metadata
    assert metadata.title == "Shelling in Old Marwan"
    assert metadata.byline == "Dana Karim"
    assert metadata.publisher == "Valley Desk"
    assert metadata.url == "https://valley.example/2015/01/02/shelling"
    assert metadata.language == "en"
    assert (metadata.published, metadata.published_source) == ("2016-12-05", "metadata")
    assert metadata.published_text == "2016-12-05T23:30:00-05:00"


@pytest.mark.parametrize(
    ("head", "published"),
    [
        ('<meta name="DC.date.issued" content="2016-12">', "2016-12"),
        ('<meta itemprop="datePublished" content="2016-12-05">', "2016-12-05"),
        (
            '<script type="application/ld+json">{"@graph":[{"datePublished":"2016-12-05T08:00:00Z"}]}</script>',
            "2016-12-05",
        ),
        (
            '<meta name="date" content="2017"><script type="application/ld+json">{"datePublished":"2016-12"}</script>',
            "2016-12",
        ),
        ('<script type="application/ld+json">[{"datePublished":"2016"},{"datePublished":"2017"}]</script>', None),
        ('<meta property="article:published_time" content="1970-01-01T00:00:00+00:00">', None),
        ('<meta name="date" content="05/12/2016">', None),
        ('<meta property="article:modified_time" content="2017-01-01">', None),
        ('<meta itemprop="copyrightYear" content="2016">', None),
        ('<script type="application/ld+json">{"datePublished": </script>', None),
        ('<script type="application/ld+json">' + "[" * 100_000 + "</script>", None),
        ('<link rel="canonical" href="https://valley.example/2015/01/02/x">', None),
    ],
)
def test_only_a_stated_publication_date_counts(head: str, published: str | None) -> None:
    assert parse(_with_head(head), "utf-8", where="x").metadata.published == published


def test_dates_in_the_text_are_not_the_publication_date() -> None:
    body = "<p>Posted on 5 December 2016</p><time datetime='2016-12-05'>5 Dec</time><p>Copyright 2014</p>"
    assert parse(_with_head("", body), "utf-8", where="x").metadata.published is None


def test_marked_time_element_is_a_statement() -> None:
    body = "<p>Four died.</p><time itemprop='datePublished' datetime='2016-12-05T10:00'>Monday</time>"
    assert parse(_with_head("", body), "utf-8", where="x").metadata.published == "2016-12-05"


def test_marked_times_that_differ_are_those_of_a_list() -> None:
    body = "<time pubdate datetime='2016-12-05'>a</time><time pubdate datetime='2016-12-06'>b</time>"
    assert parse(_with_head("", body), "utf-8", where="x").metadata.published is None


def test_host_name_is_not_a_publisher() -> None:
    head = '<link rel="canonical" href="https://www.valley.example/a">'
    assert parse(_with_head(head), "utf-8", where="x").metadata.publisher is None
    head += '<meta property="og:site_name" content="Valley">'
    assert parse(_with_head(head), "utf-8", where="x").metadata.publisher == "Valley"


def test_xhtml_with_declaration_and_empty_elements() -> None:
    page = (
        '<?xml version="1.0" encoding="iso-8859-1"?><html xmlns="http://www.w3.org/1999/xhtml" xml:lang="fr">'
        '<head><title>Été</title><script src="a.js"/></head><body><p>Quatre tués à Marwan</p></body></html>'
    )
    source = parse(page, "cp1252", where="x")
    assert source.text == "Quatre tués à Marwan"
    assert source.metadata.language == "fr"


@pytest.mark.parametrize(
    ("data", "name"),
    [
        (b'<meta charset="windows-1256">', "windows-1256"),
        (b"<META content='text/html; CHARSET = koi8-r'>", "koi8-r"),
        (b'<?xml version="1.0" encoding="iso-8859-9"?>', "iso-8859-9"),
        (b"<p>no word of it</p>", None),
        (b" " * 5000 + b"<meta charset=utf-8>", None),
    ],
)
def test_declared_encoding(data: bytes, name: str | None) -> None:
    assert declared_encoding(data) == name


def test_entities_of_a_document_type_are_not_expanded() -> None:
    page = '<!DOCTYPE x [<!ENTITY a "boom"><!ENTITY f SYSTEM "file:///f">]><html><body><p>&a; &f;</p></body></html>'
    text = parse(page, "utf-8", where="x").text
    assert "boom" not in text
    assert "&a; &f;" in text


@pytest.mark.parametrize("page", ["", "   ", "<!-- only a note -->"])
def test_pages_without_elements_are_refused(page: str) -> None:
    with pytest.raises(ReadError, match="no text"):
        parse(page, "utf-8", where="x")


def test_absurd_nesting_is_refused_rather_than_cut_off() -> None:
    page = "<html><body>" + "<div>" * 100_000 + "deep" + "</div>" * 100_000 + "<p>after</p></body></html>"
    with pytest.raises(ReadError, match="nests") as caught:
        parse(page, "utf-8", where="x")
    assert caught.value.remedy


def test_pages_with_absurdly_many_elements_are_refused() -> None:
    with pytest.raises(ReadError, match="200,000 elements"):
        parse("<html><body>" + "<br>x" * 200_001 + "</body></html>", "utf-8", where="x")


@pytest.mark.parametrize(
    ("data", "page", "tags"),
    [
        (b"<!DOCTYPE html><p>", True, True),
        (b"\xef\xbb\xbf\r\n<HTML lang=en>", True, True),
        (b'<?xml version="1.0"?>\n<html xmlns="x">', True, True),
        (b"<p>a fragment", False, True),
        (b"<htmlish>", False, True),
        (b"4 < 5 and 6 > 5, <1 km", False, False),
        ("<p>".encode("utf-16-le"), False, True),
    ],
)
def test_what_the_data_looks_like(data: bytes, page: bool, tags: bool) -> None:
    assert (is_page(data), has_tags(data)) == (page, tags)


def test_deep_nesting_is_read() -> None:
    page = "<html><body>" + "<div>" * 1_900 + "deep" + "</div>" * 1_900 + "<p>after</p></body></html>"
    assert parse(page, "utf-8", where="x").text == "deep\nafter"


@pytest.mark.parametrize(
    "body",
    [
        "<" * 500_000,
        "<p " + "a=b " * 200_000 + ">x</p>",
        "<p>" + "&amp;" * 300_000,
        "<!-- " * 100_000 + "--> x",
        "a\n" * 200_000,
        f"<p class='{'a ' * 1_000_000}'>x</p>",
        "<p>x" * 100_000,
        "&lt;&#x41;&nosuch;" * 100_000,
    ],
    ids=["brackets", "attributes", "entities", "comments", "lines", "attribute", "unclosed", "references"],
)
def test_hostile_pages_take_little_time(body: str) -> None:
    began = time.perf_counter()
    assert parse(f"<html><body>{body}</body></html>", "utf-8", where="x").text
    assert time.perf_counter() - began < 5


def test_a_nul_does_not_end_a_page() -> None:
    source = parse("<html><body><p>the mi\0ll</p><p>the \0bridge</p></body></html>", "utf-8", where="x")
    assert source.text == "the mill\nthe bridge"


def test_text_behind_an_early_end_tag_is_read() -> None:
    page = "<html><body><p>menu</p></body></html><p>the report</p></body></html>"
    assert parse(page, "utf-8", where="x").text == "menu\nthe report"


def test_control_characters_are_white_space() -> None:
    assert parse("<html><body><p>four\0 \x07died</p></body></html>", "utf-8", where="x").text == "four died"


def test_everything_behind_plaintext_is_text() -> None:
    assert "four" in parse("<html><body><plaintext>four <b>died", "utf-8", where="x").text


def test_every_line_has_a_spot() -> None:
    source = parse(PAGE, "utf-8", where="x")
    assert len(source.layout) == len(source.text.splitlines())
    home, news, *_ = source.layout
    assert (home.linked, news.linked) == (1.0, 0.0)
    assert home.parent == news.parent != home.block
    assert home.around & 1 << MARKS.index("nav")


@pytest.mark.parametrize(
    ("head", "byline", "publisher"),
    [
        (
            """<script type="application/ld+json">{"@graph":[{"author":[{"name":"Dana  Karim"},{"name":"Lev Orr"}],
            "publisher":{"name":"Valley Desk"}}]}</script>""",
            "Dana Karim; Lev Orr",
            "Valley Desk",
        ),
        ('<script type="application/ld+json">[{"author":"A B"},{"author":"C D"}]</script>', None, None),
        (
            '<script type="application/ld+json">{"author":{"name":7},"publisher":"http://v.org"}</script>',
            None,
            None,
        ),
    ],
)
def test_linked_data_names_author_and_publisher(head: str, byline: str | None, publisher: str | None) -> None:
    metadata = parse(_with_head(head), "utf-8", where="x").metadata
    assert (metadata.byline, metadata.publisher) == (byline, publisher)


def test_marked_author_is_the_one_of_the_page() -> None:
    body = "<div class='comments'><a rel='author'>Some Reader</a></div><p class='byline'>By Dana Karim</p>"
    assert parse(_with_head("", body), "utf-8", where="x").metadata.byline == "Dana Karim"
