"""The clean stage on whole texts."""

from docmine.clean import Cleaner, to_record
from docmine.config import CleanConfig, Config
from docmine.documents import CleanDocument, Metadata, RawDocument

PAGE = """\
Skip to content
Karvel Watch
Home | News | Contact

Raid on the lower town
By Ana Lind
12 March 2021
3 min read

Armed men entered the lower town of Karvel before dawn on Monday and took eleven people from their homes.

What the elders want

The council of elders asked the district governor to send a delegation, which has not arrived there yet.

before dawn on Monday and took eleven people from their homes

Armed men entered the lower town of Karvel before dawn on Monday and took eleven people from their homes.

Photo: Jon Berg
Share on Facebook
Leave a Reply
Your email address will not be published. Required fields are marked *
"""
PLAIN = """\
Raid on the lower town

Armed men entered the lower town of Karvel before dawn on Monday and took eleven people from their homes.

What the elders want

The council of elders asked the district governor to send a delegation, which has not arrived there yet.
"""


def clean(text: str, config: Config | None = None, **metadata: str) -> CleanDocument:
    raw = RawDocument("d_1", "a.txt", "text", text, "0" * 64, metadata=Metadata(**metadata))
    return Cleaner.load(config or Config())(raw)


def test_a_page_text() -> None:
    document = clean(PAGE)
    kept = {line.n: line.reason for line in document.lines if line.keep}
    dropped = {line.n: line.reason for line in document.lines if not line.keep and line.reason != "empty"}
    assert kept == {5: "title", 10: "sentences", 12: "content", 14: "sentences"}
    assert {n: dropped[n] for n in (1, 3, 6, 7, 8, 16, 18, 20, 21, 22, 23)} == {
        1: "navigation",
        3: "navigation",
        6: "byline",
        7: "published",
        8: "reading-time",
        16: "duplicate",
        18: "duplicate",
        20: "photo-credit",
        21: "share",
        22: "comments",
        23: "comments",
    }
    assert {line.n: line.duplicate_of for line in document.lines if line.duplicate_of} == {16: 10, 18: 10}


def test_a_clean_text_comes_through_unharmed() -> None:
    document = clean(PLAIN)
    assert document.text == PLAIN.rstrip("\n")
    assert document.metadata.title == "Raid on the lower town"


def test_paragraphs_stay_apart() -> None:
    assert clean("one two three\nfour five six\n\n\nseven eight nine\n").text == (
        "one two three\nfour five six\n\nseven eight nine"
    )


def test_a_long_sentence_is_not_dropped_by_its_score() -> None:
    strict = Config(clean=CleanConfig(threshold=1.0))
    document = clean(PAGE, strict)
    assert [line.n for line in document.lines if line.keep] == [5, 10, 14]


def test_clean_off_keeps_everything() -> None:
    document = clean(PAGE, Config(clean=CleanConfig(enabled=False)))
    assert document.text == PAGE
    assert {(line.keep, line.reason) for line in document.lines} == {(True, "clean-off")}
    assert document.metadata.published == "2021-03-12"


def test_every_kind_of_line_break_counts() -> None:
    document = clean("one\rtwo\r\nthree\x0cfour\u2028five")
    assert [(line.n, document.raw.text[line.start : line.end]) for line in document.lines] == [
        (1, "one"),
        (2, "two"),
        (3, "three"),
        (4, "four"),
        (5, "five"),
    ]


def test_nothing_gives_nothing() -> None:
    document = clean("")
    assert (document.text, document.lines, document.map.pieces) == ("", (), ())


def test_user_rules_win(tmp_path) -> None:
    (tmp_path / "cleaning").mkdir()
    (tmp_path / "cleaning" / "own.toml").write_text(
        '[[keep]]\nreason = "credit"\npatterns = ["photo: .*"]\n'
        '[[drop]]\nreason = "lead"\nmax_words = 40\npatterns = ["armed men .*", "photo: jon .*"]\n'
    )
    document = clean(PAGE, Config(folder=tmp_path))
    reasons = {line.n: (line.keep, line.reason) for line in document.lines}
    assert reasons[20] == (True, "credit")
    assert reasons[10] == reasons[18] == (False, "lead")


def test_record() -> None:
    record = to_record(clean("Skip to content\nthe mill", title="The mill"))
    assert record["id"] == "d_1"
    assert record["title"] == "The mill"
    assert record["published"] is None
    assert record["lines"][0] == {"n": 1, "start": 0, "end": 15, "keep": False, "reason": "navigation", "score": 0.0}
    assert list(record["lines"][1]) == ["n", "start", "end", "keep", "reason", "score"]


def test_short_texts_without_a_body_are_not_scored():
    document = clean("Skip to content\n\nThe army left Karvel on Sunday, a teacher said.\n")
    assert document.text == "The army left Karvel on Sunday, a teacher said."


def test_items_of_a_list_that_the_text_leads_to_are_kept():
    items = "- the mayor and both of her deputies;\n- three teachers of the school, and\n- a baker.\n"
    document = clean(PAGE + "\nThe elders named those who were taken:\n\n" + items)
    reasons = {document.raw.text[line.start : line.end]: line.reason for line in document.lines}
    assert [reasons[item] for item in items.splitlines()] == ["list", "list", "list"]


def test_the_dateline_of_a_dispatch_says_when_it_was_published():
    document = clean(
        "KARVEL, 12 March 2021 – Armed men entered the lower town before dawn and took eleven people away."
    )
    assert (document.metadata.published, document.metadata.published_source) == ("2021-03-12", "text")
    assert document.metadata.published_text == "KARVEL, 12 March 2021"


def test_references_are_dropped_and_what_was_retrieved_is_not():
    text = (
        PLAIN + "\nThe bodies of two men were retrieved on 3 May 2016.\n\nReferences\n\n"
        '1. "Men with guns". Karvel Courier.\n2. "The lower town". Retrieved 4 May 2016.\n'
    )
    reasons = {line.reason for line in clean(text).lines if "Courier" in text[line.start : line.end]}
    assert reasons == {"references"}
    assert "retrieved on 3 May 2016" in clean(text).text
    assert "Retrieved 4 May" not in clean(text).text


def test_a_quotation_before_references_stays():
    text = PLAIN + '\n"They came at night with two trucks," said Ana Lind, a teacher.\n\nReferences\n'
    assert "They came at night" in clean(text).text
