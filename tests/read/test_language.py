from __future__ import annotations

import pytest

from docmine.read.language import identify

ENGLISH = "The district council said on Friday that four people were killed when shells hit the old market. "
FRENCH = "Le conseil régional a déclaré vendredi que quatre personnes avaient été tuées près du vieux marché. "
ARABIC = "قال مسؤولون محليون إن أربعة أشخاص قتلوا في قصف على السوق القديم يوم الجمعة وأضافوا أن الجرحى نقلوا. "


@pytest.mark.parametrize(
    ("text", "code"),
    [
        (ENGLISH, "en"),
        (ENGLISH.upper(), "en"),
        (FRENCH, "fr"),
        (ARABIC, "ar"),
        (FRENCH * 5 + ENGLISH * 400, "en"),
        (ENGLISH * 5 + ARABIC * 400, "ar"),
        ("", None),
        ("Four killed in Kafr Aqra", None),
        ("12 | 13 | 14 | 2016 | 1,200 " * 50, None),
    ],
)
def test_identify(text: str, code: str | None) -> None:
    assert identify(text) == code


def test_hint_counts_only_where_the_text_does_not_tell() -> None:
    assert identify("Quatre morts à Marwan", hint="fr") == "fr"
    assert identify(FRENCH, hint="en") == "fr"


def test_names_from_elsewhere_do_not_make_a_text_foreign() -> None:
    text = "Fighters of Liwa al-Wadi and Harakat Nur clashed near Khan Sabil, Tel Aqra, Jisr al-Marwan and Wadi Hamra."
    assert identify(text, hint="en") == "en"
