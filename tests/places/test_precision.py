import pytest

from docmine.places.precision import geo_precision, where_prec


@pytest.mark.parametrize(
    ("feature_code", "relation", "where", "acled"),
    [
        ("PPL", "at", 1, 1),
        ("PPLC", "at", 1, 1),
        ("PPL", "part", 1, 1),
        ("PPL", "near", 2, 2),
        ("ADM2", "at", 3, 2),
        ("ADM1", "at", 4, 3),
        ("ADM1", "part", 4, 3),
        ("STM", "at", 5, 3),
        ("RD", "at", 5, 3),
        ("RGN", "at", 5, 3),
        ("PCLI", "part", 5, 3),
        ("PCLI", "at", 6, 3),
        ("PCLI", "near", 6, 3),
        ("SEA", "at", 7, 3),
    ],
)
def test_precision_codes(feature_code, relation, where, acled):
    assert where_prec(feature_code, relation) == where
    assert geo_precision(where) == acled


def test_a_district_placed_at_its_province_is_no_more_exact_than_the_province():
    assert where_prec("ADM2", own_point=False) == 4
