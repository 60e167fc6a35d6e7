"""Date lines: what counts as a statement of publication, and what does not."""

import pytest

from docmine.clean.datelines import of_dispatch, parse


@pytest.mark.parametrize(
    ("line", "value", "is_update"),
    [
        ("12 March 2021", "2021-03-12", False),
        ("Friday, 12th of March, 2021", "2021-03-12", False),
        ("Mar. 12, 2021", "2021-03-12", False),
        ("12 Sept 2021", "2021-09-12", False),
        ("Published: 12 March 2021", "2021-03-12", False),
        ("Published on March 12, 2021 at 10:32 am", "2021-03-12", False),
        ("March 12, 2021 by Ana Lind", "2021-03-12", False),
        ("March 12, 2021 | 5 min read", "2021-03-12", False),
        ("2021-03-12T10:11:12Z", "2021-03-12", False),
        ("Published 12 March 2021, updated 13 March 2021", "2021-03-12", False),
        ("Last updated: 13 March 2021", "2021-03-13", True),
        ("Published March 2021", "2021-03", False),
        ("29 February 2020", "2020-02-29", False),
    ],
)
def test_date_lines(line: str, value: str, is_update: bool) -> None:
    found = parse(line)
    assert found is not None
    assert (found.value, found.wording, found.is_update) == (value, line, is_update)


@pytest.mark.parametrize(
    "line",
    [
        "03/04/2021",
        "31 February 2021",
        "29 February 2021",
        "March 2021",
        "2021",
        "12 March",
        "On 12 March 2021",
        "Date: 12 March 2021",
        "12 March 2021 Fighters entered the town",
        "12 March 2021 – Fighters entered the town",
        "Clashes of 12 March 2021",
        "12 March 2021 and 13 March 2021",
        "112 March 2021",
        "",
    ],
)
def test_other_lines(line: str) -> None:
    assert parse(line) is None


@pytest.mark.parametrize(
    ("line", "value"),
    [
        ("GAO, 17 March 2021 – The army left the town.", "2021-03-17"),
        ("NAIROBI / GAO, Mali, March 17, 2021 (Desk) — The army left the town.", "2021-03-17"),
        ("GAO (17 March 2021) - The army left the town.", "2021-03-17"),
        ("GAO, 17 March – The army left the town.", None),
        ("GAO fell on 17 March 2021 – and nobody noticed.", None),
        ("Gao, 17 March 2021, was a quiet town.", None),
        ("GAO, 31 February 2021 – The army left the town.", None),
    ],
)
def test_the_date_that_opens_a_dispatch(line: str, value: str | None) -> None:
    found = of_dispatch(line)
    assert (found.value if found else None) == value
