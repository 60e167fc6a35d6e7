from datetime import date, timedelta

import pytest

EXTRACTED = (
    "event_id,date_earliest,date_latest,event_type,actor1,actor2,country,admin1,place,latitude,longitude,"
    "fatalities_low,fatalities_high"
)
CURATED = (
    "curated_id,event_date,end_date,event_type,sub_event_type,actor1,actor2,country,admin1,location,latitude,longitude,"
    "geo_precision,fatalities,fatalities_low,fatalities_high"
)


TOWNS = (("Ansongo", "15.66,0.50"), ("Gossi", "15.82,-1.30"), ("Hombori", "15.28,-1.69"), ("Bourem", "16.95,-0.35"))
SIDES = (("SLF", "Soldiers"), ("Gunmen", "Villagers"), ("Army", "Azgar Brigades"))


@pytest.fixture(scope="session")
def year():
    """Lines of both tables for the same 120 events: every third day, by turns in four towns and between three sides."""
    extracted, curated = [], []
    for number in range(120):
        day = date(2021, 1, 1) + timedelta(days=3 * number)
        (town, point), (one, other) = TOWNS[number % 4], SIDES[number % 3]
        middle, killed = f"{one},{other},ML,Gao,{town},{point}", number % 7 + 1
        extracted.append(f"A{number},{day},{day},Armed clash,{middle},{killed},{killed}")
        curated.append(f"B{number},{day},{day},Battles,Armed clash,{middle},1,{killed},{killed},{killed}")
    return extracted, curated


@pytest.fixture(scope="session")
def write():
    """Writes two tables from lines to a folder and returns their paths."""

    def written(folder, extracted, curated):
        paths = folder / "extracted.csv", folder / "curated.csv"
        for path, header, lines in zip(paths, (EXTRACTED, CURATED), (extracted, curated), strict=True):
            path.write_text("\n".join([header, *lines]) + "\n", encoding="utf-8")
        return paths

    return written


@pytest.fixture
def tables(tmp_path, write):
    """Writes two tables from lines and returns their paths."""
    return lambda extracted, curated: write(tmp_path, extracted, curated)
