"""What is read from the head and the tail of a report."""

import pytest

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


@pytest.mark.parametrize(
    ("line", "byline", "published"),
    [
        ("By Ana Lind and Jon Berg, Karvel", "Ana Lind and Jon Berg, Karvel", None),
        ("By Ana Lind in Karvel", "Ana Lind", None),
        ("By Ana Lind for the Karvel Watch", "Ana Lind", None),
        ("Written by Ana Lind", "Ana Lind", None),
        ("Reporting by Ana Lind; editing by Jon Berg", "Ana Lind", None),
        ("By Ana Lind - 12 March 2021", "Ana Lind", "2021-03-12"),
        ("By Ana Lind Published 12 March 2021", "Ana Lind", "2021-03-12"),
        ("From our own correspondent in Karvel", "our own correspondent in Karvel", None),
        ("Ana Lind | 12 March 2021", None, "2021-03-12"),
        ("By the river in flood", None, None),
        ("Karvel | 12 March 2021 | five dead", None, None),
    ],
)
def test_forms_of_bylines(line: str, byline: str | None, published: str | None) -> None:
    found = clean("Raid on the lower town", line, FIRST, SECOND).metadata
    assert (found.byline, found.published) == (byline, published)
    assert published is None or found.published_text == line


@pytest.mark.parametrize(
    ("line", "credit"),
    [
        ("Photo: Ana Lind", "Ana Lind"),
        ("Photograph by Ana Lind", "Ana Lind"),
        ("(Photo by Ana Lind/Karvel Watch)", "Ana Lind/Karvel Watch"),
        ("photo courtesy: KBC (after Bureau for the Study of the Mill)", "KBC"),
        ("Credit: Ana Lind", "Ana Lind"),
        ("© Karvel Watch / Ana Lind", "Karvel Watch / Ana Lind"),
        ("The mayor of Karvel © KBC", "KBC"),
        ("Image: Reuters", "Reuters"),
        ("File photo: Ana Lind", "Ana Lind"),
        ("(AP Photo/Ana Lind)", "Ana Lind"),
        ("Ana Lind via Getty Images", "Ana Lind via Getty Images"),
    ],
)
def test_credits_of_pictures(line: str, credit: str) -> None:
    document = clean("Raid on the lower town", FIRST, line, SECOND)
    assert document.metadata.photo_credit == credit
    assert reasons(document)[line] == "photo-credit"
    assert document.metadata.publisher is None


@pytest.mark.parametrize(
    "line", ["Photo: the men left the town", "Photos by the bridge were lost", "Build Your Credit: How It Works"]
)
def test_what_is_no_credit(line: str) -> None:
    assert clean("Raid on the lower town", FIRST, line, SECOND).metadata.photo_credit is None


def test_a_sentence_before_a_credit_stays() -> None:
    line = "Two men were shot at the gate. Photo: Ana Lind"
    document = clean("Raid on the lower town", FIRST, line, SECOND)
    assert document.metadata.photo_credit == "Ana Lind"
    assert reasons(document).get(line) != "photo-credit"


def test_several_credits_and_rights_in_the_page() -> None:
    document = clean("Raid", FIRST, "Photo: Ana Lind", "Photo: Jon Berg", "Photo: Ana Lind", SECOND, "© Karvel Watch")
    assert document.metadata.photo_credit == "Ana Lind; Jon Berg"
    assert document.metadata.publisher == "Karvel Watch"
