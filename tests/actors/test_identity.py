"""Which names are one actor: pairs of our own, put side by side in one document."""

from __future__ import annotations

import pytest
import spacy

from docmine.actors.component import make_actors

SAME = """
ORG ISIS | Islamic State
ORG ISIL | Daesh
ORG Da'esh | Islamic State of Iraq and Syria
ORG HTS | Hay'at Tahrir al-Sham
ORG Hay’at Tahrir al-Sham | Hayat Tahrir al Sham
ORG Hei'at Tahrir al-Sham | Hayet Tahrir al-Sham
ORG Tahrir al-Sham | Hay'at Tahrir ash-Sham
ORG Nusra Front | Jabhat al-Nusra
ORG al-Nusrah Front | Jabhat an-Nusra
ORG Ahrar al-Sham | Harakat Ahrar al-Sham
ORG Jaish al-Islam | Jaysh al-Islam
ORG Free Syrian Army | FSA
ORG YPG | People's Protection Units
ORG YPG | People’s Protection Units
ORG SDF | Syrian Democratic Forces
ORG PKK | Kurdistan Workers' Party
ORG Hizbollah | Hezbollah
ORG Hizbullah | Hezballah
ORG Quds Force | Qods Force
ORG Qods corps | Quds Force
ORG IRGC | Revolutionary Guards
ORG Islamic Revolutionary Guard Corps | Iranian Revolutionary Guard
ORG Hashd al-Shaabi | Popular Mobilization Forces
ORG Popular Mobilisation Units | al-Hashd al-Sha'abi
ORG Kataib Hezbollah | Kata'ib Hizballah
ORG Houthis | Ansar Allah
ORG Houthi rebels | Ansarullah
ORG AQAP | al-Qaeda in the Arabian Peninsula
ORG al-Qaida | al-Qaeda
ORG Al Qaeda | al-Qa'ida
ORG al-Shabaab | Al-Shabab
ORG Harakat al-Shabaab | Shebab
ORG Boko Haram | JAS
ORG ISWAP | Islamic State West Africa Province
ORG JNIM | Group for the Support of Islam and Muslims
ORG RSF | Rapid Support Forces
ORG Sudanese army | Sudanese Armed Forces
ORG SPLM-IO | SPLA-IO
ORG M23 | March 23 Movement
ORG FDLR | Democratic Forces for the Liberation of Rwanda
ORG Mai-Mai | Mayi-Mayi
ORG anti-Balaka | Anti-balaka militias
ORG Séléka | Seleka
ORG TPLF | Tigray People's Liberation Front
ORG Fano | Amhara Fano
ORG Wagner | PMC Wagner
ORG Wagner Group | Wagner mercenaries
ORG DPR | Donetsk People's Republic
ORG Azov Battalion | Azov Regiment
ORG Ukrainian Armed Forces | Armed Forces of Ukraine
ORG Taleban | Taliban
ORG TTP | Pakistani Taliban
ORG ISKP | Islamic State Khorasan Province
ORG LTTE | Tamil Tigers
ORG FARC | Revolutionary Armed Forces of Colombia
ORG Sendero Luminoso | Shining Path
ORG IDF | Israel Defense Forces
ORG Islamic Jihad | Palestinian Islamic Jihad
ORG MSF | Doctors Without Borders
ORG Médecins Sans Frontières | Medecins Sans Frontieres
ORG UNHCR | UN Refugee Agency
ORG U.N. | United Nations
ORG White Helmets | Syrian Civil Defence
ORG HRW | Human Rights Watch
PERSON Bashar al-Assad | Assad
PERSON President Assad | Bashar Assad
PERSON Vladimir Putin | President Putin
PERSON Qasem Soleimani | General Soleimani
PERSON Qassem Suleimani | Qasem Soleimani
PERSON Recep Tayyip Erdoğan | Erdogan
PERSON Muammar Gaddafi | Qaddafi
PERSON Moqtada as-Sadr | Muqtada al-Sadr
PERSON Hemedti | Mohamed Hamdan Dagalo
PERSON Volodymyr Zelenskyy | Zelensky
PERSON Abu Mohammed al-Jolani | Ahmed al-Sharaa
PERSON Karim Odeh | Mr Odeh
PERSON General Karim Odeh | Karim Odeh
PERSON Lena Brandt | Foreign Minister Lena Brandt
PERSON Tamar Qasimova | Tamar Kasimova
ORG Katibat al-Nahr al-Akbar | Katiba an-Nahr al-Akbar
ORG Harrow Valley Defence Union | HVDU
"""

DIFFERENT = """
ORG Islamic State | Islamic State Khorasan Province
ORG Islamic State | Islamic State of Iraq
ORG Jabhat al-Nusra | Jabhat Fateh al-Sham
ORG Hezbollah | Kata'ib Hezbollah
ORG YPG | PKK
ORG YPG | YPJ
ORG Syrian Democratic Forces | Free Syrian Army
ORG Syrian National Army | Somali National Army
ORG Taliban | Pakistani Taliban
ORG al-Qaeda | AQAP
ORG AQIM | AQAP
ORG al-Shabaab | Al-Sahab
ORG Boko Haram | ISWAP
ORG Quds Force | al-Quds Brigades
ORG Badr Organization | Mahdi Army
ORG Jaish-e-Mohammed | Jaish al-Adl
ORG Ansar Dine | Ansar al-Islam
ORG Ansar al-Sharia | Ansar Allah
ORG Hamas | Fatah
ORG Fatah | Fatah al-Islam
ORG Arakan Army | Kachin Independence Army
ORG National Liberation Army | Kosovo Liberation Army
ORG UNHCR | UNICEF
ORG United Nations | UN Security Council
ORG Harrow Valley Guard | Harrow Hill Guard
ORG First Delta Brigade | Second Delta Brigade
PERSON Bashar al-Assad | Hafez al-Assad
PERSON Maher al-Assad | Assad
PERSON Saif al-Islam Gaddafi | Muammar Gaddafi
PERSON Joseph Kabila | Laurent Kabila
PERSON Masoud Barzani | Nechirvan Barzani
PERSON Omar al-Bashir | Bashar al-Assad
PERSON Karim Odeh | Salim Odeh
PERSON Abdullah Abdullah | Abdullah Ocalan
PERSON Nawaz Sharif | Shehbaz Sharif
"""


def _pairs(block):
    for line in block.strip().splitlines():
        label, _, names = line.partition(" ")
        one, _, other = names.partition(" | ")
        yield label, one, other


@pytest.fixture(scope="module")
def identities():
    nlp = spacy.blank("en")
    component = make_actors(nlp, "actors", None)

    def find(label, one, other):
        doc = nlp.make_doc(f"Yesterday {one} was named , and {other} was too .")
        starts = doc.text.index(one), doc.text.rindex(other)
        spans = [doc.char_span(at, at + len(name), label=label) for at, name in zip(starts, (one, other), strict=True)]
        doc.set_ents(spans)
        component(doc)
        first, second = (
            [span for span in doc.spans["actors"] if span.start < ent.end and ent.start < span.end] for ent in spans
        )
        assert len(first) == len(second) == 1, (first, second)
        return first[0]._.actor["actor_id"], second[0]._.actor["actor_id"]

    return find


@pytest.mark.parametrize(("label", "one", "other"), list(_pairs(SAME)))
def test_one_actor(identities, label, one, other):
    first, second = identities(label, one, other)
    assert first == second


@pytest.mark.parametrize(("label", "one", "other"), list(_pairs(DIFFERENT)))
def test_two_actors(identities, label, one, other):
    first, second = identities(label, one, other)
    assert first != second
