"""A small gazetteer of real places, written through the same code as the shipped one."""

import pytest

from docmine.places.build import Place, write
from docmine.places.gazetteer import Gazetteer, open_gazetteer

SYRIA_ALEPPO = {"country": "SYR", "admin1_code": "SY.09", "admin1": "Aleppo"}
ENGLAND = {"country": "GBR", "admin1_code": "GB.ENG", "admin1": "England"}
ILLINOIS = {"country": "USA", "admin1_code": "US.IL", "admin1": "Illinois"}

PLACES = [
    Place("Syria", 35, 38, "PCLI", "SYR", population=17_000_000, geonameid=163843, aliases=("Syrian Arab Republic",)),
    Place("United States", 39.76, -98.5, "PCLI", "USA", population=327_000_000, aliases=("US", "U.S.", "USA")),
    Place("United Kingdom", 54, -2, "PCLI", "GBR", population=66_000_000, aliases=("UK", "Britain")),
    Place("Jordan", 31, 36, "PCLI", "JOR", population=10_000_000),
    Place("Ghouta", 33.5, 36.4, "RGN", "SYR"),
    Place("Euphrates", 35.0, 40.4, "STM", None),
    Place("M5", 34.6, 36.9, "RD", "SYR"),
    Place("Hama", 35.13, 36.75, "PPL", "SYR", admin1_code="SY.10", admin1="Hama", population=460_602),
    Place("Homs", 34.73, 36.71, "PPL", "SYR", admin1_code="SY.11", admin1="Homs", population=775_404),
    Place("Homs", 34.5, 38.0, "ADM1", "SYR", admin1_code="SY.11", admin1="Homs", population=1_500_000, point="cities"),
    Place("Turkey", 39, 35, "PCLI", "TUR", population=82_000_000),
    Place("Latakia", 35.53, 35.79, "PPL", "SYR", admin1_code="SY.02", admin1="Latakia", population=340_181),
    Place("Red Sea", 20, 38.5, "SEA", None),
    Place("Aleppo", 36.2, 37.2, "ADM1", population=4_000_000, point="cities", **SYRIA_ALEPPO),
    Place("Aleppo", 36.202, 37.134, "PPL", population=2_098_210, geonameid=170063, **SYRIA_ALEPPO),
    Place("Māri‘", 36.49, 37.2, "PPL", population=16_900, geonameid=167245, **SYRIA_ALEPPO),
    Place("Ma‘arrat an Nu‘mān", 35.64, 36.67, "PPL", "SYR", admin1_code="SY.12", admin1="Idlib", population=58_000),
    Place("Idlib", 35.8, 36.6, "ADM1", "SYR", admin1_code="SY.12", admin1="Idlib", population=500_000, point="cities"),
    Place("Idlib", 35.93, 36.63, "PPL", "SYR", admin1_code="SY.12", admin1="Idlib", population=128_840),
    Place("Illinois", 41.5, -88, "ADM1", population=12_000_000, aliases=("Ill.", "IL"), **ILLINOIS),
    Place("Springfield", 39.8, -89.64, "PPL", population=116_565, **ILLINOIS),
    Place("Boone County", 41.5, -88, "ADM2", point="parent", admin2="Boone County", **ILLINOIS),
    Place("Springfield", 37.21, -93.3, "PPL", "USA", admin1_code="US.MO", admin1="Missouri", population=166_810),
    Place("London", 51.508, -0.126, "PPLC", population=8_961_989, geonameid=2643743, **ENGLAND),
    Place("London", 42.98, -81.23, "PPL", "CAN", admin1_code="CA.08", admin1="Ontario", population=422_324),
    Place("Eu", 50.05, 1.42, "PPL", "FRA", population=7_000),
    Place("Ashby", 52.0, -1.0, "PPL", population=900, **ENGLAND),
    Place("Ashby", 42.6, -71.8, "PPL", "USA", admin1_code="US.MA", admin1="Massachusetts", population=800),
    Place("Bath", 51.38, -2.36, "PPL", population=94_000, aliases=("BTH",), **ENGLAND),
]


@pytest.fixture
def shipped(tmp_path):
    """A file that a test may join additions with."""
    path = tmp_path / "shipped.sqlite"
    write(path, PLACES)
    return path


@pytest.fixture(scope="session")
def gazetteer_path(tmp_path_factory):
    path = tmp_path_factory.mktemp("gazetteer") / "small.sqlite"
    write(path, PLACES)
    return path


@pytest.fixture(scope="session")
def gazetteer(gazetteer_path) -> Gazetteer:
    return open_gazetteer(gazetteer_path)
