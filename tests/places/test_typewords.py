import pytest

from docmine.places.typewords import kind_around


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("in «Idlib» governorate", "admin1"),
        ("in «Idlib» Governorate", "admin1"),
        ("the province of «Idlib»", "admin1"),
        ("the City of «Idlib»", "city"),
        ("in «Idlib» and Hama provinces", "admin1"),
        ("in «Aleppo», Idlib and Hama provinces", "admin1"),
        ("in Aleppo, «Idlib», and Deir al-Zor provinces", "admin1"),
        ("in «Butler», Clark or Warren counties", "admin2"),
        ("the provinces of «Idlib» and Hama", "admin1"),
        ("the provinces of Aleppo, «Idlib» and Hama", "admin1"),
        ("the provinces of Idlib and «Hama»", "admin1"),
        ("the villages of Ashby and «Bere»", "city"),
        ("the «Ohio» Department of Development", None),
        ("in «Idlib» and the provinces", None),
        ("in «Idlib», where cities fell", None),
        ("in «Idlib» and Hama cityscapes", None),
        ("in «Idlib» today", None),
        ("«Idlib»", None),
    ],
)
def test_kind_around(text, expected):
    start, end = text.index("«"), text.index("»") - 1
    assert kind_around(text.replace("«", "").replace("»", ""), start, end) == expected
