"""Phrases of reports and what they say of where: worked out by hand from the codebooks of UCDP GED and ACLED.

The name in «» is the mention that is judged; those in <> are the other toponyms. Names in the small gazetteer are real,
Kolbrand, Karm Ashby and Tiyas are not in it.
"""

import re

import pytest
import spacy

PHRASES = [
    # The place itself.
    ("Shells fell on «Aleppo».", "Aleppo", "PPL", 1),
    ("in the city of «Aleppo»", "Aleppo", "PPL", 1),
    ("in the town of «Hama»", "Hama", "PPL", 1),
    ("in «Hama» city", "Hama", "PPL", 1),
    ("inside «Aleppo», fighters said", "Aleppo", "PPL", 1),
    ("in eastern «Aleppo»", "Aleppo", "PPL", 1),
    ("in the eastern part of «Aleppo»", "Aleppo", "PPL", 1),
    ("in the centre of «Aleppo»", "Aleppo", "PPL", 1),
    ("in central «Hama»", "Hama", "PPL", 1),
    ("in parts of «Aleppo»", "Aleppo", "PPL", 1),
    ("in the north of «Aleppo»", "Aleppo", "PPL", 1),
    ("in «Hama», <Syria>", "Hama", "PPL", 1),
    ("in «Springfield», <Illinois>", "Springfield", "PPL", 1),
    ("in «Hama» in northern <Syria>", "Hama", "PPL", 1),
    ("They left «Homs» for good.", "Homs", "PPL", 1),
    # Within some 25 km of it.
    ("near «Aleppo»", "Aleppo", "PPL", 2),
    ("near the city of «Aleppo»", "Aleppo", "PPL", 2),
    ("close to «Hama»", "Hama", "PPL", 2),
    ("not far from «Hama»", "Hama", "PPL", 2),
    ("just outside «Hama»", "Hama", "PPL", 2),
    ("around «Aleppo»", "Aleppo", "PPL", 2),
    ("in and around «Aleppo»", "Aleppo", "PPL", 2),
    ("on the outskirts of «Aleppo»", "Aleppo", "PPL", 2),
    ("on the western outskirts of «Aleppo»", "Aleppo", "PPL", 2),
    ("on the outskirts of eastern «Aleppo»", "Aleppo", "PPL", 2),
    ("on «Aleppo»'s southern outskirts", "Aleppo", "PPL", 2),
    ("in the suburbs of «Hama»", "Hama", "PPL", 2),
    ("in a suburb of «Hama»", "Hama", "PPL", 2),
    ("in the vicinity of «Hama»", "Hama", "PPL", 2),
    ("in the «Hama» area", "Hama", "PPL", 2),
    ("20 km west of «Hama»", "Hama", "PPL", 2),
    ("20 kilometres to the south of «Hama»", "Hama", "PPL", 2),
    ("some five miles from «Hama»", "Hama", "PPL", 2),
    ("north of «Aleppo»", "Aleppo", "PPL", 2),
    ("just south-east of «Aleppo»", "Aleppo", "PPL", 2),
    ("at the gates of «Homs»", "Homs", "PPL", 2),
    ("on the road to «Homs»", "Homs", "PPL", 2),
    ("on the «Homs» road", "Homs", "PPL", 2),
    ("towards «Homs»", "Homs", "PPL", 2),
    ("at «Aleppo» airport", "Aleppo", "PPL", 2),
    ("at «Aleppo airport»", "Aleppo", "PPL", 2),
    ("at «Aleppo»'s military airport", "Aleppo", "PPL", 2),
    ("a checkpoint near «Hama»", "Hama", "PPL", 2),
    ("in villages surrounding «Hama»", "Hama", "PPL", 2),
    ("off the coast of «Latakia»", "Latakia", "PPL", 2),
    ("between «Hama» and <Homs>", "Hama", "PPL", 2),  # 45 km apart
    # A district, the country around a town.
    ("in «Hama» district", "Hama", "PPL", 3),
    ("in the district of «Hama»", "Hama", "PPL", 3),
    ("in the «Hama» countryside", "Hama", "PPL", 3),
    ("in «Hama»'s northern countryside", "Hama", "PPL", 3),
    ("in the countryside of «Hama»", "Hama", "PPL", 3),
    ("in rural «Hama»", "Hama", "PPL", 3),
    # A province.
    ("in «Aleppo» governorate", "Aleppo", "ADM1", 4),
    ("in «Aleppo Province»", "Aleppo", "ADM1", 4),
    ("in the province of «Aleppo»", "Aleppo", "ADM1", 4),
    ("in northern «Aleppo» province", "Aleppo", "ADM1", 4),
    ("in the north of «Idlib» province", "Idlib", "ADM1", 4),
    ("near «Idlib» province", "Idlib", "ADM1", 4),
    ("in «Illinois»", "Illinois", "ADM1", 4),
    ("in southern «Illinois»", "Illinois", "ADM1", 4),
    ("in «Hama» governorate", "Hama", "PPL", 4),  # the small gazetteer has the town only
    ("in «Boone County»", "Boone County", "ADM2", 4),  # its point is that of the state
    # Lines, and areas that are no divisions.
    ("in northern «Syria»", "Syria", "PCLI", 5),
    ("in «northern Syria»", "Syria", "PCLI", 5),
    ("in the north of «Syria»", "Syria", "PCLI", 5),
    ("in parts of «Syria»", "Syria", "PCLI", 5),
    ("in the far north of «Syria»", "Syria", "PCLI", 5),
    ("in «Ghouta»", "Ghouta", "RGN", 5),
    ("in eastern «Ghouta»", "Ghouta", "RGN", 5),
    ("along the «Euphrates»", "Euphrates", "STM", 5),
    ("on the «M5»", "M5", "RD", 5),
    ("near the border with «Turkey»", "Turkey", "PCLI", 5),
    ("along the border between «Syria» and <Turkey>", "Syria", "PCLI", 5),
    ("along the border between <Syria> and «Turkey»", "Turkey", "PCLI", 5),
    ("at the «Syria»-Turkey border", "Syria", "PCLI", 5),
    ("off the coast of «Syria»", "Syria", "PCLI", 5),
    ("off the western coast of «Turkey»", "Turkey", "PCLI", 5),
    ("between <Aleppo> and «Homs»", "Homs", "PPL", 5),  # 170 km apart
    # A country, and the sea.
    ("in «Syria»", "Syria", "PCLI", 6),
    ("across «Syria»", "Syria", "PCLI", 6),
    ("near «Syria»", "Syria", "PCLI", 6),
    ("in the «Red Sea»", "Red Sea", "SEA", 7),
    # What the gazetteer lacks lies where the text says.
    ("in the «Karm Ashby» district of <Aleppo>", "Aleppo", "PPL", 3),
    ("in the «Karm Ashby» neighbourhood of <Aleppo>", "Aleppo", "PPL", 2),
    ("in «Kolbrand», a quarter of <Aleppo>", "Aleppo", "PPL", 2),
    ("in <Aleppo>'s «Kolbrand» neighbourhood", "Aleppo", "PPL", 2),
    ("at a camp, «Kolbrand», outside <Hama>", "Hama", "PPL", 2),
    ("at «Kolbrand», 20 km west of <Hama>", "Hama", "PPL", 2),
    ("in the village of «Kolbrand» near <Hama>", "Hama", "PPL", 2),
    ("at the «Tiyas» airbase in <Homs> province", "Homs", "ADM1", 4),
    ("in «Kolbrand», <Illinois>", "Illinois", "ADM1", 4),
    ("in «Kolbrand» in northern <Syria>", "Syria", "PCLI", 6),
    ("on the «M5» between <Hama> and <Homs>", "between Hama and Homs", "RD", 5),
    ("on the «Kolbrand Road» linking <Hama> to <Homs>", "between Hama and Homs", "RD", 5),
    ("in «Kolbrand», <Hama> and <Homs>", None, None, None),
    ("in «Kolbrand» yesterday, and <Hama>", None, None, None),
]  # fmt: skip
_MARK = re.compile("[«<]([^»>]+)[»>]")
ACLED = {1: 1, 2: 2, 3: 2, 4: 3, 5: 3, 6: 3, 7: 3, None: None}


@pytest.fixture(scope="module")
def nlp(gazetteer_path):
    nlp = spacy.blank("en")
    nlp.add_pipe("docmine_places", config={"gazetteer": str(gazetteer_path)})
    return nlp


@pytest.mark.parametrize(("phrase", "name", "feature_code", "where"), PHRASES)
def test_what_a_phrase_says_of_where(nlp, phrase, name, feature_code, where):
    text, spans, judged = "", [], 0
    for i, piece in enumerate(_MARK.split(phrase)):
        if i % 2:
            spans.append((len(text), len(text) + len(piece)))
            judged = len(text) if f"«{piece}»" in phrase else judged
        text += piece
    doc = nlp.make_doc(text)
    doc.ents = [doc.char_span(*span, label="GPE", alignment_mode="expand") for span in spans]
    doc = nlp.get_pipe("docmine_places")(doc)
    value = next(span._.place for span in doc.spans["places"] if span.start_char <= judged < span.end_char)
    assert (value["name"], value["feature_code"], value["where_prec"]) == (name, feature_code, where)
    assert value["geo_precision"] == ACLED[where]
    assert (value["lat"] is None) == (name is None)
    assert name or value["reason"]
