"""Mentions and identities in small documents of our own, parsed by hand."""

from __future__ import annotations

import json

import pytest
import spacy
from spacy.tokens import Doc, DocBin, Span

from docmine.actors.component import make_actors
from docmine.extensions import PlaceValue
from docmine.ids import make_id

LEMMAS = {"accused": "accuse", "entered": "enter", "left": "leave"}


@pytest.fixture(scope="module")
def nlp():
    return spacy.blank("en")


@pytest.fixture(scope="module")
def actors(nlp):
    return make_actors(nlp, "actors", None)


def parsed(nlp, rows, ents=()):
    """Make a Doc from lines of `word head dep pos`, with entities given as (text, label)."""
    table = [row.split() for row in rows.strip().splitlines()]
    doc = Doc(
        nlp.vocab,
        words=[row[0] for row in table],
        heads=[int(row[1]) for row in table],
        deps=[row[2] for row in table],
        pos=[row[3] for row in table],
        lemmas=[LEMMAS.get(row[0], row[0].lower()) for row in table],
    )
    doc.set_ents([doc.char_span(doc.text.index(text), doc.text.index(text) + len(text), label) for text, label in ents])
    return doc


def plain(nlp, text, *ents):
    doc = nlp.make_doc(text)
    doc.set_ents([doc.char_span(text.index(name), text.index(name) + len(name), label) for name, label in ents])
    return doc


def found(doc):
    """Return {surface form: (name, as_place)}."""
    return {
        span.text: (doc._.actors[span._.actor["actor_id"]]["name"], span._.actor["as_place"])
        for span in doc.spans["actors"]
    }


def names(doc):
    return sorted(identity["name"] for identity in doc._.actors.values())


RUSSIA_BEGAN = """
Russia 1 nsubj PROPN
began 1 ROOT VERB
strikes 1 obj NOUN
in 4 case ADP
Syria 1 obl PROPN
"""


def test_a_country_acts_as_subject_and_is_a_place_in_a_locative(nlp, actors):
    doc = actors(parsed(nlp, RUSSIA_BEGAN))
    assert found(doc) == {"Russia": ("Russia", False)}


SYRIA_TWICE = """
In 1 case ADP
Syria 6 obl PROPN
, 1 punct PUNCT
rebels 6 nsubj NOUN
backed 3 acl VERB
by 7 case ADP
fought 6 ROOT VERB
Turkey 4 obl:agent PROPN
. 6 punct PUNCT
Syria 10 nsubj PROPN
rejected 10 ROOT VERB
talks 10 obj NOUN
"""


def test_a_country_that_acts_once_keeps_its_places(nlp, actors):
    doc = actors(parsed(nlp, SYRIA_TWICE))
    syria = [span for span in doc.spans["actors"] if span.text == "Syria"]
    assert [span._.actor["as_place"] for span in syria] == [True, False]
    assert "Turkey" in names(doc)


@pytest.mark.parametrize(
    ("rows", "expected"),
    [
        ("Moscow 1 nsubj PROPN\nannounced 1 ROOT VERB\ntalks 1 obj NOUN", {"Moscow": ("Russia", False)}),
        ("Shops 1 nsubj NOUN\nclosed 1 ROOT VERB\nin 3 case ADP\nDamascus 1 obl PROPN", {}),
        ("He 1 nsubj PRON\naccused 1 ROOT VERB\nMoscow 1 obj PROPN", {"Moscow": ("Russia", False)}),
        ("He 1 nsubj PRON\nleft 1 ROOT VERB\nAnkara 1 obj PROPN", {}),
        ("Sudan 2 nsubj PROPN\nis 2 cop AUX\npoor 2 ROOT ADJ", {}),
        ("Troops 1 nsubj NOUN\nentered 1 ROOT VERB\nKuwait 1 obj PROPN", {"Troops": ("troops", False)}),
        ("Guns 1 nsubj NOUN\nhit 1 ROOT VERB\nIsrael 1 obj PROPN", {"Israel": ("Israel", False)}),
        ("Turkish 1 amod ADJ\nairstrikes 2 nsubj NOUN\nbegan 2 ROOT VERB", {"Turkish": ("Turkey", False)}),
        ("Turkish 1 amod ADJ\nweather 2 nsubj NOUN\nturned 2 ROOT VERB", {}),
        ("Iran 2 nmod:poss PROPN\n's 0 case PART\nrole 3 nsubj NOUN\ngrew 3 ROOT VERB", {"Iran": ("Iran", False)}),
        ("Iran 2 nmod:poss PROPN\n's 0 case PART\ndesert 3 nsubj NOUN\ngrew 3 ROOT VERB", {}),
        ("Pacts 3 nsubj NOUN\nwith 2 case ADP\nQatar 0 nmod PROPN\nheld 3 ROOT VERB", {"Qatar": ("Qatar", False)}),
        ("Aid 3 nsubj NOUN\nfor 2 case ADP\nus 0 nmod PRON\ncame 3 ROOT VERB", {}),
        ("Malians 1 nsubj PROPN\nfled 1 ROOT VERB", {"Malians": ("Malian people", False)}),
        ("the 1 det DET\nRussians 2 nsubj PROPN\nrefused 2 ROOT VERB", {"Russians": ("Russia", False)}),
        ("army 1 compound NOUN\nbases 2 nsubj NOUN\nburned 2 ROOT VERB", {}),
        ("Kurdish 1 amod ADJ\ntea 2 nsubj NOUN\ncooled 2 ROOT VERB", {}),
    ],
)  # fmt: skip
def test_demonyms_metonyms_and_countries(nlp, actors, rows, expected):
    assert found(actors(parsed(nlp, rows))) == expected


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("Syrian rebels left .", ("Syrian rebels", "rebel", "SYR")),
        ("Sudanese protesters left .", ("Sudanese protesters", "civilian", "SDN")),
        ("Russian officials left .", ("Russia", "state", "RUS")),
        ("Iran's foreign ministry objected .", ("Iran", "state", "IRN")),
        ("The government of Chad objected .", ("Chad", "state", "TCD")),
        ("Chadian soldiers left .", ("Chadian National Army", "military", "TCD")),
        ("Syria's army left .", ("Syrian Armed Forces", "military", "SYR")),
        ("Lebanese militant groups left .", ("Lebanese militants", "rebel", "LBN")),
        ("Syrian armed opposition groups left .", ("Syrian opposition", "party", "SYR")),
        ("The Assad regime objected .", ("Syria", "state", "SYR")),
        ("The rebels left .", ("rebels", "rebel", None)),
        ("Government forces left .", ("government forces", "state", None)),
        ("Sunni militias left .", ("Sunni militias", "militia", None)),
        ("Kurdish rebels left .", ("Kurdish rebels", "rebel", None)),
        ("Hezbollah fighters left .", ("Hezbollah", "rebel", "LBN")),
        ("Iran-backed fighters left .", ("Iran", "state", "IRN")),
    ],
)
def test_common_nouns_of_a_country(nlp, actors, text, expected):
    doc = actors(plain(nlp, text))
    identity = next(iter(doc._.actors.values()))
    assert (identity["name"], identity["type"], identity["country_iso3"]) == expected


APPOSED = """
Talks 9 nsubj NOUN
of 2 case ADP
Hezbollah 0 nmod PROPN
, 7 punct PUNCT
the 7 det DET
Lebanese 7 amod ADJ
militant 7 amod ADJ
group 0 appos NOUN
, 7 punct PUNCT
failed 9 ROOT VERB
"""


def test_an_apposition_is_the_actor_it_explains(nlp, actors):
    doc = actors(parsed(nlp, APPOSED))
    assert found(doc) == dict.fromkeys(("Hezbollah", "Lebanese militant group"), ("Hezbollah", False))


def test_gunmen_are_of_no_country_unless_it_is_said(nlp, actors):
    doc = plain(nlp, "Gunmen and rebels left Gao , Gao and Kidal .")
    doc.spans["places"] = [doc[4:5], doc[6:7], doc[8:9]]
    for span in doc.spans["places"]:
        span._.place = dict.fromkeys(PlaceValue.__annotations__) | {"country_iso3": "MLI", "geonameid": 1}
    assert names(actors(doc)) == ["Malian rebels", "militants"]


def test_one_country_name_settles_nothing(nlp, actors):
    assert names(actors(plain(nlp, "The army left Kuwait ."))) == ["armed forces"]


def test_the_regime_is_the_one_that_the_document_names(nlp, actors):
    doc = actors(plain(nlp, "The Sudanese regime struck . The regime denied it , and the rebels withdrew ."))
    assert names(doc) == ["Sudan", "Sudanese rebels"]


def test_the_places_of_a_document_settle_whose_army_it_is(nlp, actors):
    doc = plain(nlp, "The army shelled Gao , Gao and Kidal .")
    place = dict.fromkeys(PlaceValue.__annotations__) | {"country_iso3": "MLI", "geonameid": 1}
    doc.spans["places"] = [doc[3:4], doc[5:6], doc[7:8]]
    for span in doc.spans["places"]:
        span._.place = place
    assert names(actors(doc)) == ["Malian Armed Forces"]


def test_brackets_bind_an_abbreviation_to_an_unknown_name(nlp, actors):
    text = "The Salt Road Brigades (SRB) attacked . SRB denied it ."
    doc = plain(nlp, text)
    doc.set_ents([Span(doc, 1, 4, "ORG"), Span(doc, 5, 6, "ORG"), Span(doc, 9, 10, "ORG")])
    (identity,) = actors(doc)._.actors.values()
    assert (identity["name"], identity["aliases"], identity["type"]) == ("Salt Road Brigades", ["SRB"], "rebel")


def test_a_surname_is_the_person_named_in_full(nlp, actors):
    doc = plain(nlp, "Colonel Ismat Harrow spoke . Later Harrow left .", ("Colonel Ismat Harrow", "PERSON"))
    doc.set_ents([*doc.ents, Span(doc, 6, 7, "PERSON")])
    (identity,) = actors(doc)._.actors.values()
    assert (identity["name"], identity["type"]) == ("Ismat Harrow", "person")
    assert identity["aliases"] == ["Colonel Ismat Harrow", "Harrow"]


def test_the_documents_own_namesake_comes_before_a_known_person(nlp, actors):
    doc = plain(nlp, "Dalia Putin spoke . Putin left .", ("Dalia Putin", "PERSON"))
    assert names(actors(doc)) == ["Dalia Putin"]


def test_an_office_gives_its_holder_a_country(nlp, actors):
    doc = plain(nlp, "Gambian President Ebrima Sallow spoke .", ("Ebrima Sallow", "PERSON"))
    (identity,) = [one for one in actors(doc)._.actors.values() if one["type"] == "person"]
    assert identity["country_iso3"] == "GMB"


def test_names_broken_by_line_ends_are_found(nlp, actors):
    doc = actors(nlp.make_doc("fighters of the Free\nSyrian Army and of Hay'at\nTahrir al-Sham left"))
    assert {"Free Syrian Army", "Hay'at Tahrir al-Sham"} <= set(names(doc))


def test_acronyms_are_not_words(nlp, actors):
    doc = actors(nlp.make_doc("it is us who told them , said the man , and NO ONE IS here"))
    assert "United States" not in names(doc)
    assert names(actors(nlp.make_doc("a spokesman for IS said"))) == ["Islamic State"]


def test_page_chrome_and_credit_lines_name_no_actor(nlp, actors):
    doc = plain(nlp, "Photo: Reuters\nShare on Facebook", ("Facebook", "ORG"))
    assert names(actors(doc)) == []


@pytest.mark.parametrize(
    ("line", "expected"),
    [
        ("A burnt market © Reuters", []),
        ("(Image courtesy: Human Rights Watch)", []),
        ("Medical sources said: Hezbollah fired first", ["Hezbollah"]),
        ("Two sources: Hezbollah and Hamas fired", ["Hamas", "Hezbollah"]),
    ],
)
def test_credit_lines(nlp, actors, line, expected):
    assert names(actors(nlp.make_doc(line))) == expected


def test_a_place_that_the_model_took_for_a_person_is_none(nlp, actors):
    doc = plain(nlp, "Idlib fell . Idlib burned .", ("Idlib", "PERSON"))
    doc.spans["places"] = [doc[0:1], doc[3:4]]
    for span in doc.spans["places"]:
        span._.place = dict.fromkeys(PlaceValue.__annotations__) | {"geonameid": 169389, "country_iso3": "SYR"}
    assert names(actors(doc)) == []


def test_an_ambiguous_acronym_is_left_open_unless_the_document_settles_it(nlp, actors):
    assert [one["country_iso3"] for one in actors(nlp.make_doc("SNA fighters left"))._.actors.values()] == [None]
    settled = actors(nlp.make_doc("The Somali National Army attacked . SNA soldiers left"))
    assert names(settled) == ["Somali National Army"]


def test_the_users_patterns_win(nlp, tmp_path):
    path = tmp_path / "actors.csv"
    path.write_text("actor_id,name,aliases,type,country_iso3\nA1,Harrow Guard,,militia,SYR\n", encoding="utf-8")
    component = make_actors(nlp, "actors", str(path))
    doc = nlp.make_doc("The Lions of Hezbollah left")
    doc.spans["ruler"] = [Span(doc, 1, 4, label="ORG", span_id="A1")]
    (identity,) = component(doc)._.actors.values()
    assert (identity["name"], identity["curated_id"], identity["method"]) == ("Harrow Guard", "A1", "ruler")
    assert list(doc._.actors) == [make_id("actor", "A1")]


def test_an_actor_has_one_id_in_every_document(nlp, actors):
    one = actors(nlp.make_doc("Daesh attacked"))
    other = actors(nlp.make_doc("said ISIL"))
    assert list(one._.actors) == list(other._.actors)


def test_an_empty_document_has_no_actors(nlp, actors):
    doc = actors(nlp.make_doc(""))
    assert list(doc.spans["actors"]) == []
    assert doc._.actors == {}


def test_values_are_plain_and_survive_a_docbin(nlp, actors):
    doc = actors(plain(nlp, "Syrian rebels and Hezbollah fought ."))
    json.dumps(doc._.actors)
    (again,) = DocBin(docs=[doc], store_user_data=True).get_docs(nlp.vocab)
    assert [span._.actor for span in again.spans["actors"]] == [span._.actor for span in doc.spans["actors"]]


def test_a_huge_line_of_names_takes_linear_time(nlp, actors):
    doc = actors(nlp.make_doc("Syrian rebels and Karim Odeh of Hezbollah " * 2_000))
    assert len(doc.spans["actors"]) == 4_000


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("Let us see what LeT said.", ["Lashkar-e-Taiba"]),
        ("TELL US WHO IT IS", []),
        ("Staff of the WHO left.", ["World Health Organization"]),
    ],
)
def test_acronyms_that_are_words(nlp, actors, text, expected):
    assert names(actors(plain(nlp, text))) == expected


@pytest.mark.parametrize("name", ["Orlan Palace", "Kesh Canal", "Harrow Declaration", "Gunfire"])
def test_buildings_and_papers_are_no_actors(nlp, actors, name):
    assert names(actors(plain(nlp, f"They spoke of {name} there.", (name, "ORG")))) == []


def test_a_place_is_no_actor_even_where_the_gazetteer_lacks_it(nlp, actors):
    doc = plain(nlp, "They marched on Kolbrand.", ("Kolbrand", "ORG"))
    place = Span(doc, 3, 4)
    doc.spans["places"] = [place]
    assert names(actors(doc)) == []


def test_credits_in_brackets_and_contacts(nlp, actors):
    text = "Smoke rose (photo: Karim Odeh / Agency).\nMedia contact: Karim Odeh, 555"
    doc = nlp.make_doc(text)
    at = [text.index("Karim"), text.rindex("Karim")]
    doc.set_ents([doc.char_span(start, start + len("Karim Odeh"), "PERSON") for start in at])
    assert names(actors(doc)) == []


DEFEAT_EXTREMISTS = """
Envoys 1 nsubj NOUN
want 1 ROOT VERB
to 3 mark PART
defeat 1 xcomp VERB
extremists 3 obj NOUN
"""

EXTREMISTS_FLED = """
Extremists 1 nsubj NOUN
fled 1 ROOT VERB
"""

ATTACK_BY_GUNMEN = """
An 1 det DET
attack 4 nsubj NOUN
by 3 case ADP
gunmen 1 nmod NOUN
failed 4 ROOT VERB
"""


@pytest.mark.parametrize(
    ("rows", "expected"),
    [(DEFEAT_EXTREMISTS, []), (EXTREMISTS_FLED, ["militants"]), (ATTACK_BY_GUNMEN, ["militants"])],
)
def test_militants_are_actors_where_something_is_told_of_them(nlp, actors, rows, expected):
    doc = parsed(nlp, rows)
    for token in doc:
        if token.text == "defeat":
            token.set_morph("VerbForm=Inf")
    assert names(actors(doc)) == expected


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("Shells hit the coalition at dawn.", ["coalition"]),
        ("He leads an unwieldy coalition of friends.", []),
        ("Malian places. The junta spoke in Mali, in Mali and in Mali.", ["Mali"]),
    ],
)
def test_coalitions_and_juntas(nlp, actors, text, expected):
    assert names(actors(plain(nlp, text))) == expected


def test_a_foreign_countrys_opposition_is_the_one_that_it_supports(nlp, actors):
    text = "The regime in Damascus fell. In Syria the Syrian regime fought the United States' moderate opposition."
    assert "American opposition" not in names(actors(plain(nlp, text)))
    assert "Syrian opposition" in names(actors(plain(nlp, text)))
    assert names(actors(plain(nlp, "Sudan's opposition met."))) == ["Sudanese opposition"]


ANGOLA_WHICH = """
Angola 0 ROOT PROPN
, 0 punct PUNCT
which 4 nsubj PRON
had 4 aux AUX
mediated 0 acl:relcl VERB
, 0 punct PUNCT
withdrew 0 acl VERB
"""


def test_a_country_with_a_clause_before_its_verb_acts(nlp, actors):
    assert found(actors(parsed(nlp, ANGOLA_WHICH))) == {"Angola": ("Angola", False)}


def test_a_common_noun_inside_a_name_is_no_actor(nlp, actors):
    text = "The Harrow National News Agency spoke."
    assert names(actors(plain(nlp, text, ("Harrow National News Agency", "ORG")))) == ["Harrow National News Agency"]
    doc = plain(nlp, "They left Shan State today.")
    doc.spans["places"] = [doc[2:4]]
    assert names(actors(doc)) == []


def test_papers_with_their_dates_and_codes_are_no_actors(nlp, actors):
    text = "They cited the Harrow Agreement of May 2022 and ISBN numbers."
    assert names(actors(plain(nlp, text, ("Harrow Agreement of May 2022", "ORG"), ("ISBN", "ORG")))) == []


CAIRO_DATELINE = """
CAIRO 1 nsubj PROPN
seized 1 ROOT VERB
"""


def test_a_capital_in_a_dateline_does_not_act(nlp, actors):
    assert names(actors(parsed(nlp, CAIRO_DATELINE))) == []
    assert names(actors(parsed(nlp, CAIRO_DATELINE.replace("CAIRO", "Cairo")))) == ["Egypt"]


def test_a_place_inside_the_name_of_a_known_group_is_none(nlp, actors):
    text = "Hay'at Tahrir al-Sham left al-Sham for Iraq."
    doc = plain(nlp, text)
    doc.spans["places"] = [doc.char_span(14, 21), doc.char_span(27, 34), doc.char_span(39, 43)]
    assert [span.start_char for span in actors(doc).spans["places"]] == [27, 39]


def test_given_toponyms_stay(nlp, actors):
    doc = plain(nlp, "Hay'at Tahrir al-Sham left.")
    doc.spans["places"] = [doc.char_span(14, 21)]
    doc._.given_toponyms = True
    assert [span.text for span in actors(doc).spans["places"]] == ["al-Sham"]
