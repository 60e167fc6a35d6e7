"""Every raw line is accounted for, and every clean character comes from the raw text."""

from ftfy.badness import is_bad
from hypothesis import assume, example, given, settings
from hypothesis import strategies as st

from docmine.clean import Cleaner
from docmine.config import Config
from docmine.documents import RawDocument

CLEANER = Cleaner.load(Config())
WORDS = st.sampled_from(
    (
        *(
            "the",
            "militia",
            "entered",
            "Karvel",
            "on",
            "Monday",
            ".",
            ",",
            "•",
            "-",
            "1.",
            "By",
            "Ana",
            "Lind",
            "Share",
        ),
        *("Home", "Related", "Leave a Reply", "cookies", "© 2019", "2 min", "12 March 2021", "Published:", "govern-"),
        *("ment", "—", "We use cookies", "browser consent", "|", "»", "\xa0", "\xad", "cafÃ©", "\u200b", "\x00"),
    )
)
LINES = st.lists(st.lists(WORDS, max_size=40).map(" ".join), max_size=25)
TEXTS = st.one_of(
    st.text(max_size=300), st.tuples(LINES, st.sampled_from(["\n", "\n\n", "\r\n"])).map(lambda x: x[1].join(x[0]))
)


def clean(text: str):
    return CLEANER(RawDocument("d_1", "a.txt", "text", text, "0" * 64))


@given(TEXTS)
@settings(max_examples=150, deadline=None)
@example("a\n\n\x00\u2028•\n")
def test_lines_cover_the_raw_text_in_order(text: str) -> None:
    document = clean(text)
    assert [line.n for line in document.lines] == list(range(1, len(document.lines) + 1))
    assert [text[line.start : line.end] for line in document.lines] == text.splitlines()


@given(TEXTS)
@settings(max_examples=150, deadline=None)
def test_clean_characters_come_from_kept_lines(text: str) -> None:
    assume(not is_bad(text))
    document = clean(text)
    kept = [(line.start, line.end) for line in document.lines if line.keep]
    for start, end, raw_start, raw_end in document.map.pieces:
        assert any(a <= raw_start <= raw_end <= b for a, b in kept)
        if end - start == raw_end - raw_start:
            pairs = zip(document.text[start:end], text[raw_start:raw_end], strict=True)
            assert all(a == b or (a == " " and not b.isprintable()) for a, b in pairs)


@given(TEXTS)
@settings(max_examples=150, deadline=None)
@example("\xc2\xa0\xc2\xa1")
@example(f"{'0' * 50}\n• a{'0' * 49}\na")
@example(f"{'0' * 50}\nShare this page\na{'0' * 49}\na{'0' * 49}\nShare this page\na")
def test_cleaning_twice_changes_nothing(text: str) -> None:
    once = clean(text).text
    assert clean(once).text == once


def test_a_paragraph_is_put_together_once_the_menu_around_it_is_gone() -> None:
    menu = "\n".join(["Share this page"] * 6)
    lines = [
        "Two herders of the hill country above Karvel told us that",
        "armed men had come before dawn to the lower town with",
        "all of their guns.",
    ]
    assert clean("\n".join([menu, *lines, menu])).text == " ".join(lines)
