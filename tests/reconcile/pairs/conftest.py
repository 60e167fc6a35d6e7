import pytest

EXTRACTED = (
    "event_id,date_earliest,date_latest,event_type,actor1,actor2,country,admin1,place,latitude,longitude,"
    "fatalities_low,fatalities_high"
)
CURATED = (
    "curated_id,event_date,end_date,event_type,sub_event_type,actor1,actor2,country,admin1,location,latitude,longitude,"
    "geo_precision,fatalities,fatalities_low,fatalities_high"
)


@pytest.fixture
def tables(tmp_path):
    """Writes two tables from lines and returns their paths."""

    def make(extracted, curated):
        paths = tmp_path / "extracted.csv", tmp_path / "curated.csv"
        for path, header, lines in zip(paths, (EXTRACTED, CURATED), (extracted, curated), strict=True):
            path.write_text("\n".join([header, *lines]) + "\n", encoding="utf-8")
        return paths

    return make
