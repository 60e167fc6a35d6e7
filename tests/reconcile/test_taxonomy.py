import pytest

from docmine.errors import CuratedError
from docmine.reconcile.taxonomy import curated_codes, extracted_codes, load, packaged


def own(folder, *lines, header="source,category,level1,level2"):
    path = folder / "taxonomy.csv"
    path.write_text("\n".join([header, *lines]) + "\n", encoding="utf-8")
    return load(path)


def test_without_a_file_the_packaged_classes_count(tmp_path):
    assert load(None) is packaged()
    assert load(tmp_path / "taxonomy.csv") is packaged()
    assert packaged().classes([("ucdp", 3)]) == ("one-sided", "armed violence")


def test_a_user_adds_and_changes_classes(tmp_path):
    lines = ["curated,Raid,fighting,armed violence", "extracted,ASSAULT:aerial,air,armed violence", "k,Raid,looting,"]
    taxonomy = own(tmp_path, *lines)
    raid = {"type": "raid", "sub_type": None, "source": "events.csv"}
    assert taxonomy.classes(curated_codes(raid)) == ("fighting", "armed violence")
    assert taxonomy.classes(curated_codes({**raid, "source": "k.csv.gz"})) == ("looting", "looting")
    event = {"event_type": "ASSAULT", "mode": "aerial", "sub_type": "Air/drone strike"}
    assert taxonomy.classes(extracted_codes(event)) == ("air", "armed violence")
    assert packaged().classes(extracted_codes(event)) == ("aerial", "armed violence")


def test_what_has_no_class_may_be_known_all_the_same():
    other = {"type": "Strategic developments", "sub_type": "Other", "source": "events.csv"}
    assert packaged().classes(curated_codes(other)) == (None, None)
    assert packaged().knows(curated_codes(other))
    assert not packaged().knows(curated_codes({**other, "type": "Raid", "sub_type": None}))


def test_taxonomies_of_meltt(tmp_path):
    taxonomy = own(tmp_path, "A,Raid,Fights,Violence", header="data.source,base.categories,act_level1,act_level2")
    assert taxonomy.classes([("a", "raid")]) == ("Fights", "Violence")


def test_all_that_is_wrong_is_named_together(tmp_path):
    with pytest.raises(CuratedError) as caught:
        own(tmp_path, "curated,Raid,,", ",Raid,a,b", "curated,March,a,b", "curated,march,a,c")
    for said in (
        ":2: level1, level2: both are empty",
        ":3: source: is empty",
        ":5: category: 'march' of 'curated' stands",
    ):
        assert f"taxonomy.csv{said}" in caught.value.message


def test_missing_columns(tmp_path):
    with pytest.raises(CuratedError, match=r"taxonomy\.csv:1: has no column category, level1"):
        own(tmp_path, header="source,kind")
