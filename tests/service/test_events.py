"""Which curated event is meant."""


def test_by_day_and_place(best, ask):
    assert best("events", "Kolbrand", date="2021-03-14", place="Kolbrand") == ("e1", True)
    assert best("events", "Kolbrand", date="2021-03-14", country="NER") == ("e1", False)
    assert [one["id"] for one in ask("events", "x", properties=[{"pid": "date", "v": "1999-01-01"}])] == []


def test_by_id(best):
    assert best("events", "e2") == ("e2", True)


def test_a_place_alone_is_not_enough(ask):
    found = ask("events", "Kolbrand")
    assert [(one["id"], one["match"]) for one in found] == [("e1", False)]


def test_days_apart_never_match(ask):
    asked = [{"pid": "date", "v": "2021-03-15"}, {"pid": "place", "v": "Kolbrand"}]
    assert not any(one["match"] for one in ask("events", "Kolbrand", properties=asked))
