"""Subjects and phrases where a parse errs."""

from docmine.events.syntax import conjuncts, is_passive, objects, preposition, subjects


def texts(tokens):
    return [token.text for token in tokens]


def test_subject_that_became_a_sentence_of_its_own(tree):
    doc = tree("Belda Belda PROPN NNP 0 root", "shelled shell VERB VBD 0 root|Ostra Ostra PROPN NNP 1 obj")
    assert texts(subjects(doc[1])) == ["Belda"]


def test_a_verb_has_no_compounds(tree):
    doc = tree("Nations Nation PROPN NNPS 2 compound|condemned condemn VERB VBD 0 root|war war NOUN NN 2 obj")
    assert texts(subjects(doc[1])) == ["Nations"]


def test_a_noun_right_before_a_finite_verb_begins_its_clause(tree):
    doc = tree(
        """Rebels rebel NOUN NNS 2 nsubj|hit hit VERB VBD 0 root|trucks truck NOUN NNS 2 obj|and and CCONJ CC 5 cc
        soldiers soldier NOUN NNS 3 conj|raided raid VERB VBD 2 conj|camps camp NOUN NNS 6 obj"""
    )
    assert texts(subjects(doc[5])) == ["soldiers"]
    assert texts(conjuncts(doc[2])) == ["trucks"]


def test_agent_of_a_passive_with_a_stranded_preposition(tree):
    doc = tree(
        """patrols patrol NOUN NNS 3 nsubj:pass|were be AUX VBD 3 aux:pass|fired fire VERB VBN 0 root
        upon upon ADP IN 6 case|by by ADP IN 6 case|gunmen gunman NOUN NNS 3 obl:agent"""
    )
    assert preposition(doc[5]) == "by"


def test_preposition_hung_on_an_owner(tree):
    doc = tree(
        """reforms reform NOUN NNS 0 root|by by ADP IN 3 case|Marek Marek PROPN NNP 5 nmod:poss|'s 's PART POS 3 case
        cabinet cabinet NOUN NN 1 nmod"""
    )
    assert preposition(doc[4]) == "by"


def test_a_verb_with_an_object_and_no_auxiliary_is_active(tree):
    doc = tree(
        """Guards guard NOUN NNS 3 nsubj:pass|have have AUX VBP 3 aux|deported deport VERB VBN 0 root
        monks monk NOUN NNS 3 obj"""
    )
    assert not is_passive(doc[2])


def test_joined_verbs_share_the_object_behind_them(tree):
    doc = tree(
        """Gangs gang NOUN NNS 2 nsubj|robbed rob VERB VBD 0 root|and and CCONJ CC 4 cc|killed kill VERB VBD 2 conj
        monks monk NOUN NNS 2 obj"""
    )
    assert texts(objects(doc[3])) == ["monks"]


def test_an_object_before_the_joined_verb_is_not_shared(tree):
    doc = tree(
        """Gangs gang NOUN NNS 2 nsubj|robbed rob VERB VBD 0 root|monks monk NOUN NNS 2 obj|and and CCONJ CC 5 cc
        fled flee VERB VBD 2 conj"""
    )
    assert objects(doc[4]) == []


def test_a_verb_with_a_subject_describes_no_noun(tree):
    doc = tree("Belda Belda PROPN NNP 2 nsubj|massed mass VERB VBD 3 amod|troops troop NOUN NNS 0 root")
    assert texts(objects(doc[1])) == ["troops"]


def test_a_single_indirect_object_is_the_object(tree):
    doc = tree("Judges judge NOUN NNS 2 nsubj|charged charge VERB VBD 0 root|Marek Marek PROPN NNP 2 iobj")
    assert texts(objects(doc[1])) == ["Marek"]


def test_a_verb_without_object_in_a_headline_is_passive_whatever_its_tag(tree):
    killed = (
        "soldiers soldier NOUN NNS 2 nsubj|killed kill VERB VBD 0 root|in in ADP IN 4 case|Ostra Ostra PROPN NNP 2 obl"
    )
    assert is_passive(tree(killed)[1])
    assert not is_passive(tree(f"{killed}|. . PUNCT . 2 punct")[1])


def test_a_note_counts_those_whom_a_verb_without_auxiliary_harmed(tree):
    arrested = "Two two NUM CD 2 {}|men man NOUN NNS 3 nsubj|arrested arrest VERB VBD 0 root|. . PUNCT . 3 punct"
    assert is_passive(tree(arrested.format("nummod"))[2])
    assert not is_passive(tree(arrested.replace("Two two NUM CD", "Six six ADJ JJ").format("amod"))[2])


def test_a_name_behind_a_noun_is_coordinated_for_it(tree):
    doc = tree(
        """cousin cousin NOUN NN 0 root|Marek Marek PROPN NNP 1 appos|and and CCONJ CC 4 cc|monks monk NOUN NNS 2 conj
        fled flee VERB VBD 1 acl"""
    )
    assert texts(conjuncts(doc[0])) == ["cousin", "monks"]
