"""What holds for every text: no character is lost track of, offsets lead back, and a clean text is clean."""

from itertools import pairwise

from hypothesis import example, given, settings
from hypothesis import strategies as st

from docmine.clean import Cleaner
from docmine.config import Config
from docmine.documents import CleanDocument, RawDocument

CLEANER = Cleaner.load(Config())
LINES = [
    "Skip to main content", "Home | News | Contact", "Raid on the lower town", "By Ana Lind", "12 March 2021",
    "Published: 12 March 2021", "3 min read", "Photo: Ana Lind", "Share on Facebook", "Leave a Reply", "Related",
    "© 2021 Karvel Watch", "Karvel Watch", "What the elders want", "The dead are:", "- a mayor;", "• a baker.",
    "> They came at night,", "took eleven people from their homes", "Two men were shot.", "References", "Read more",
    "Armed men entered the lower town of Karvel before dawn on Monday and took eleven people from their homes.",
    "The council of elders asked the district governor to send a delegation, which has not arrived there yet.",
    "The mill burnt.1 Two men were seen.2 A third was not. Nobody spoke of it.3 They left.4",
    "Armed men entered the lower town of Karvel before dawn on", "the council of elders said. The govern-",
    "ment in the capital denied that any of its forces were in the", "1. Karvel Courier, 3 May.", "cafÃ© by the mill",
    "“They came at night,” said Ana Lind.", "Karvel, 3 May", "the mi\u00adlitia\u200b", "11\u00a0people",
    "Advertisement",
]  # fmt: skip
PAGES = st.lists(st.tuples(st.sampled_from(LINES), st.sampled_from(["\n", "\n\n", "\r\n"])), max_size=20).map(
    lambda lines: "".join(line + end for line, end in lines)
)
PIECES = st.lists(
    st.sampled_from(["the mill", "• ", "> ", "1. ", "govern-", "ment", "\u00ad", "\u200b", "\ufeff", "\u202e", "\x00",
                     "\t", "\xa0", "\n", "\n\n", " ", "cafÃ©", "â€™s", "Ã", "said.1 ", "came.2 ", "left.3 ", "home.4 ",
                     "[1] ", "[2]", "[3]", "¹", "²", "-"]),
    max_size=30,
).map("".join)  # fmt: skip


def clean(text: str) -> CleanDocument:
    return CLEANER(RawDocument("d_1", "a.txt", "text", text, "0" * 64))


@settings(deadline=None)
@given(st.one_of(st.text(), PAGES, PIECES))
def test_kept_and_dropped_lines_are_the_raw_text(text: str) -> None:
    document = clean(text)
    assert "".join(text[line.start : line.end] for line in document.lines) == "".join(text.splitlines())
    assert [line.n for line in document.lines] == list(range(1, len(text.splitlines()) + 1))
    between = [text[above.end : below.start] for above, below in pairwise(document.lines)]
    assert all(len(f"x{gap}x".splitlines()) == 2 for gap in between)
    assert all(line.reason for line in document.lines)


@settings(deadline=None)
@given(st.one_of(st.text(), PAGES, PIECES))
def test_offsets_lead_to_kept_lines_and_back(text: str) -> None:
    document = clean(text)
    kept = [(line.start, line.end) for line in document.lines if line.keep]
    for start in range(len(document.text)):
        if document.text[start].isspace():
            continue
        raw_start, raw_end = document.map.to_raw(start, start + 1)
        assert any(first <= raw_start and raw_end <= last for first, last in kept)
        there = document.map.to_clean(raw_start, raw_end)
        assert there is not None
        assert there[0] <= start < there[1]


@settings(deadline=None)
@example("the mill[1] [2]\n• [3]• the mill")
@given(st.one_of(PAGES, PIECES))
def test_cleaning_a_clean_text_changes_nothing(text: str) -> None:
    once = clean(text).text
    assert clean(once).text == once
