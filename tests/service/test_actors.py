"""Which actor a name means."""

import pytest


@pytest.mark.parametrize(
    ("name", "found"),
    [
        ("Kessen Liberation Front", "k1"),
        ("KLF", "k1"),  # an abbreviation of the user's own list
        ("kessen rebels", "k1"),
        ("Harakat as-Sabr", "k5"),
        ("Ḥarakat al-Ṣabr", "k5"),
        ("Government of Mali", "MLI"),
        ("Government of Myanmar (Burma)", "MMR"),
        ("Government of United States of America", "USA"),
        ("Hizbollah", "hezbollah"),
        ("k1", "k1"),
        ("SYR", "SYR"),
    ],
)
def test_names_that_one_actor_has(best, name, found):
    assert best("actors", name) == (found, True)


def test_a_name_that_two_actors_have_is_nobodys(ask):
    found = ask("actors", "the Front")
    assert {one["id"] for one in found[:2]} == {"k2", "k3"}
    assert [one["match"] for one in found] == [False] * len(found)


def test_a_country_decides_between_them(best):
    assert best("actors", "the Front", country="Niger") == ("k3", True)
    assert best("actors", "the Front", country={"id": "MLI", "name": "Mali"}) == ("k2", True)


def test_an_abbreviation_of_the_packaged_list_needs_a_country(best):
    assert best("actors", "PKK") == ("kurdistan_workers_party", False)
    assert best("actors", "PKK", country="Turkey") == ("kurdistan_workers_party", True)


def test_another_country_is_a_contradiction(ask):
    [first, *_] = ask("actors", "Kessen Liberation Front", properties=[{"pid": "country", "v": "NER"}])
    assert (first["id"], first["match"]) == ("k1", False)
    assert {"id": "country", "value": 0.0} in first["features"]


def test_a_misspelled_name_is_a_candidate_and_no_match(ask):
    [first, *_] = ask("actors", "Kesen Liberaton Front")
    assert (first["id"], first["match"]) == ("k1", False)


def test_another_transliteration_matches_where_the_country_agrees(best):
    assert best("actors", "Harakah es-Sabr") == ("k5", False)
    assert best("actors", "Harakah es-Sabr", country="MLI") == ("k5", True)


def test_other_names_that_are_told_count(best):
    assert best("actors", "Group of Patience", aliases=["Movement of Patience"]) == ("k5", True)


def test_what_nobody_is_called(ask):
    assert ask("actors", "Qzxvwkj Grmblfx") == []
    assert ask("actors", "") == []
    assert ask("actors", "\u0000\u200b!?") == []
    assert ask("actors", "x" * 100_000) == []


def test_a_type_is_a_condition_or_a_wish(ask):
    assert [one["id"] for one in ask("actors", "the Front", type="militia")] == ["k2"]
    assert ask("actors", "the Front", type=["militia"])[0]["match"]
    wished = ask("actors", "the Front", type="militia", type_strict="should")
    assert [one["id"] for one in wished[:2]] == ["k2", "k3"]
    assert not ask("actors", "Kessen Liberation Front", type="militia", type_strict="should")[0]["match"]


def test_merged_actors_are_one(tmp_path):
    from docmine.actors.decisions import load_decided
    from docmine.service.actors import Actors
    from docmine.service.queries import Query

    curated, decisions = tmp_path / "actors.csv", tmp_path / "decisions.jsonl"
    curated.write_text("actor_id,name,aliases,type,country_iso3\na,Azgar Men,,rebel,\nb,Gourma Men,,rebel,\n")
    decisions.write_text('{"kind": "merge_actors", "keep": "Azgar Men", "other": "Gourma Men", "who": "am"}\n')
    actors = Actors(load_decided(str(curated), str(decisions)))
    assert next(iter(actors.fits(Query(query="Gourma Men")))).entity.id == "a"
    assert {key: one.id for key, one in actors.entities(["a", "b", "c"]).items()} == {"a": "a", "b": "a"}
