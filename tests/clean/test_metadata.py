"""What is read from the head and the tail of a report."""

from docmine.clean import Cleaner
from docmine.config import Config
from docmine.documents import CleanDocument, Metadata, RawDocument

CLEANER = Cleaner.load(Config())
FIRST = "Residents of Karvel said that armed men entered the lower town before dawn and took eleven people away."
SECOND = "The council of elders asked the district governor to send a delegation, which has not yet arrived there."


def clean(*lines: str, metadata: Metadata | None = None) -> CleanDocument:
    return CLEANER(RawDocument("d_1", "a.txt", "text", "\n\n".join(lines), "0" * 64, metadata=metadata or Metadata()))


def reasons(document: CleanDocument) -> dict[str, str]:
    text = document.raw.text
    return {text[line.start : line.end]: line.reason for line in document.lines if line.reason != "empty"}


def test_head_of_a_report() -> None:
    document = clean(
        "Raid on the lower town", "By Ana Lind and Jon de la Cruz", "Published: 12 March 2021", FIRST, SECOND
    )
    found = document.metadata
    assert (found.title, found.byline) == ("Raid on the lower town", "Ana Lind and Jon de la Cruz")
    assert (found.published, found.published_text) == ("2021-03-12", "Published: 12 March 2021")
    assert found.published_source == "text"
    assert document.text == f"Raid on the lower town\n\n{FIRST}\n\n{SECOND}"
    assert list(reasons(document).values()) == ["title", "byline", "published", "sentences", "sentences"]


def test_date_behind_the_byline() -> None:
    document = clean("Raid on the lower town", "By Ana Lind | 12 March 2021", FIRST, SECOND)
    assert (document.metadata.byline, document.metadata.published) == ("Ana Lind", "2021-03-12")


def test_byline_below_the_text() -> None:
    document = clean("Raid on the lower town", FIRST, SECOND, "By Ana Lind")
    assert document.metadata.byline == "Ana Lind"
    assert "Ana Lind" not in document.text


def test_copyright_names_the_publisher_and_no_date() -> None:
    document = clean("Raid on the lower town", FIRST, SECOND, "(c) 2017 Karvel Monitor. All rights reserved.")
    found = document.metadata
    assert found.publisher == "Karvel Monitor"
    assert (found.published, found.published_text, found.published_source) == (None, None, "none")
    assert "Karvel Monitor" not in document.text


def test_what_the_user_knows_wins() -> None:
    known = Metadata(title="Own title", byline="Own author", published="2020", published_source="user", language="en")
    document = clean("Raid", "By Ana Lind", "12 March 2021", FIRST, SECOND, metadata=known)
    assert document.metadata == known
    assert "Ana Lind" not in document.text


def test_publication_goes_before_update() -> None:
    document = clean("Raid on the town", "Updated 14 March 2021", "Published 12 March 2021", FIRST, SECOND)
    assert document.metadata.published == "2021-03-12"


def test_a_chronology_is_not_a_date_of_publication() -> None:
    document = clean("Days of the siege", "12 March 2021", FIRST, "15 March 2021", SECOND, "20 March 2021", FIRST[:60])
    assert document.metadata.published is None
    assert "15 March 2021" in document.text


def test_an_incident_form_is_not_a_date_of_publication() -> None:
    document = clean("Incident 14", "Date: 12 March 2021", "Place: Karvel", FIRST, SECOND)
    assert document.metadata.published is None
    assert "Date: 12 March 2021" in document.text


def test_a_sentence_that_begins_with_by_is_no_byline() -> None:
    document = clean("Raid on the lower town", "By noon the bridge was closed", FIRST, SECOND)
    assert document.metadata.byline is None
    assert "By noon the bridge was closed" in document.text
