from datetime import date

import pytest

from docmine.reconcile.known import known_as
from docmine.reconcile.parties import ActorBook
from docmine.reconcile.rows import curated_event, extracted_event, extracted_place

CURATED_ACTORS = [
    {"id": "act-slf", "name": "Sahel Liberation Front", "aliases": ["SLF"], "type": "rebel", "country": None},
    {"id": "act-civ", "name": "Civilians", "aliases": [], "type": "civilian", "country": None},
    {
        "id": "act-fama",
        "name": "Malian Armed Forces",
        "aliases": ["FAMa", "the troops"],
        "type": "military",
        "country": "MLI",
    },
]
ACTORS = [
    {"actor_id": "a_1", "name": "the Front", "aliases": "SLF|fighters", "type": "rebel", "curated_id": None},
    {"actor_id": "a_2", "name": "soldiers", "aliases": [], "type": "military", "country_iso3": "MLI"},
    {
        "actor_id": "a_4",
        "name": "civilians",
        "aliases": ["people of Marn"],
        "type": "civilian",
        "curated_id": "act-civ",
    },
    {"actor_id": "a_3", "name": "Malian bakers", "aliases": [], "type": "civilian"},
]
BOOK = ActorBook(ACTORS, CURATED_ACTORS, known_as)
EVENT = {"event_id": "e_1", "event_type": "ASSAULT"}
CURATED = dict.fromkeys(
    ["end", "type", "sub_type", "side_a", "side_b", "place", "admin1", "country", "lat", "lon", "killed", "reported_by"]
) | {
    "id": "E1",
    "source": "events.csv",
    "start": date(2021, 3, 14),
    "killed_low": None,
    "killed_high": None,
    "slack_days": 0,
    "radius_km": 0.0,
}


def test_an_alias_leads_to_the_curated_actor():
    assert "curated:act-slf" in BOOK.party("SLF").keys
    assert "curated:act-slf" in BOOK.party("the Front", "a_1").keys
    assert BOOK.party("Front of Marn").keys == {"name:front of marn"}


def test_common_nouns_are_no_identity():
    assert "name:fighters" not in BOOK.party("the Front", "a_1").keys
    assert BOOK.party("gunmen").keys == frozenset()
    assert BOOK.party("gunmen").group == "armed"
    assert BOOK.party("Civilians").keys == frozenset()
    assert BOOK.party("civilians", "a_4").keys == {"name:people of marn"}
    assert BOOK.party("the troops").keys == {"curated:act-fama"}
    assert BOOK.party("Malian bakers", "a_3").group == "civilian"


@pytest.mark.parametrize(
    ("name", "actor_id"),
    [("soldiers", "a_2"), ("Government of Mali", None), ("Military Forces of Mali", None), ("FAMa", None)],
)
def test_forces_and_government_are_one_state(name, actor_id):
    assert BOOK.party(name, actor_id).state == "MLI"


def test_a_state_that_is_not_named_is_unknown():
    assert BOOK.party("the army").state is None


@pytest.mark.parametrize(
    ("low", "best", "high", "killed", "shown"),
    [
        (11, 11, 11, (11, 11), "11"),
        (20, 20, None, (20, None), "at least 20"),
        (None, None, 5, (0, 5), "0–5"),
        (None, 7, None, (7, 7), "7"),
        (3, None, 9, (3, 9), "3–9"),
        (None, None, None, None, ""),
    ],
)
def test_figures(low, best, high, killed, shown):
    facts = extracted_event(EVENT | {"killed_low": low, "killed_best": best, "killed_high": high}, None)
    assert facts.killed == killed
    assert facts.shown["killed"] == shown


@pytest.mark.parametrize(
    ("codes", "classes"),
    [
        ({"sub_type": "Air/drone strike", "acled_type": "Battles"}, ("aerial", "armed violence")),
        ({"acled_type": "Riots"}, ("riot", "contention")),
        ({"event_type": "COERCE"}, (None, "coercion")),
        ({"event_type": "UNHEARD", "ucdp_type": 3}, ("one-sided", "armed violence")),
        ({"event_type": "UNHEARD"}, (None, None)),
    ],
)
def test_the_most_precise_code_gives_the_classes(codes, classes):
    facts = extracted_event(EVENT | codes, None)
    assert (facts.fine, facts.broad) == classes


@pytest.mark.parametrize(
    ("earliest", "latest", "days", "shown"),
    [
        (None, "2014-12-31", (None, date(2014, 12, 31).toordinal()), "../2014-12-31"),
        ("2021-03-14", None, (date(2021, 3, 14).toordinal(), None), "2021-03-14/.."),
        ("2021-03-14", "2021-03-14", (date(2021, 3, 14).toordinal(), date(2021, 3, 14).toordinal()), "2021-03-14"),
        (None, None, (None, None), ""),
    ],
)
def test_a_bound_stays_a_bound(earliest, latest, days, shown):
    facts = extracted_event(EVENT | {"earliest": earliest, "latest": latest}, None)
    assert (facts.earliest, facts.latest) == days
    assert facts.shown["date"] == shown


def test_names_of_a_place_are_of_its_row_too():
    place = {
        "name": "Ansongo",
        "text": "Ansongo town",
        "lat": 15.6,
        "lon": 0.5,
        "country_iso3": "ML",
        "geo_precision": 2,
    }
    facts = extracted_event(EVENT | {"place": "Ansoungo"}, place)
    assert facts.names == ("ansoungo", "ansongo")
    assert (facts.point, facts.radius_km, facts.country) == ((15.6, 0.5), 25.0, "MLI")


def test_slack_widens_a_curated_date():
    facts = curated_event(CURATED | {"slack_days": 6}, {})
    day = date(2021, 3, 14).toordinal()
    assert (facts.earliest, facts.latest) == (day - 6, day + 6)


@pytest.mark.parametrize("cell", ["Sahel Liberation Front, Front of Marn", "Sahel Liberation Front|Front of Marn"])
def test_coalitions_are_several_parties(cell):
    facts = curated_event(CURATED | {"side_a": cell}, {})
    assert [party.name for party in BOOK.parties(facts.sides[0])] == ["sahel liberation front", "front of marn"]


def test_extracted_names_keep_their_commas_and_what_is_known_of_them():
    facts = extracted_event(EVENT | {"source_actors": "soldiers|Guard, Marn", "source_actor_ids": "a_2|"}, None)
    assert [party.name for party in BOOK.parties(facts.sides[0])] == ["soldiers", "guard marn"]
    both = extracted_event(EVENT | {"source_actors": ["soldiers"], "source_actor_ids": ["a_2"]}, None)
    assert BOOK.parties(both.sides[0])[0].state == "MLI"
    assert BOOK.parties(both.sides[1]) == ()


def test_an_actor_of_docmines_own_table_has_one_identity_under_all_its_names():
    one, other = BOOK.party("Islamic State").keys, BOOK.party("ISIS").keys
    assert [key for key in one & other if key.startswith("known:")]


def test_other_names_of_a_curated_place_count():
    facts = curated_event(CURATED | {"place": "Wadi Tarsa town"}, {"wadi tarsa": ("wadi tarsa", "ouadi tarsa")})
    assert facts.names == ("wadi tarsa", "ouadi tarsa")


def test_ucdp_types():
    facts = curated_event(CURATED | {"type": "3"}, {})
    assert (facts.fine, facts.broad) == ("one-sided", "armed violence")


@pytest.mark.parametrize(
    ("feature", "area"), [("ADM1", True), ("PCLI", True), ("PPLA", False), ("ADM2", True), (None, False)]
)
def test_divisions_and_countries_are_areas(feature, area):
    row = {"place_id": "p_1", "text": "Ossul", "name": "Ossul", "feature_code": feature}
    assert extracted_place(row).area is area


def test_an_unresolved_place_has_the_name_of_the_text():
    facts = extracted_place({"place_id": "p_1", "text": "Wadi Tarsa", "name": None})
    assert (facts.names, facts.point, facts.words) == (("wadi tarsa",), None, "Wadi Tarsa")
