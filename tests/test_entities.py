"""Names of model and patterns become one layer: priority, edges, junk, labels."""

import pytest
import spacy
from spacy.tokens import Span

from docmine.entities import lexicon, make_entities, set_entities, trim

NLP = spacy.blank("en")


def document(text, entities=(), ruled=(), starts=()):
    """A Doc whose model found `entities`, whose patterns found `ruled`, with sentences at the words `starts`."""
    doc = NLP.make_doc(text)

    def spans(items):
        for surface, label, *rest in items:
            begin = text.index(surface)
            found = doc.char_span(begin, begin + len(surface), label=label)
            yield Span(doc, found.start, found.end, label=label, span_id=rest[0] if rest else "")

    for token in doc[1:]:
        token.is_sent_start = token.text in starts
    if len(doc):
        doc[0].is_sent_start = True
    doc.set_ents(list(spans(entities)))
    doc.spans["ruler"] = list(spans(ruled))
    return doc


def names(doc, labels=None):
    set_entities(doc, lexicon().labels if labels is None else labels)
    return [(ent.text, ent.label_) for ent in doc.ents]


def test_a_pattern_wins_over_the_model_even_where_the_model_found_more():
    doc = document(
        "The Tovik Andrash Brigade left Ossul",
        entities=[("Tovik Andrash Brigade", "ORG"), ("Ossul", "GPE")],
        ruled=[("Tovik Andrash", "PERSON", "act-7")],
    )
    assert names(doc) == [("Tovik Andrash", "PERSON"), ("Ossul", "GPE")]
    assert doc.ents[0].id_ == "act-7"


def test_of_two_patterns_the_longer_wins():
    doc = document("Free Men of Ossul", ruled=[("Ossul", "GPE", "p1"), ("Free Men of Ossul", "ORG", "a1")])
    assert names(doc) == [("Free Men of Ossul", "ORG")]
    assert doc.ents[0].id_ == "a1"


@pytest.mark.parametrize(
    ("text", "label", "expected"),
    [
        ("the Kessen Guard", "ORG", "Kessen Guard"),
        ("Ossul 's", "GPE", "Ossul"),
        ("Ossul's", "GPE", "Ossul"),
        ("Ossul’s", "GPE", "Ossul"),
        ("“ Kessen Guard ”", "ORG", "Kessen Guard"),
        ("Kessen Guard\n", "ORG", "Kessen Guard"),
        ("Kessen Guard ,", "ORG", "Kessen Guard"),
        ("Fatah (Interim Command)", "ORG", "Fatah (Interim Command)"),
        ("this morning", "TIME", "this morning"),
        ("the", "ORG", ""),
        ("...", "ORG", ""),
    ],
)
def test_edges_are_trimmed(text, label, expected):
    doc = NLP.make_doc(f"and {text} and")
    assert trim(doc.char_span(4, 4 + len(text), label=label, alignment_mode="contract")).text == expected


@pytest.mark.parametrize(
    ("text", "name", "expected"),
    [
        ("The Kessen Guard left", "The Kessen Guard", "Kessen Guard"),
        ("He met The Kessen Guard", "The Kessen Guard", "The Kessen Guard"),
        ("The Hague is calm", "The Hague", "The Hague"),
    ],
)
def test_a_capital_article_goes_only_where_the_sentence_gave_it_its_capital(text, name, expected):
    assert names(document(text, entities=[(name, "ORG")])) == [(expected, "ORG")]


@pytest.mark.parametrize(
    ("name", "label"),
    [
        ("1,200", "ORG"),
        ("—", "GPE"),
        ("village", "GPE"),
        ("President", "PERSON"),
        ("Read more", "ORG"),
        ("!", "DATE"),
        ("two", "DATE"),
        ("20417", "DATE"),
    ],
)
def test_junk_is_dropped(name, label):
    assert names(document(f"so {name} it was", entities=[(name, label)])) == []


@pytest.mark.parametrize(("name", "label"), [("2016", "DATE"), ("yesterday", "DATE"), ("al-Dasi", "PERSON")])
def test_what_only_looks_like_junk_is_kept(name, label):
    assert names(document(f"so {name} it was", entities=[(name, label)])) == [(name, label)]


def test_a_name_is_cut_where_a_paragraph_begins():
    doc = document("Battle for Ossul\n\nVelkur calm", entities=[("Ossul\n\nVelkur", "GPE")], starts=("Velkur",))
    assert names(doc) == [("Ossul", "GPE"), ("Velkur", "GPE")]


def test_a_name_is_cut_between_the_columns_of_a_menu():
    assert names(document("LinkedIn  Copy", entities=[("LinkedIn  Copy", "ORG")])) == [
        ("LinkedIn", "ORG"),
        ("Copy", "ORG"),
    ]


def test_the_last_word_of_a_name_says_what_it_names():
    doc = document("Azgar Brigades left Camp Brigades", entities=[("Azgar Brigades", "GPE")])
    assert names(doc) == [("Azgar Brigades", "ORG")]


def test_a_persons_title_makes_a_person_of_what_looked_like_a_place():
    assert names(document("Prince Orlan spoke.", [("Prince Orlan", "GPE")])) == [("Prince Orlan", "PERSON")]
    assert names(document("Prince Orlan spoke.", [("Prince Orlan", "FAC")])) == [("Prince Orlan", "FAC")]


def test_one_form_has_one_label_in_a_document():
    text = "Tessit fell. Men from TESSIT fled. Old Tessit burned."
    doc = NLP.make_doc(text)
    spans = [doc.char_span(0, 6, "PERSON"), doc.char_span(22, 28, "GPE"), doc.char_span(39, 45, "GPE")]
    doc.set_ents(spans)
    assert names(doc) == [("Tessit", "GPE"), ("TESSIT", "GPE"), ("Tessit", "GPE")]


def test_two_places_joined_by_and_are_two_names_where_one_of_them_is_known():
    text = "Niamey is far. Dori and Niamey are towns."
    doc = document(text, entities=[("Niamey", "GPE"), ("Dori and Niamey", "ORG")])
    assert names(doc) == [("Niamey", "GPE"), ("Dori", "GPE"), ("Niamey", "GPE")]


def test_an_and_inside_a_name_stays_where_neither_half_is_known():
    doc = document("The Relief and Works Office", entities=[("Relief and Works Office", "ORG")])
    assert names(doc) == [("Relief and Works Office", "ORG")]


def test_a_name_on_two_lines_of_one_sentence_is_one():
    doc = document("men of the Kessen\nGuard left", entities=[("Kessen\nGuard", "ORG")])
    assert names(doc) == [("Kessen\nGuard", "ORG")]


def test_a_headline_in_capitals_is_no_name_but_the_names_in_it_are():
    text = "KESSEN GUARD ATTACKS CAMP IN OSSUL\nAll was calm"
    assert names(document(text, entities=[("KESSEN GUARD ATTACKS CAMP", "ORG"), ("OSSUL", "GPE")])) == [
        ("OSSUL", "GPE")
    ]
    assert names(document("QLF\nAll was calm", entities=[("QLF", "ORG")])) == [("QLF", "ORG")]


def test_labels_of_other_models_are_mapped_or_dropped():
    doc = document("Tovik gave 3 camels", entities=[("Tovik", "PER"), ("3", "CARDINAL"), ("camels", "PRODUCT")])
    assert names(doc) == [("Tovik", "PERSON")]


def test_the_users_labels_come_after_the_known_ones():
    component = make_entities(NLP, "docmine_entities", labels={"GROUP": "ORG", "PRODUCT": "WEAPON"})
    doc = component(document("QLF fired Grads", entities=[("QLF", "GROUP"), ("Grads", "PRODUCT")]))
    assert [(ent.text, ent.label_) for ent in doc.ents] == [("QLF", "ORG"), ("Grads", "WEAPON")]


def test_empty_text_has_no_names():
    assert names(document("")) == []


def phrases(doc, *items):
    """The conflict layer of a document in which the model found `items`, beside its names and patterns."""
    doc.spans["conflict"] = [
        doc.char_span(begin := doc.text.index(surface), begin + len(surface), label=label) for surface, label in items
    ]
    set_entities(doc, {})
    return [(span.text, span.label_) for span in doc.spans["conflict"]]


def test_a_phrase_may_hold_names_and_leaves_them_alone():
    doc = document("Rebels of the Kessen Guard left Ossul", entities=[("Kessen Guard", "ORG")])
    assert phrases(doc, ("Rebels of the Kessen Guard", "ORG")) == [("Rebels of the Kessen Guard", "ORG")]
    assert [ent.text for ent in doc.ents] == ["Kessen Guard"]


def test_a_phrase_that_would_cut_a_name_is_widened():
    doc = document("Rebels of the Kessen Guard left Ossul", entities=[("Kessen Guard", "ORG")])
    assert phrases(doc, ("Rebels of the Kessen", "ORG")) == [("Rebels of the Kessen Guard", "ORG")]


def test_a_pattern_for_a_weapon_is_a_phrase_and_overlapping_phrases_give_way():
    doc = document("They fired two Vesh rockets at Ossul", ruled=[("Vesh rockets", "WEAPON", "w-3")])
    found = phrases(doc, ("two Vesh rockets", "WEAPON"), ("Ossul", "PLACE"))
    assert found == [("Vesh rockets", "WEAPON"), ("Ossul", "PLACE")]


def test_a_pattern_for_a_name_leaves_the_phrase_around_it():
    doc = document("Rebels of the Kessen Guard left Ossul", ruled=[("Kessen Guard", "ORG", "act-7")])
    assert phrases(doc, ("Rebels of the Kessen Guard", "ORG")) == [("Rebels of the Kessen Guard", "ORG")]


def test_a_model_without_the_layer_leaves_none():
    doc = document("Rebels left Ossul")
    set_entities(doc, {})
    assert "conflict" not in doc.spans
