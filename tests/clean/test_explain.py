"""Counts by site, and the rule that a site still needs."""

import tomllib

from docmine.clean import Cleaner
from docmine.clean.explain import by_site, site_of
from docmine.clean.patterns import read_rules
from docmine.config import Config
from docmine.documents import CleanDocument, Metadata, RawDocument

CLEANER = Cleaner.load(Config())
SENTENCE = "Residents of Karvel said that armed men entered the lower town before dawn and took {} people away."


def report(number: int, path: str = "a.txt", **metadata: str) -> CleanDocument:
    text = f'Home | News | Contact\nThe "river" voice of Karvel\n\n{SENTENCE.format(number)}\n\nFootbridge {number}\n'
    return CLEANER(RawDocument(f"d_{number}", path, "text", text, "0" * 64, metadata=Metadata(**metadata)))


def test_the_site_is_the_host_or_the_publisher_or_where_the_file_lies() -> None:
    assert site_of(Metadata(url="https://www.karvel.example/a/1"), "b/c.txt") == ("site", "karvel.example")
    assert site_of(Metadata(url="http://[", publisher="Karvel Watch"), "b/c.txt") == ("publisher", "Karvel Watch")
    assert site_of(Metadata(), "b/d/c.txt") == ("files", "b/d")
    assert site_of(Metadata(), "in/reports.jsonl#3") == ("files", "reports.jsonl")
    assert site_of(Metadata(), "watch_2016-03.txt") == ("files", "watch")
    assert site_of(Metadata(), "17.txt") == ("files", ".")


def test_reasons_are_counted_by_site() -> None:
    url = "https://karvel.example/1"
    first, second = by_site([report(1, url=url), report(2), report(3, url=url)])
    assert (first.name, first.documents, second.name, second.documents) == ("karvel.example", 2, "a", 1)
    assert (first.lines, first.reasons["navigation"], first.reasons["sentences"]) == (8, 2, 2)
    assert sum(first.reasons.values()) == first.lines
    assert "empty" not in first.reasons


def test_short_lines_kept_in_two_reports_make_a_rule_that_can_be_pasted(tmp_path) -> None:
    documents = [report(n, url="https://karvel.example/1") for n in (1, 2, 3)]
    for document in documents:  # whatever the weights make of it: this test is about lines that were kept
        object.__setattr__(
            document,
            "lines",
            tuple(
                line if line.n != 2 else type(line)(2, line.start, line.end, keep=True, reason="content", score=0.6)
                for line in document.lines
            ),
        )
    (site,) = by_site(documents)
    needs = site.needs(5)
    assert [(need.text, need.documents, need.lines) for need in needs] == [('The "river" voice of Karvel', 3, 3)]
    assert round(needs[0].score, 6) == 0.6
    path = tmp_path / "sites.toml"
    path.write_text(site.rule(needs), encoding="utf-8")
    assert tomllib.loads(site.rule(needs))["drop"][0]["site"] == "karvel.example"
    (rule,) = read_rules(path, "drop")
    assert rule.phrases == {'the "river" voice of karvel'}
    assert rule.applies_to(documents[0].raw.metadata)
