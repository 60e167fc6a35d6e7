"""What each source sees in a few invented reports, and how candidates are made of it."""

import re

import pytest

from docmine.errors import ResourceError
from docmine.suggest import suggest

ACTORS = (
    "actor_id,name,aliases,type,country_iso3\nact-kg,Kessen Guard,KG|the guards,rebel,\nact-ov,Orlan Vesk,,person,\n"
)
PLACES = "place_id,name,aliases\nplc-ossul,Ossul,\n"


def by_name(store, config, **options):
    options = {"min_count": 1} | options
    return {one.pattern: one for one in suggest(config, store, **options).candidates}


def test_unknown_names_are_counted_with_their_labels(corpus, workspace):
    texts = ["Men of the Velkur Nine left Ossul.", "They say the Velkur Nine fled.", "Nobody knows Velkur Nine men."]
    with corpus(
        texts, [(0, "Velkur Nine", "ORG", {}), (1, "Velkur Nine", "ORG", {}), (2, "Velkur Nine", "GPE", {})]
    ) as store:
        one = by_name(store, workspace(), sources=["unknown"])["Velkur Nine"]
    assert (one.label, one.votes, one.sources, one.count, one.documents) == (
        "ORG", {"ORG": 2, "GPE": 1}, {"unknown": 3}, 3, 3,
    )  # fmt: skip
    assert one.conflicts == []


def test_examples_say_where_in_the_raw_text_they_stand(corpus, workspace):
    with corpus(["It rained. Men of the Velkur Nine left."], [(0, "Velkur Nine", "ORG", {})]) as store:
        (example,) = by_name(store, workspace())["Velkur Nine"].examples
    assert (example.path, example.start, example.end) == ("0.txt", 27, 38)  # five characters of "Menu\n" before
    assert example.sentence == "Men of the Velkur Nine left."


@pytest.mark.parametrize(
    ("text", "mention"),
    [
        ("The crisis in Syria goes on.", ("Syria", "GPE", {})),  # a country
        ("Men of the United Nations left.", ("United Nations", "ORG", {})),  # a listed actor
        ("They met on Monday in town.", ("Monday", "DATE", {})),  # no name
        ("It was said that Kessen Guard left.", ("Kessen Guard", "ORG", {})),  # a curated actor
        ("It was said that Orlan left.", ("Orlan", "PERSON", {"method": "pattern:x"})),  # found by a pattern
        ("It was said that Orlan left.", ("Orlan", "GPE", {"place_id": "p_1"})),  # in the gazetteer
        ("VELKUR NINE LEAVES OSSUL TOWN", ("VELKUR NINE", "ORG", {})),  # a headline
    ],
)
def test_known_names_are_not_suggested(corpus, workspace, text, mention):
    place = {"place_id": "p_1", "doc_id": "d_0", "start": 0, "end": 1, "raw_start": 0, "raw_end": 1, "text": "x",
             "method": "gazetteer", "score": 1.0, "lat": 1.0, "lon": 1.0}  # fmt: skip
    with corpus([text], [(0, *mention)], [place]) as store:
        assert by_name(store, workspace(curated_actors=ACTORS), sources=["unknown"]) == {}


def test_titles_and_words_in_lower_case_are_no_part_of_a_name(corpus, workspace):
    texts = ["They met Colonel Tovik Andrash.", "They met members of group Velkur Nine."]
    found = [(0, "Colonel Tovik Andrash", "ORG", {}), (1, "group Velkur Nine", "ORG", {})]
    with corpus(texts, found) as store:
        seen = by_name(store, workspace(), sources=["unknown"])
    assert {name: one.label for name, one in seen.items()} == {"Tovik Andrash": "PERSON", "Velkur Nine": "ORG"}


def test_capitals_near_a_trigger_that_no_mention_covers(corpus, workspace):
    texts = [
        "Yesterday men of the Velkur Brigade attacked a village in Ossul. The Nine Hills are green.",
        "Gunmen of Tarn attacked at dawn.",
        "A yesterday is no name.",
    ]
    with corpus(texts, [(1, "Tarn", "ORG", {})]) as store:
        seen = by_name(store, workspace(), sources=["triggers"])
    # Neither what a mention covers, nor a sentence without a trigger, nor the first word of a sentence.
    assert {name: one.label for name, one in seen.items()} == {"Velkur Brigade": "ORG", "Ossul": "GPE"}


def test_an_abbreviation_and_its_name_get_one_id(corpus, workspace):
    with corpus(["Men of the Velkur Liberation Front (VLF) left."]) as store:
        seen = by_name(store, workspace(), sources=["brackets"])
    assert {name: one.id for name, one in seen.items()} == {
        "Velkur Liberation Front": "velkur_liberation_front", "VLF": "velkur_liberation_front",
    }  # fmt: skip


def test_the_id_of_the_curated_row_or_of_a_kept_pattern_comes_first(corpus, workspace):
    config = workspace(
        curated_actors=ACTORS, patterns_own=[{"label": "ORG", "pattern": "Velkur Liberation Front", "id": "vlf-1"}]
    )
    with corpus(["The Kessen Guard (KGD) met the Velkur Liberation Front (VLF)."]) as store:
        seen = by_name(store, config, sources=["brackets"])
    assert (seen["KGD"].id, seen["KGD"].label) == ("act-kg", "ORG")
    assert (seen["VLF"].id, seen["VLF"].label) == ("vlf-1", "ORG")
    assert "Velkur Liberation Front" not in seen  # kept already, and it means the same


def test_curated_names_that_were_overlooked_or_taken_for_something_else(corpus, workspace):
    texts = [
        "The Kessen Guard left Ossul.",
        "The Kessen Guard met Orlan Vesk.",
        "The Kessen Guard slept. So did the guards.",
    ]
    actor = {"actor_id": "a_1", "name": "Kessen Guard", "type": "rebel", "curated_id": "act-kg", "n_mentions": 1,
             "origin": "list", "n_documents": 1, "doc_ids": ["d_2"], "method": "table", "score": 1.0}  # fmt: skip
    mentions = [
        (0, "Kessen Guard", "PERSON", {}),
        (0, "Ossul", "LOC", {}),
        (2, "Kessen Guard", "ORG", {"actor_id": "a_1"}),
    ]
    config = workspace(curated_actors=ACTORS, curated_places=PLACES)
    with corpus(texts, mentions, actors=[actor]) as store:
        seen = by_name(store, config, sources=["curated"])
    # Ossul was found as a place; "the guards" are words, not a name.
    assert {name: (one.label, one.id, one.votes) for name, one in seen.items()} == {
        "Kessen Guard": ("ORG", "act-kg", {"PERSON": 1, "nothing": 1}),
        "Orlan Vesk": ("PERSON", "act-ov", {"nothing": 1}),
    }  # fmt: skip


def decision(doc, words, label, text, who="am"):
    start = text.index(words)
    return {"kind": "entity", "doc_id": f"d_{doc}", "start": start, "end": start + len(words), "label": label,
            "text": words, "who": who}  # fmt: skip


def test_what_people_said_twice_is_a_candidate(corpus, workspace):
    text = "The Velkur Nine met Tarn."
    said = [
        {"kind": "link", "extracted_id": "e_1", "curated_id": "x", "verdict": "accept", "who": "am"},
        *(decision(doc, "Velkur Nine", "ORG", text) for doc in (0, 1)),
        decision(0, "Tarn", "GPE", text),  # once
    ]
    with corpus([text, text]) as store:
        seen = by_name(store, workspace(review_decisions=said), sources=["decisions"])
    assert {name: (one.label, one.sources) for name, one in seen.items()} == {"Velkur Nine": ("ORG", {"decisions": 2})}


def test_the_latest_word_about_a_place_counts(corpus, workspace):
    text = "The Velkur Nine met Tarn."
    said = [decision(0, "Tarn", label, text) for label in ("GPE", "GPE", "ORG")]
    with corpus([text]) as store:
        assert by_name(store, workspace(review_decisions=said), sources=["decisions"]) == {}


def test_what_people_said_twice_to_be_no_name_is_left_out(corpus, workspace):
    text = "Men of Rocket left."
    config = workspace(review_decisions=[decision(doc, "Rocket", None, text) for doc in (0, 1)])
    with corpus([text, text], [(doc, "Rocket", "ORG", {}) for doc in (0, 1)]) as store:
        result = suggest(config, store)
    assert (result.candidates, result.rejected) == ((), 1)


def test_a_malformed_decision_is_refused_by_file_and_line(corpus, workspace):
    good = decision(0, "Tarn", "GPE", "Men of Tarn left.")
    config = workspace(review_decisions=[good, good | {"label": "TOWN"}])
    with corpus(["Men of Tarn left."]) as store, pytest.raises(ResourceError, match="label must be") as caught:
        suggest(config, store)
    assert caught.value.where.endswith("decisions.jsonl:2")


@pytest.mark.parametrize(
    ("kept", "conflict", "clashes"),
    [
        ({"label": "GPE", "pattern": "Velkur Nine"}, r"is GPE in .*own\.jsonl:1", True),
        ({"label": "ORG", "pattern": "velkur nine", "lower": True, "id": "x"}, r"is ORG, x in .*own\.jsonl:1", True),
        ({"label": "GPE", "pattern": "Velkur"}, r"holds Velkur \(GPE\)", False),
        (
            {"label": "ORG", "pattern": "Sons of Velkur Nine", "id": "x"},
            r"is part of Sons of Velkur Nine \(ORG, x\)",
            False,
        ),
    ],
)
def test_conflicts_with_patterns_that_are_kept(corpus, workspace, kept, conflict, clashes):
    config = workspace(patterns_own=[kept])
    with corpus(["Men of the Velkur Nine left."], [(0, "Velkur Nine", "ORG", {})]) as store:
        one = by_name(store, config)["Velkur Nine"]
    assert one.clashes is clashes
    assert len(one.conflicts) == 1
    assert re.fullmatch(conflict, one.conflicts[0])


def test_words_that_are_no_names_elsewhere_and_longer_names_speak_against_a_candidate(corpus, workspace):
    texts = ["Men of Shield left.", "He had a shield. Another shield fell.", "Men of Shield Front left."]
    with corpus(texts, [(0, "Shield", "ORG", {}), (2, "Shield Front", "ORG", {})]) as store:
        one = by_name(store, workspace())["Shield"]
    assert one.conflicts == [
        "is a word too: 'shield' stands in lower case 2 times",
        "stands once inside longer names, which it would cut: Shield Front",
    ]


def test_the_surer_source_and_the_cleaner_name_come_first(corpus, workspace):
    texts = ["Men of Tarn met Orlan Vesk.", "Men of Tarn met Shield.", "He had a shield."]
    mentions = [(0, "Tarn", "ORG", {}), (1, "Tarn", "ORG", {}), (1, "Shield", "ORG", {})]
    with corpus(texts, mentions) as store:
        result = suggest(workspace(curated_actors=ACTORS), store, min_count=1)
        assert [one.pattern for one in result.candidates] == ["Orlan Vesk", "Tarn", "Shield"]
        assert [one.pattern for one in suggest(workspace(), store, min_count=2).candidates] == ["Tarn"]
        best = suggest(workspace(), store, min_count=1, limit=1)
    assert (len(best.candidates), best.found) == (1, 3)
