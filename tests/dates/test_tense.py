"""Which way the verbs around a bare date point; the parses are made by hand."""

import pytest
from spacy.tokens import Doc
from spacy.vocab import Vocab

from docmine.dates.component import add_dates
from docmine.dates.tense import by_parse, by_words


def said(text, expression):
    start = text.index(expression)
    return by_words(text)(start, start + len(expression))


@pytest.mark.parametrize(
    ("text", "tense"),
    [
        ("Shells hit the market on Friday", "past"),
        ("They will leave on Friday", "future"),
        ("Shops will stay shut on Friday", "future"),
        ("Talks must be completed on Friday", "future"),
        ("Talks have been completed on Friday", "past"),
        ("A United front on Friday", None),  # a name is no verb
        ("He stayed until Friday", None),  # it may have begun or ended there
        ("They may leave as soon as Friday", "future"),
        ("The vote was adjourned until Friday", "future"),
        ("Peace. Friday will tell", "future"),  # only the sentence counts
    ],
)
def test_the_nearest_telling_word_decides(text, tense):
    assert said(text, "Friday") == tense


def parsed(*tokens):
    """Make a document of (word, tag, head, dependency)."""
    words, tags, heads, deps = zip(*tokens, strict=True)
    return Doc(Vocab(), words=list(words), tags=list(tags), heads=list(heads), deps=list(deps))


def tense_of(doc, word):
    token = next(token for token in doc if token.text == word)
    return by_parse(doc)(token.idx, token.idx + len(word))


def test_the_verb_that_governs_counts_where_the_words_agree():
    will = parsed(
        ("Guards", "NNS", 2, "nsubj"), ("will", "MD", 2, "aux"), ("leave", "VB", 2, "ROOT"), ("in", "IN", 4, "case"),
        ("May", "NNP", 2, "obl"),
    )  # fmt: skip
    left = parsed(("Guards", "NNS", 1, "nsubj"), ("left", "VBD", 1, "ROOT"), ("in", "IN", 3, "case"),
                  ("May", "NNP", 1, "obl"))  # fmt: skip
    assert (tense_of(will, "May"), tense_of(left, "May")) == ("future", "past")


def test_where_verb_and_words_disagree_it_is_not_settled():
    # "said it will free the men held in May": the nearest word is "held", the verb that governs is made to be "free".
    doc = parsed(
        ("They", "PRP", 2, "nsubj"), ("will", "MD", 2, "aux"), ("free", "VB", 2, "ROOT"), ("men", "NNS", 2, "obj"),
        ("held", "VBN", 3, "acl"), ("in", "IN", 6, "case"), ("May", "NNP", 2, "obl"),
    )  # fmt: skip
    assert tense_of(doc, "May") is None


def test_a_date_before_its_noun_is_not_settled_by_the_verb():
    doc = parsed(("A", "DT", 2, "det"), ("May", "NNP", 2, "compound"), ("hearing", "NN", 4, "nsubj"),
                 ("was", "VBD", 4, "aux"), ("held", "VBN", 4, "ROOT"))  # fmt: skip
    assert tense_of(doc, "May") is None


def test_a_joined_verb_shares_the_auxiliary_of_the_first():
    doc = parsed(
        ("It", "PRP", 2, "nsubj"), ("will", "MD", 2, "aux"), ("close", "VB", 2, "ROOT"), ("and", "CC", 4, "cc"),
        ("reopen", "VB", 2, "conj"), ("in", "IN", 6, "case"), ("May", "NNP", 4, "obl"),
    )  # fmt: skip
    assert tense_of(doc, "May") == "future"


def test_the_component_asks_the_parse():
    doc = parsed(("Guards", "NNS", 2, "nsubj"), ("will", "MD", 2, "aux"), ("leave", "VB", 2, "ROOT"),
                 ("in", "IN", 4, "case"), ("October", "NNP", 2, "obl"))  # fmt: skip
    doc._.published = "2016-12-05"
    (span,) = add_dates(doc).spans["dates"]
    assert span._.date["earliest"] == "2017-10-01"


def test_a_long_chain_of_joined_verbs_is_followed_to_its_end():
    links = [("left", "VBN", n, "conj") for n in range(3000)]
    doc = parsed(("went", "VBD", 0, "ROOT"), *links, ("in", "IN", 3002, "case"), ("May", "NNP", 3000, "obl"))
    assert tense_of(doc, "May") == "past"
