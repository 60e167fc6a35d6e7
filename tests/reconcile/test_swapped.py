import pytest

from docmine.reconcile.swapped import swapped


@pytest.mark.parametrize(
    ("point", "country", "expected"),
    [
        ((0.5022, 15.6597), "MLI", True),  # 2,828 km from 17 N 4 W, the middle of Mali; Ansongo is 503 km from it
        ((15.6597, 0.5022), "MLI", False),
        ((45.0, 34.0), "IRQ", True),  # 1,587 km from the middle of Iraq, 145 km when exchanged
        ((34.0, 45.0), "IRQ", False),
        ((39.0, 35.0), "TUR", False),  # Turkey is where latitude and longitude are nearly the same
        ((-20.9, 55.5), "FRA", False),  # Réunion and Mayotte, whose mirror images lie off the coast of France
        ((-12.8, 45.2), "FRA", False),
        ((-7.9286, -14.4119), "SHN", False),  # Ascension, whose mirror image is nearer to Saint Helena
        ((43.1, 131.9), "RUS", False),  # Vladivostok; there is no latitude of 131.9 degrees
        ((0.5022, 15.6597), None, False),
        ((0.5022, 15.6597), "XYZ", False),
    ],
)
def test_swapped(point, country, expected):
    assert swapped(point, country) is expected
