"""Sentences for review: what they carry, and in which order they come."""

import spacy

from docmine.drafts import Draft, drafts, useful_first
from docmine.labelled import Example, Span


def pipeline():
    """Stands for the real one; what carries an id is as if a user's pattern had found it."""
    nlp = spacy.blank("en")
    nlp.add_pipe("sentencizer")
    ruler = nlp.add_pipe("entity_ruler")
    ruler.add_patterns(
        [
            {"label": "GPE", "pattern": "Ossul"},
            {"label": "DATE", "pattern": "2016"},
            {"label": "ORG", "pattern": "Kessen Front"},
            {"label": "PERSON", "pattern": "Orlan. It"},
            {"label": "ORG", "pattern": "Azgar Brigades", "id": "act-azgar"},
        ]
    )
    return nlp


def found(*texts):
    return list(drafts(pipeline(), [(f"d_{n}", text) for n, text in enumerate(texts)], "names", None))


def test_a_sentence_carries_its_names_its_document_and_its_place():
    first, second = found("It rained.\n  The Kessen  Front left Ossul. ", "")
    assert first.example == Example("It rained.", (), doc="d_0", offset=0)
    assert second.example == Example("The Kessen  Front left Ossul.", (Span(23, 28, "GPE"),), doc="d_0", offset=13)


def test_dates_count_for_nothing_and_lines_without_letters_are_left_out():
    first, second = found("Ossul fell in 2016.\n\n3 – 4 (5).\n\nIt rained.")
    assert (first.example.spans, first.unknown) == ((Span(0, 5, "GPE"), Span(14, 18, "DATE")), ("ossul",))
    assert second.example.text == "It rained."


def test_a_name_across_two_sentences_joins_them():
    (draft,) = found("They met Orlan. It was late.")
    assert (draft.example.text, draft.example.spans) == ("They met Orlan. It was late.", (Span(9, 18, "PERSON"),))


def test_what_a_pattern_found_is_known():
    (draft,) = found("The Azgar Brigades and the Kessen Front left Ossul.")
    assert draft.unknown == ("kessen front", "ossul")
    assert [span.label for span in draft.example.spans] == ["ORG", "ORG", "GPE"]


def test_the_rarest_names_come_first_and_the_same_words_once():
    items = [("none", ()), ("a", ("ossul",)), ("b", ("ossul", "orlan")), ("a", ("ossul",)), ("c", ("ossul", "ossul"))]
    items += [("d", ("kesh",)), ("e", ("kesh",)), ("d", ("kesh",))]
    given = [Draft(Example(text, (), doc=str(n)), unknown) for n, (text, unknown) in enumerate(items)]
    assert [(item.text, item.doc) for item in useful_first(given)] == [
        ("b", "2"),
        ("d", "5"),
        ("e", "6"),
        ("a", "1"),
        ("c", "4"),
        ("none", "0"),
    ]
    assert [item.text for item in useful_first(given, 2)] == ["b", "d"]


def test_a_layer_that_the_model_lacks_has_no_spans():
    (draft,) = drafts(pipeline(), [("d_1", "Ossul fell.")], "conflict", None)
    assert draft.example == Example("Ossul fell.", (), doc="d_1", layer="conflict", offset=0)
