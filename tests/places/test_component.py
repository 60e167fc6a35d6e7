import pickle

import pytest
import spacy
from spacy.tokens import Doc, Span

from docmine.places.component import make_places


@pytest.fixture(scope="module")
def nlp(gazetteer_path):
    nlp = spacy.blank("en")
    nlp.add_pipe("docmine_places", config={"gazetteer": str(gazetteer_path)})
    return nlp


def annotate(nlp, text, ents=(), given=False):
    """Return what the component makes of a text with these entities: text of the span -> value."""
    doc = nlp.make_doc(text)
    spans = []
    for name, label in ents:
        start = text.index(name)
        spans.append(doc.char_span(start, start + len(name), label=label))
    if given:
        doc._.given_toponyms = True
        doc.spans["places"] = spans
    else:
        doc.ents = spans
    return nlp.get_pipe("docmine_places")(doc)


def found(doc: Doc) -> list[tuple[str, str | None]]:
    return [(span.text, span._.place["name"]) for span in doc.spans["places"]]


def place(doc: Doc, i: int = 0) -> dict:
    return doc.spans["places"][i]._.place


def test_a_city_with_its_coordinates_and_division(nlp):
    value = place(annotate(nlp, "Shells fell on Aleppo.", [("Aleppo", "GPE")]))
    assert (value["geonameid"], value["lat"], value["lon"]) == (170063, 36.202, 37.134)
    assert (value["country_iso3"], value["admin1"], value["feature_code"]) == ("SYR", "Aleppo", "PPL")
    assert (value["where_prec"], value["geo_precision"]) == (1, 1)
    assert value["runner_up"] == "Aleppo, Aleppo, SYR"
    assert value["method"] == "gazetteer: name"


@pytest.mark.parametrize(
    ("text", "ent", "feature_code", "where"),
    [
        ("in Aleppo governorate today", "Aleppo", "ADM1", 4),
        ("in Aleppo Province today", "Aleppo Province", "ADM1", 4),
        ("in the province of Aleppo today", "Aleppo", "ADM1", 4),
        ("in the city of Aleppo today", "Aleppo", "PPL", 1),
        ("in eastern Aleppo today", "Aleppo", "PPL", 1),
        ("near Aleppo today", "Aleppo", "PPL", 2),
        ("on the outskirts of Aleppo today", "Aleppo", "PPL", 2),
        ("on the outskirts of eastern Aleppo today", "Aleppo", "PPL", 2),
        ("12 km north of Aleppo today", "Aleppo", "PPL", 2),
        ("at Aleppo airport today", "Aleppo", "PPL", 2),
        ("at Aleppo airport today", "Aleppo airport", "PPL", 2),
        ("in northern Syria today", "Syria", "PCLI", 5),
        ("in northern Syria today", "northern Syria", "PCLI", 5),
        ("in Syria today", "Syria", "PCLI", 6),
        ("on the Red Sea today", "Red Sea", "SEA", 7),
        ("in Boone County today", "Boone County", "ADM2", 4),
    ],
)
def test_precision_follows_the_words_around(nlp, text, ent, feature_code, where):
    value = place(annotate(nlp, text, [(ent, "GPE")]))
    assert (value["feature_code"], value["where_prec"]) == (feature_code, where)


def test_well_known_names_that_no_entity_covers(nlp):
    doc = annotate(nlp, "Syria and the U.S. spoke in London. Us too, in Bath.")
    assert found(doc) == [("Syria", "Syria"), ("U.S.", "United States"), ("London", "London")]


@pytest.mark.parametrize(
    ("text", "ents", "names"),
    [
        (
            "TROOPS OF THE UNITED STATES' ARMY CAME TO ALEPPO.",
            [("UNITED", "ORG"), ("STATES", "GPE"), ("ALEPPO", "GPE")],
            ["UNITED STATES", "ALEPPO"],
        ),
        ("SOLDIERS LEFT THE UNITED STATES' ARMY.", [("UNITED STATES' ARMY", "ORG")], []),
        ("UNITED STATES'S SOLDIERS LEFT.", [("UNITED", "ORG"), ("STATES", "GPE")], ["UNITED STATES"]),
    ],
)
def test_a_well_known_name_that_the_recogniser_cut_in_two(nlp, text, ents, names):
    assert [name for name, _ in found(annotate(nlp, text, ents))] == names


@pytest.mark.parametrize(
    ("text", "ents"),
    [
        ("Aleppo University closed.", [("Aleppo", "GPE")]),
        ("Aleppo University closed.", [("Aleppo University", "ORG")]),
        ("The Bank of London closed.", [("London", "GPE")]),
        ("Syria Jordan Smith spoke.", [("Syria Jordan Smith", "PERSON")]),
        ("Mr Jordan spoke.", [("Jordan", "PERSON")]),
        ("The Syrian army spoke.", [("Syrian", "NORP")]),
        ("Leaders of the EU met.", [("EU", "GPE")]),
        ("Nothing of interest.", [("interest", "GPE")]),
        ("Kolbrand reported sales.", [("Kolbrand", "GPE")]),
        ("Peter Ashby spoke. Ashby left.", [("Peter Ashby", "PERSON")]),
    ],
)
def test_what_is_no_place(nlp, text, ents):
    assert found(annotate(nlp, text, ents)) == []


@pytest.mark.parametrize("label", ["ORG", "PERSON", "NORP"])
def test_a_country_that_the_recogniser_took_for_something_else(nlp, label):
    assert found(annotate(nlp, "Syria spoke.", [("Syria", label)])) == [("Syria", "Syria")]


def test_a_name_that_cannot_be_placed_is_kept_where_the_text_says_it_is_a_place(nlp):
    doc = annotate(nlp, "Six died in Kolbrand on Monday.", [("Kolbrand", "GPE")])
    value = place(doc)
    assert (value["name"], value["lat"], value["where_prec"]) == (None, None, None)
    assert value["reason"] == "not in the gazetteer"


def test_neither_a_demonym_nor_a_person_is_a_village_of_a_like_name(nlp):
    text = "Hassan Marea spoke. Syrian backers of Marea fled."
    doc = nlp.make_doc(text)
    named = [(0, 12, "PERSON"), (20, 26, "GPE"), (text.rindex("Marea"), text.rindex("Marea") + 5, "GPE")]
    doc.ents = [doc.char_span(start, end, label=label) for start, end, label in named]
    assert found(nlp.get_pipe("docmine_places")(doc)) == []


def test_demonyms_make_a_country_likely_and_its_transliterations_known(nlp):
    doc = annotate(nlp, "Syrian rebels left Marea.", [("Syrian", "NORP"), ("Marea", "GPE")])
    assert found(doc) == [("Marea", "Māri‘")]
    assert place(doc)["method"] == "gazetteer: transliteration"


def test_city_and_state(nlp):
    doc = annotate(nlp, "Police in Springfield, Ill., said so.", [("Springfield", "GPE"), ("Ill.", "GPE")])
    assert [span._.place["admin1"] for span in doc.spans["places"]] == ["Illinois", "Illinois"]


def test_one_sense_in_a_document(nlp):
    doc = annotate(nlp, "Springfield, Illinois, grew. Then came Springfield again.")
    doc.ents = [Span(doc, t.i, t.i + 1, label="GPE") for t in doc if t.text in {"Springfield", "Illinois"}]
    doc = nlp.get_pipe("docmine_places")(doc)
    assert [span._.place["admin1"] for span in doc.spans["places"]] == ["Illinois"] * 3


def test_given_spans_are_resolved_and_nothing_is_added(nlp):
    ents = [("Syrian", "GPE"), ("Kolbrand", "GPE")]
    doc = annotate(nlp, "London heard the Syrian from Kolbrand.", ents, given=True)
    assert found(doc) == [("Syrian", "Syria"), ("Kolbrand", None)]


def test_the_home_of_the_source_decides(gazetteer_path):
    nlp = spacy.blank("en")
    nlp.add_pipe("docmine_places", config={"gazetteer": str(gazetteer_path), "home": ["USA"]})
    doc = annotate(nlp, "A fire in Ashby.", [("Ashby", "GPE")])
    assert place(doc)["country_iso3"] == "USA"


def test_it_travels_to_other_processes_and_to_disk(nlp, tmp_path):
    annotate(nlp, "Syria.")
    again = pickle.loads(pickle.dumps(nlp.get_pipe("docmine_places")))
    assert found(again(nlp.make_doc("Syria spoke."))) == [("Syria", "Syria")]
    nlp.to_disk(tmp_path)
    assert found(spacy.load(tmp_path)("Syria spoke.")) == [("Syria", "Syria")]


def test_it_runs_in_several_processes(nlp):
    docs = list(nlp.pipe(["Syria spoke.", "London spoke."] * 3, n_process=2, batch_size=1))
    assert [[span.text for span in doc.spans["places"]] for doc in docs] == [["Syria"], ["London"]] * 3


def test_one_slip_of_the_recogniser_does_not_make_a_town_a_person(nlp):
    doc = nlp.make_doc("Springfield voted. Springfield burned. Rain over Springfield.")
    labels = iter(["GPE", "PERSON", "GPE"])
    doc.ents = [Span(doc, t.i, t.i + 1, label=next(labels)) for t in doc if t.text == "Springfield"]
    doc = nlp.get_pipe("docmine_places")(doc)
    assert [span.start_char for span in doc.spans["places"]] == [0, 49]


def test_an_empty_document(nlp):
    assert found(annotate(nlp, "")) == []


def test_the_factory_opens_nothing(tmp_path):
    make_places(spacy.blank("en"), "places", str(tmp_path / "none.sqlite"), [], None)


def test_a_town_in_capitals_in_a_dateline_is_no_abbreviation(nlp):
    doc = annotate(nlp, "EU - Two died in Eu.", [("EU", "GPE"), ("Eu", "GPE")])
    assert found(doc) == [("EU", "Eu"), ("Eu", "Eu")]


def test_an_abbreviation_with_full_stops_is_no_town(nlp):
    assert found(annotate(nlp, "Leaders of the E.U. met.", [("E.U.", "GPE")])) == []


def test_a_home_division_decides(gazetteer_path):
    nlp = spacy.blank("en")
    nlp.add_pipe("docmine_places", config={"gazetteer": str(gazetteer_path), "home": ["US.IL"]})
    assert place(annotate(nlp, "A fire in Springfield.", [("Springfield", "GPE")]))["admin1"] == "Illinois"


@pytest.mark.parametrize(
    ("text", "ents"),
    [
        ("Jordan Fernandez spoke.", [("Jordan", "GPE")]),
        ("Michael Jordan came. Jordan said so.", [("Michael Jordan", "PERSON")]),
        ("Leaders of Hama corps spoke.", [("Hama", "GPE")]),
    ],
)
def test_persons_and_units_named_like_places(nlp, text, ents):
    assert found(annotate(nlp, text, ents)) == []


def test_a_country_that_is_also_a_forename_is_a_country_before_other_words(nlp):
    assert found(annotate(nlp, "Jordan said so.", [("Jordan", "GPE")])) == [("Jordan", "Jordan")]


def test_a_quarter_is_a_place_without_a_label(nlp):
    doc = annotate(nlp, "Bombs hit the Karm Ashby district of Aleppo.", [("Aleppo", "GPE")])
    assert found(doc) == [("Karm Ashby", "Aleppo"), ("Aleppo", "Aleppo")]
    value = place(doc)
    assert (value["method"], value["where_prec"]) == ("text", 3)
    assert value["reason"] == "not in the gazetteer: placed by the text at Aleppo"


def test_a_name_placed_by_the_text_once_lies_there_everywhere(nlp):
    text = "Kolbrand, a suburb of Hama, fell. They left Kolbrand."
    doc = nlp.make_doc(text)
    last = text.rindex("Kolbrand")
    doc.ents = [doc.char_span(*span, label="GPE") for span in ((0, 8), (22, 26), (last, last + 8))]
    assert found(nlp.get_pipe("docmine_places")(doc)) == [("Kolbrand", "Hama"), ("Hama", "Hama"), ("Kolbrand", "Hama")]


def test_a_village_of_the_name_elsewhere_is_not_the_one_meant(nlp):
    doc = annotate(nlp, "A fire in Ashby, Illinois.", [("Ashby", "GPE"), ("Illinois", "GPE")])
    value = place(doc)
    assert (value["name"], value["where_prec"]) == ("Illinois", 4)
    assert value["reason"] == "the gazetteer knows it elsewhere only: placed by the text at Illinois"


def test_given_demonyms_in_the_plural_and_compounds(nlp):
    ents = [("Syrians", "GPE"), ("U.S.-led", "GPE")]
    assert found(annotate(nlp, "Syrians fled the U.S.-led raid.", ents, given=True)) == [
        ("Syrians", "Syria"),
        ("U.S.-led", "United States"),
    ]


def test_a_name_that_the_end_of_a_line_breaks(nlp):
    halves = [("United", "GPE"), ("States", "GPE")]
    assert found(annotate(nlp, "They met in the United\nStates.", halves)) == [("United\nStates", "United States")]


def test_places_on_lines_of_their_own_are_two(nlp):
    assert [name for name, _ in found(annotate(nlp, "Homs\nHama", [("Homs", "GPE"), ("Hama", "GPE")]))] == [
        "Homs",
        "Hama",
    ]
