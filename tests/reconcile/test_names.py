import pytest

from docmine.reconcile.names import country_code, fold, fold_place, is_abbreviation, similarities, similarity, unnamed


@pytest.mark.parametrize(
    ("text", "folded"),
    [
        ("Hay’at Taḥrīr al-Shām", "hayat tahrir al sham"),
        ("Hay'at Tahrir Al-Sham", "hayat tahrir al sham"),
        ("Ménaka", "menaka"),
        ("", ""),
        ("–", ""),
    ],
)
def test_fold(text, folded):
    assert fold(text) == folded


@pytest.mark.parametrize(
    ("text", "folded"),
    [("near the town of Al-Bāb", "bab"), ("Izra town", "izra"), ("Town", "town"), ("Gao Region", "gao")],
)
def test_fold_place_drops_what_says_no_name(text, folded):
    assert fold_place(text) == folded


@pytest.mark.parametrize(
    ("name", "kind"),
    [
        ("unidentified armed group", "armed"),
        ("gunmen", "armed"),
        ("malian armed forces", "state"),
        ("villagers", "civilian"),
        ("demonstrators", "protester"),
        ("local police", "state"),
        ("sahel liberation front", None),
        ("kessen army", None),
    ],
)
def test_unnamed(name, kind):
    assert unnamed(name) == kind


@pytest.mark.parametrize("text", ["ML", "MLI", "Mali", "mali"])
def test_country_code(text):
    assert country_code(text) == "MLI"


@pytest.mark.parametrize("text", [None, "", "Kessenia"])
def test_country_that_is_not_known(text):
    assert country_code(text) is None


def test_similarity_is_of_spelling_not_of_order():
    assert similarity("ossul", "ossul") == 1
    assert similarity("kessen guard", "guard kessen") == 1
    assert similarity("jabhat al nusra", "jabhat an nusrah") > 0.85
    assert similarity("kessen guard", "guard") < 0.75
    assert similarity("ossul", "marn") < 0.5


@pytest.mark.parametrize(("name", "short"), [("HTS", True), ("FAMa", True), ("Wagner", False), ("Kessen Guard", False)])
def test_abbreviation(name, short):
    assert is_abbreviation(name) is short


def test_many_names_at_once_are_as_alike_as_one_by_one():
    ones = ["ansongo", "bab al hawa", "tell abyad", "", "gao", "ab c"]
    others = ["ansongo", "bab hawa", "tall abyad", "", "kidal", "a bc"]
    assert similarities(ones, others).tolist() == [similarity(*pair) for pair in zip(ones, others, strict=True)]
    assert similarities([], []).tolist() == []
