"""Names of kinds of event, and what they cover."""

from docmine.events import ontology
from docmine.events.kinds import incidents, kinds


def test_a_type_covers_its_modes_and_a_type_with_a_mode_only_that():
    found = kinds([("ASSAULT", "abduct"), ("ASSAULT", "kill"), ("AID", "rescue")])
    assert found["ASSAULT"] == {("ASSAULT", "abduct"), ("ASSAULT", "kill")}
    assert found["ASSAULT abduct"] == found["ASSAULT"] & found["KIDNAPPING"] == {("ASSAULT", "abduct")}
    assert "AID kill" not in found


def test_incident_types_cover_each_assault_once_and_nothing_that_the_ontology_lacks():
    covered = [pair for pairs in incidents().values() for pair in pairs]
    assert len(covered) == len(set(covered))
    assert set(covered) <= set(ontology.load())
    assert {pair for pair in ontology.load() if pair[0] == "ASSAULT"} <= set(covered)
