from __future__ import annotations

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from lxml.html import document_fromstring

from docmine.read.render import render


def _lines(body: str) -> list[str]:
    return render(document_fromstring(f"<html><body>{body}</body></html>")).text.split("\n")


@pytest.mark.parametrize(
    ("body", "lines"),
    [
        ("<p>one</p><p>two</p>", ["one", "two"]),
        ("<div>one<p>two</p>three</div>", ["one", "two", "three"]),
        ("<p>one <a>li</a>nk</p>", ["one link"]),
        ("<p>one<br/>two<br>three</p>", ["one", "two", "three"]),
        ("<ul><li>one<ul><li>two</li></ul></li><li>three</li></ul>", ["one", "two", "three"]),
        (
            "<table><tr><th>Place</th><th>Killed</th></tr><tr><td>Marwan</td><td> 4 </td></tr></table>",
            ["Place\tKilled", "Marwan\t4"],
        ),
        ("<table><tr><td>a</td><td></td><td>c</td></tr></table>", ["a\t\tc"]),
        ("<pre>one\n  two</pre>three\nfour", ["one", "two", "three four"]),
        ("<pre>one\n<b>two</b>\n\n three</pre>", ["one", "two", "three"]),
        ("<p>a</p><p hidden>b</p><p style='color:red; display : none'>c</p>d", ["a", "d"]),
        ("<noscript>a</noscript><template>b</template><style>c</style>d<script>e</script>", ["d"]),
        ("<select><option>a</option></select><textarea>b</textarea><button>c</button>", ["c"]),
        ("<h2>Title<span> by X</span></h2>text", ["Title by X", "text"]),
        ("<blockquote>said <q>so</q></blockquote><hr>end", ["said so", "end"]),
        ("<x-card>custom</x-card>after", ["custom", "after"]),
    ],
)
def test_visible_text_line_by_line(body: str, lines: list[str]) -> None:
    assert _lines(body) == lines


WORDS = st.text("abcxyzäößقل", min_size=1, max_size=8)
BLOCKS = st.sampled_from(["p", "div", "li", "h1", "section", "blockquote", "article", "td"])


@settings(deadline=None)
@given(st.lists(st.tuples(BLOCKS, st.lists(WORDS, min_size=1, max_size=5)), min_size=1, max_size=20))
def test_no_word_is_lost_or_moved(blocks: list[tuple[str, list[str]]]) -> None:
    body = "".join(f"<{tag}><b>{' '.join(words)}</b></{tag}>" for tag, words in blocks)
    lines = _lines(body)
    assert " ".join(lines).split() == [word for _, words in blocks for word in words]
    assert all(line == line.strip() and line for line in lines)


def test_a_page_that_hides_nearly_all_of_its_text_shows_it() -> None:
    hidden = "The script of this page uncovers the report. " * 5
    assert _lines(f"<p>Menu</p><div hidden>{hidden}</div>") == ["Menu", hidden.strip()]
    assert _lines(f"<p>Menu</p><noscript><div>{hidden}</noscript>") == ["Menu", hidden.strip()]
    assert _lines(f"<p>{hidden}</p><div hidden>{hidden}</div>") == [hidden.strip()]


@given(st.text("ab\n\r\x0b\x0c\x1c\x85\u2028 ", max_size=60))
def test_lines_are_those_of_splitlines(text: str) -> None:
    tree = document_fromstring("<html><body><pre>a</pre><p>b</p></body></html>")
    tree.find(".//pre").text = text.translate(dict.fromkeys((0x0B, 0x0C, 0x1C)))
    rendering = render(tree)
    assert rendering.text.splitlines() == rendering.text.split("\n")
    assert len(rendering.layout) == len(rendering.text.splitlines())
