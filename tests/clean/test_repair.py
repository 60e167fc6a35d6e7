"""Repairs, and where the mended characters come from."""

import pytest

from docmine.clean import Cleaner
from docmine.config import Config
from docmine.documents import CleanDocument, RawDocument

CLEANER = Cleaner.load(Config())
WRAPPED = """\
Armed men entered the lower town of Karvel before dawn on
Monday and took eleven people from their homes, the council of
elders said. The govern-
ment in the capital denied that any of its forces were in the
district, and asked the elders to name witnesses who could be
questioned by a commission that has met twice since the raid.

Two days later the mill by the bridge burnt down. Nobody saw
who set the fire, but shepherds found cartridges in the grass
and brought them to the school. The teacher keeps them in the
drawer of a desk."""


def clean(text: str) -> CleanDocument:
    return CLEANER(RawDocument("d_1", "a.txt", "text", text, "0" * 64))


def raw_of(document: CleanDocument, part: str) -> str:
    start = document.text.index(part)
    raw_start, raw_end = document.map.to_raw(start, start + len(part))
    return document.raw.text[raw_start:raw_end]


def test_wrapped_lines_become_paragraphs() -> None:
    document = clean(WRAPPED)
    first, second = document.text.split("\n\n")
    assert first.startswith("Armed men entered the lower town of Karvel before dawn on Monday and took")
    assert second.endswith("The teacher keeps them in the drawer of a desk.")
    assert "\n" not in first + second
    assert all(line.keep for line in document.lines if line.n != 7)


NOTE = """\
The army shelled the lower town of Karvel late on Saturday
and wounded nine people, the nurse of the school said. Two
shells fell beside the mill, and the road to the south was
closed until Monday."""


def test_the_lines_of_a_short_note_become_one() -> None:
    document = clean(NOTE)
    assert document.text == NOTE.replace("\n", " ")
    assert raw_of(document, "Saturday and wounded") == "Saturday\nand wounded"


def test_one_line_that_runs_on_makes_no_wrapped_text() -> None:
    text = "The council met in the lower town of Karvel and\nwent home. Nobody spoke.\nThe bridge is open."
    assert clean(text).text == text


def test_a_word_split_at_the_line_end_is_joined_and_mapped() -> None:
    document = clean(WRAPPED)
    assert "The government in the capital" in document.text
    assert raw_of(document, "government") == "govern-\nment"
    assert raw_of(document, "on Monday") == "on\nMonday"


def test_a_compound_keeps_its_hyphen_before_a_capital() -> None:
    document = clean(WRAPPED.replace("govern-\nment", "Anglo-\nKarvel council"))
    assert "The Anglo-Karvel council in" in document.text


def test_short_lines_of_a_list_are_not_joined() -> None:
    text = "The dead of the raid are\n\nAna Lind\nJon Berg\nMira Sol\nTomas Ek"
    assert clean(text).text == text


@pytest.mark.parametrize(
    ("raw", "mended"),
    [
        ("the mi\u00adlitia", "the militia"),
        ("11\u00a0people were\u202ftaken", "11 people were taken"),
        ("\ufeffthe mill", "the mill"),
        ("the\x00mill", "the mill"),
        ("the cafÃ© by the mill", "the café by the mill"),
        ("the elders’ house", "the elders’ house"),
        ("  • the mill  ", "the mill"),
        ("- 1. the mill", "the mill"),
        ("12. March 2021 was quiet", "12. March 2021 was quiet"),
        ("3.5 tonnes of grain", "3.5 tonnes of grain"),
    ],
)
def test_characters(raw: str, mended: str) -> None:
    assert clean(raw).text == mended


def test_mended_words_map_to_what_stands_in_the_raw_text() -> None:
    document = clean("the cafÃ© of the mi\u00adlitia")
    assert raw_of(document, "café") == "cafÃ©"
    assert raw_of(document, "militia") == "mi\u00adlitia"
    assert raw_of(document, "of") == "of"


def test_quoted_mail_is_read_without_its_signs() -> None:
    quoted = "\n".join(f">  {line}" if line else ">" for line in WRAPPED.splitlines())
    assert clean(quoted).text == clean(WRAPPED).text
    assert raw_of(clean(quoted), "on Monday") == "on\n>  Monday"


def test_indented_paragraphs_are_joined_and_items_are_not() -> None:
    indented = "\n".join(f"    {line}" for line in WRAPPED.splitlines())
    assert clean(indented).text == clean(WRAPPED).text
    items = WRAPPED.replace("\n\n", "\n\n- and a first item of the list that the elders drew up then\n- a second\n\n")
    assert "drew up then\na second\n\nTwo days" in clean(items).text


@pytest.mark.parametrize(
    ("raw", "mended"),
    [
        ("co-\noperation", "cooperation"),
        ("pro-\nIranian", "pro-Iranian"),
        ("govern\u2010\nment", "government"),
        ("govern-\n>ment", "government"),
    ],
)
def test_hyphens_at_line_ends(raw: str, mended: str) -> None:
    assert f"The {mended} in the capital denied" in clean(WRAPPED.replace("govern-\nment", raw)).text


@pytest.mark.parametrize(
    ("raw", "mended"),
    [
        ("\u202bthe mill\u202c", "the mill"),
        ("the \u2066mill\u2069 by", "the mill by"),
        ("cafÃ©\xa0the mill", "café the mill"),
        ("the\tmill", "the\tmill"),
        ("1. > the mill", "the mill"),
        ("-> the mill", "-> the mill"),
        ("> 5 men", "5 men"),
    ],
)
def test_more_characters(raw: str, mended: str) -> None:
    assert clean(raw).text == mended


def test_a_compound_keeps_its_hyphen_where_the_text_writes_it_so_elsewhere() -> None:
    text = WRAPPED.replace("govern-\nment", "long-\nterm plan").replace("The teacher keeps", "A long-term guard keeps")
    assert "The long-term plan in the capital" in clean(text).text


def test_few_wrapped_lines_among_short_ones_are_a_paragraph() -> None:
    menu = "\n".join(["Home", "Regions", "Donate", "About us", "Contact", "Search", "Archive", "Photos"])
    wrapped = """OSTRADOR - Suspected raiders took twelve salt diggers of a hamlet near
Karvel on Tuesday evening, two people of the district and a local teacher
said. The raiders, who came on three motorcycles, also burnt down the hall
in the middle of the hamlet and drove off with some forty head of cattle
before the guards arrived, who had been called by the teacher."""
    headline = "Twelve diggers of salt taken by raiders from hamlet near Karvel"
    document = clean(f"{menu}\n\n{headline}\nBy Our Correspondent\n\n{wrapped}\n")
    assert wrapped.replace("\n", " ") in document.text
    assert headline in document.text
    assert "By Our" not in document.text
