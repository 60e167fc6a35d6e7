import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from docmine.places.evidence import FEATURES, Evidence, Name, kilometres
from docmine.places.resolve import likelihood, resolve, weights


def names_of(gazetteer, *texts):
    return [Name(gazetteer.candidates(text)) for text in texts]


def column(names, feature, belief=None, stated=None):
    """Return one column of the table of evidence, every candidate as likely as the next unless told otherwise."""
    evidence = Evidence(names, stated or {})
    if belief is None:
        belief = evidence.softmax(np.zeros(len(evidence.owner)))
    return evidence.table(np.asarray(belief, dtype=float))[:, FEATURES.index(feature)]


def test_every_feature_has_a_weight():
    assert weights().shape == (len(FEATURES),)
    assert np.isfinite(weights()).all()


def test_population_counts_by_its_logarithm(gazetteer):
    ashby = Name(gazetteer.candidates("Ashby"))  # 900 and 800 people
    assert column([ashby], "population") == pytest.approx([np.log10(910) / 8, np.log10(810) / 8])


def test_a_division_gives_way_to_its_seat(gazetteer):
    idlib, illinois = names_of(gazetteer, "Idlib", "Illinois")
    codes = [place.feature_code for place in idlib.candidates]
    assert column([idlib], "first_order")[codes.index("ADM1")] < 0
    assert column([illinois], "first_order") == [1.0]


def test_another_name_speaks_for_its_country_and_not_for_its_own(gazetteer):
    names = names_of(gazetteer, "London", "Bath")  # England, Ontario; England
    assert list(column(names, "same_country")) == [1.0, 0.0, 0.5]
    assert list(column(names, "same_division", belief=[0.9, 0.1, 1.0])) == pytest.approx([1.0, 0.0, 0.9])


def test_nearness_falls_by_a_factor_of_e_over_a_hundred_kilometres(gazetteer):
    names = names_of(gazetteer, "Hama", "Māri‘")
    km = kilometres(names[0].candidates[0], names[1].candidates[0])
    assert km == pytest.approx(156, abs=2)
    assert column(names, "nearness") == pytest.approx([np.exp(-km / 100)] * 2, rel=0.02)


def test_what_is_stated_may_be_a_country_or_a_division(gazetteer):
    springfield = names_of(gazetteer, "Springfield")
    assert set(column(springfield, "stated", stated={"USA": 0.5})) == {0.5}
    assert resolve(springfield, {"US.IL": 1.0})[0].place.admin1 == "Illinois"
    assert resolve(springfield, {})[0].place.admin1 == "Missouri"


def test_names_without_candidates_say_nothing(gazetteer):
    names = [Name(()), *names_of(gazetteer, "London"), Name((), beside=(1,))]
    assert not column(names, "same_country").any()
    assert [resolution.reason for resolution in resolve(names, {})][::2] == ["not in the gazetteer"] * 2


@settings(max_examples=30)
@given(st.lists(st.sampled_from(["London", "Springfield", "Ashby", "Idlib", "Syria", "Kolbrand", "Bath"]), max_size=6))
def test_beliefs_are_probabilities(gazetteer, texts):
    names = names_of(gazetteer, *texts)
    evidence = Evidence(names, {})
    likely = likelihood(evidence, np.zeros(len(evidence.owner)), weights())
    sums = np.bincount(evidence.owner, likely, len(names))
    assert sums == pytest.approx([float(bool(name.candidates)) for name in names])
