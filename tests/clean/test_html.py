"""Main content of a page, line by line of its rendering."""

from hypothesis import given, settings
from hypothesis import strategies as st

from docmine.clean import Cleaner
from docmine.clean.html import found_in, main_lines
from docmine.clean.page_features import Page
from docmine.clean.page_score import PageScorer
from docmine.config import Config
from docmine.documents import CleanDocument, RawDocument, Spot
from docmine.read.html import parse

PARAGRAPHS = [
    "Armed men entered the lower town of Karvel before dawn on Monday and took eleven people from their homes.",
    "The council of elders asked the district governor to send a delegation, which has not arrived there yet.",
    "Two days later the mill by the bridge burnt down with all of the grain that the town had stored in it.",
]
MENU = ["Front page", "Districts of the valley", "Harvest calendar"]
COMMENT = "I was born in Karvel and I remember the mill well, it is so sad to read this, greetings from abroad!"
CAPTION = "The mill by the bridge in a picture from last year. Photograph: Dana Karim"
RELATED = ["Elders meet the governor at last", "Grain prices rise in the upper valley", "How the bridge was built"]
HTML = (
    "<html><head><title>Raid on the lower town</title></head><body><nav><ul>"
    + "".join(f"<li><a href='/x'>{item}</a></li>" for item in MENU)
    + "</ul></nav><article><h1>Raid on the lower town</h1>"
    + f"<figure><img src='a.png'><figcaption>{CAPTION}</figcaption></figure>"
    + f"<p>{PARAGRAPHS[0]}</p><h2>The answer of the elders</h2><p>{PARAGRAPHS[1]}</p>"
    + "<table><tr><th>Street of the town</th><th>People taken away</th></tr>"
    + "<tr><td>Mill Street</td><td>7</td></tr></table>"
    + f"<p>{PARAGRAPHS[2]}</p></article>"
    + "<aside class='related'><h3>Related</h3><ul>"
    + "".join(f"<li><a href='/y'>{item}</a></li>" for item in RELATED)
    + f"</ul></aside><section id='comments' class='comments'><div class='comment'><p>{COMMENT}</p></div></section>"
    + "<footer><p><a href='/z'>Harvest calendar of the valley, a service of the mill</a></p></footer></body></html>"
)


def _raw(html: str) -> RawDocument:
    source = parse(html, "utf-8", where="a.html")
    return RawDocument("d_1", "a.html", "html", source.text, "0" * 64, html=source.html, layout=source.layout)


def _cleaned(html: str) -> CleanDocument:
    return Cleaner.load(Config())(_raw(html))


def test_the_article_stays_and_what_surrounds_it_goes() -> None:
    document = _cleaned(HTML)
    assert all(paragraph in document.text for paragraph in PARAGRAPHS)
    assert "The answer of the elders" in document.text
    assert "Mill Street\t7" in document.text
    for chrome in (*MENU, *RELATED, COMMENT, CAPTION, "a service of the mill"):
        assert chrome not in document.text
    assert "not-main-content" in {line.reason for line in document.lines}


def test_a_short_sentence_that_closes_the_article_stays() -> None:
    closing = "Karvel denied the raid."
    paragraphs = "".join(f"<p>{paragraph}</p>" for paragraph in PARAGRAPHS)
    page = (
        "<html><body><nav><a href='/'>Front page</a></nav><article>{}</article><footer><p>{}</p></footer></body></html>"
    )
    assert _cleaned(page.format(f"{paragraphs}<p>{closing}</p>", "Write to us.")).text.endswith(closing)
    assert closing not in _cleaned(page.format(paragraphs, closing)).text
    linked = f"<p><a href='/x'>{closing}</a></p>"
    assert closing not in _cleaned(page.format(f"{paragraphs}{linked}", "Write to us.")).text


def test_every_line_of_the_rendering_has_its_verdict() -> None:
    document = _cleaned(HTML)
    assert [document.raw.text[line.start : line.end] for line in document.lines] == document.raw.text.split("\n")


def test_clean_offsets_lead_back_to_the_rendering() -> None:
    document = _cleaned(HTML)
    start = document.text.index(PARAGRAPHS[2])
    raw_start, raw_end = document.map.to_raw(start, start + len(PARAGRAPHS[2]))
    assert document.raw.text[raw_start:raw_end] == PARAGRAPHS[2]


def test_breaks_and_inline_elements_in_a_paragraph() -> None:
    body = "<br><br>".join(PARAGRAPHS).replace("Karvel", "<b>Kar</b>vel")
    document = _cleaned(f"<html><body><div>{body}</div></body></html>")
    assert document.text.split("\n") == PARAGRAPHS


def test_a_page_without_main_content_falls_back() -> None:
    assert main_lines(_raw("<html><body><p>Front page</p><p>Harvest</p></body></html>")) is None


def test_a_page_of_one_paragraph_is_not_lost() -> None:
    text = " ".join(PARAGRAPHS)
    assert text in _cleaned(f"<html><body><ul><li><a href='/'>Home</a></li></ul><div>{text}</div></body></html>").text


def test_text_under_a_script_or_behind_an_early_end_tag_is_not_lost() -> None:
    paragraphs = "".join(f"<p>{paragraph}</p>" for paragraph in PARAGRAPHS)
    early = (
        f"<html><body><nav><a href='/'>Home</a></nav></body></html><div class='post'>{paragraphs}</div></body></html>"
    )
    streamed = f"<html><body><p>Menu</p><div hidden id='S:0'><main>{paragraphs}</main></div></body></html>"
    assert _cleaned(early).text.split("\n") == PARAGRAPHS
    assert all(paragraph in _cleaned(streamed).text for paragraph in PARAGRAPHS)


def test_lines_are_found_in_an_extracted_text() -> None:
    lines = ["The answer of the elders", PARAGRAPHS[0], "The answer of the elders", PARAGRAPHS[1], "Harvest"]
    extracted = f"{PARAGRAPHS[0]} The answer of the elders: {PARAGRAPHS[1]}"
    assert found_in(lines, extracted) == [False, True, True, True, False]


def test_a_long_line_is_found_by_half_of_its_words() -> None:
    line = "one two three four five six seven eight"
    assert found_in([line], "one two three four") == [True]
    assert found_in([line], "one two three, four of five six seven") == [True]
    assert found_in([line], "one two three five six seven") == [False]


LINES = st.lists(st.text("ab .,|1É", min_size=1, max_size=80).filter(str.strip), min_size=1, max_size=30)


@settings(deadline=None)
@given(LINES, st.data())
def test_any_page_is_scored_between_nought_and_one(lines: list[str], data: st.DataObject) -> None:
    spots = st.builds(Spot, *[st.integers(0, 2**28 - 1)] * 2, *[st.integers(0, 9)] * 3, linked=st.floats(0, 1))
    layout = data.draw(st.lists(spots, min_size=len(lines), max_size=len(lines)))
    scores = PageScorer.load()(Page(lines, layout, second=[False] * len(lines)))
    assert scores.shape == (len(lines),)
    assert ((scores >= 0) & (scores <= 1)).all()


def test_a_score_depends_on_where_the_line_stands() -> None:
    page = Page([COMMENT] * 2, [Spot(0, 0, 1, 0, 3, 0.0), Spot(0, 0, 2, 0, 3, 1.0)], second=[True, False])
    content, link = PageScorer.load()(page)
    assert content > link
