"""Dates of other languages inside English text: what is found, where it ends, and which days it means."""

from datetime import date

import pytest

from docmine.dates import parse
from docmine.dates.find import find

WRITTEN = date(2016, 12, 5)

DAYS = [
    ("le 1er mai 2016", "2016-05-01"),
    ("vendredi 12 mars 2021", "2021-03-12"),
    ("le 14 juillet 2016", "2016-07-14"),
    ("23 DÉCEMBRE 2012", "2012-12-23"),
    ("el 11 de septiembre de 2001", "2001-09-11"),
    ("1º de mayo de 2016", "2016-05-01"),
    ("viernes, 12 de marzo de 2021", "2021-03-12"),
    ("25 de abril de 1974", "1974-04-25"),
    ("12. März 2021", "2021-03-12"),
    ("Dienstag, 12. Oktober 2021", "2021-10-12"),
    ("9 November 1989", "1989-11-09"),
    ("25 aprile 1945", "1945-04-25"),
    ("12 марта 2021 г.", "2021-03-12"),
    ("в пятницу, 12 марта 2021 года", "2021-03-12"),
    ("24 ФЕВРАЛЯ 2022", "2022-02-24"),
    ("12 березня 2021 року", "2021-03-12"),
    ("24 лютого 2022", "2022-02-24"),
    ("12 Mart 2021", "2021-03-12"),
    ("15 Temmuz 2016 Cuma", "2016-07-15"),
    ("12 KASIM 1999", "1999-11-12"),
    ("17 Ağustos 1999", "1999-08-17"),
    ("25 يناير 2011", "2011-01-25"),
    ("٢٥ يناير ٢٠١١", "2011-01-25"),
    ("١٢ آذار ٢٠١٦", "2016-03-12"),
    ("12 كانون الثاني 2021", "2021-01-12"),
    ("٣ تشرين الأول ٢٠١٦", "2016-10-03"),
    ("3 تشرين الثاني 2016", "2016-11-03"),
    ("31 كانون الاول 2015", "2015-12-31"),
    ("12 آذار/مارس 2016", "2016-03-12"),
    ("14 جانفي 2011", "2011-01-14"),
    ("5 جويلية 1962", "1962-07-05"),
    ("30 يوليوز 1999", "1999-07-30"),
    ("الجمعة 18 مارس 2011", "2011-03-18"),
    ("۱۲ مارس ۲۰۲۱", "2021-03-12"),
    ("12 ژوئن 2009", "2009-06-12"),
    ("١٢/٣/٢٠١٦", "2016-03-12"),
    ("٢٠١٦-٠٣-١٢", "2016-03-12"),
    ("۲۰۲۱/۳/۱۲", "2021-03-12"),
]

MONTHS = [
    ("mars 2021", "2021-03"),
    ("en marzo de 2021", "2021-03"),
    ("в марте 2021", "2021-03"),
    ("март 2021", "2021-03"),
    ("у березні 2021 року", "2021-03"),
    ("Mart 2021", "2021-03"),
    ("آذار 2016", "2016-03"),
    ("آذار/مارس 2016", "2016-03"),
    ("تشرين الثاني ٢٠١٦", "2016-11"),
    ("Oktober 2021", "2021-10"),
]

RANGES = [
    ("12-14 марта 2021", "2021-03-12", "2021-03-14"),
    ("с 12 по 14 марта 2021", "2021-03-12", "2021-03-14"),
    ("du 12 au 14 mars 2021", "2021-03-12", "2021-03-14"),
    ("del 12 al 14 de marzo de 2021", "2021-03-12", "2021-03-14"),
    ("من 12 إلى 14 آذار 2016", "2016-03-12", "2016-03-14"),
    ("12–14 Mart 2021", "2021-03-12", "2021-03-14"),
    ("2 mai - 5 juin 2016", "2016-05-02", "2016-06-05"),
    ("12 марта по 5 апреля 2021", "2021-03-12", "2021-04-05"),
    ("du 30 novembre au 2 décembre", "2016-11-30", "2016-12-02"),
]

YEARLESS = [
    ("12 ноября", "2016-11-12"),
    ("le 3 décembre", "2016-12-03"),
    ("vendredi 2 décembre", "2016-12-02"),
    ("12 تشرين الثاني", "2016-11-12"),
    ("30 kasım", "2016-11-30"),
]

FOUND = [
    ("It fell on 12 et 14 mars 2021.", ["12", "14 mars 2021"]),
    ("He wrote “le vendredi 12 mars 2021” there.", ["vendredi 12 mars 2021"]),
    ("Mars is red; the mart closed; Mayo clinic; Juan, Julio and Avril sang.", []),
    ("12 Mars bars, 3 Avril records and 14 Nisan", []),
    ("on 12 Mars 2021", ["12 Mars 2021"]),
    ("the mai tai, the juin book, au revoir, et al and du jour", []),
    ("Chiang Mai 2016 was fine", ["2016"]),
    ("Wal-Mart 2015 figures", ["2015"]),
    ("He spent 12. He left.", []),
    ("They met on May 12. October began.", ["May 12", "October"]),
    ("mars, 12", []),
    ("آذار", []),
    ("12 كانون", []),
]


@pytest.mark.parametrize(("text", "day"), DAYS)
def test_days(text, day):
    found = parse(text)
    assert (found["earliest"], found["latest"], found["timex_value"]) == (day, day, day)
    assert found["anchor"] == "none"


@pytest.mark.parametrize(("text", "month"), MONTHS)
def test_months(text, month):
    found = parse(text)
    assert (found["timex_value"], found["granularity"]) == (month, "month")


@pytest.mark.parametrize(("text", "earliest", "latest"), RANGES)
def test_ranges(text, earliest, latest):
    found = parse(text, WRITTEN)
    assert (found["type"], found["earliest"], found["latest"]) == ("RANGE", earliest, latest)


@pytest.mark.parametrize(("text", "day"), YEARLESS)
def test_a_day_without_a_year_is_counted_like_an_english_one(text, day):
    found = parse(text, WRITTEN)
    assert (found["earliest"], found["latest"], found["anchor"]) == (day, day, "document")
    assert parse(text)["reason"] == "no document date and the text gives no year"


@pytest.mark.parametrize(("text", "expected"), FOUND)
def test_bounds_and_other_words(text, expected):
    assert [text[item.start : item.end] for item in find(text)] == expected


def test_a_day_that_its_month_lacks():
    assert parse("31 juin 2021")["reason"] == "no calendar has that day"
    assert parse("31 juin", WRITTEN)["earliest"] is None
