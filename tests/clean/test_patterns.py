"""Packaged and user rules."""

import json
import re
import time
from pathlib import Path
from tempfile import TemporaryDirectory

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from docmine.clean.lines import Unit
from docmine.clean.patterns import RuleSets, read_rules
from docmine.config import Config
from docmine.documents import Metadata
from docmine.errors import ResourceError
from docmine.resources import DATA

CHROME = RuleSets.load(Config()).chrome


def reason(*texts: str) -> str | None:
    return CHROME.reasons([Unit((), (), text) for text in texts])[0]


@pytest.mark.parametrize(
    ("line", "expected"),
    [
        ("Accept All Cookies", "cookie"),
        ("We use cookies to improve your experience on our website. By continuing to browse you agree.", "cookie"),
        (
            "These cookies are needed for core functionality and can only be disabled in your browser settings.",
            "cookie",
        ),
        ("Subscribe to our newsletter", "newsletter"),
        ("Get the day's news delivered to your inbox", "newsletter"),
        ("Share on Facebook", "share"),
        ("Facebook Twitter WhatsApp", "share"),
        ("Follow Karvel Watch for more updates:", "share"),
        ("Grey YouTube Icon", "share"),
        ("Leave a Reply", "comments"),
        ("3 thoughts on “Raid on the lower town”", "comments"),
        ("You are commenting using your WordPress.com account. Log Out / Change )", "comments"),
        ("Forgot your password?", "login"),
        ("Skip to main content", "navigation"),
        ("Home | About | Contact", "navigation"),
        ("Related articles", "related"),
        ("Read more: Raid on the lower town", "related"),
        ("© 2019 Karvel Monitor", "copyright"),
        ("5 min read", "reading-time"),
        ("Photo: Ana Lind", "caption"),
        ("The bridge of Karvel after the raid. (Photo: Ana Lind)", "caption"),
        ("Page 3 of 12", "pagination"),
        ("1 2 3 … Next", "pagination"),
        ("Print this page", "print"),
        ("Story continues below advertisement", "advert"),
        ("Home > News > Districts", "breadcrumbs"),
        ("Mary-Jane replied:", "comments"),
        ("Jon Berg said on Friday, May 3, 2012 at 4:04 pm:", "comments"),
        ("Tags: raids, Karvel, elders", "tags"),
        ("The siege of the lower town ........ 14", "contents"),
    ],
)
def test_chrome(line: str, expected: str) -> None:
    assert reason(line) == expected


@pytest.mark.parametrize(
    "line",
    [
        "A possible outcome",
        "Immediate consequences",
        "Two killed in Karvel",
        "The baker was arrested for selling cookies to soldiers at the checkpoint near the mill.",
        "Follow the road to Karvel and you will see the burnt mill.",
        "Who controls the bridge?",
        "Share of votes in Karvel district rises",
        "Support for the rebels fell after the raid on the mill, the elders said.",
        "Witness A: They came at night.",
        "Raid on Karvel kills 12, army says",
        "The army said on Tuesday that 12 men of Karvel were killed.",
        "Police said on Friday four men died there.",
        "Guards shot <b>Jon Berg</b> in <i>Karvel</i>.",
        "Analysis",
        "Recommendations",
        "March",
        "1966.",
    ],
)
def test_content(line: str) -> None:
    assert reason(line) is None


def test_names_of_sections_count_only_beside_chrome() -> None:
    assert reason("Economy") is None
    assert reason("Economy", "Skip to content") == "navigation"
    assert reason("Economy", "Sports", "Skip to content") == "navigation"
    assert reason("Economy", "The elders met on Tuesday.", "Skip to content") is None


def rules(folder: Path, text: str) -> RuleSets:
    (folder / "cleaning").mkdir(exist_ok=True)
    (folder / "cleaning" / "site.toml").write_text(text, encoding="utf-8")
    return RuleSets.load(Config(folder=folder))


def test_user_rules_for_one_site(tmp_path: Path) -> None:
    sets = rules(tmp_path, '[[drop]]\nreason = "appeal"\nsite = "Karvel.example"\nphrases = ["Feed a family!"]\n')
    unit = Unit((), (), "• FEED a  family")
    assert sets.drop.of(Metadata(url="https://karvel.example/1")).reasons([unit]) == ["appeal"]
    assert sets.drop.of(Metadata(url="https://other.example/1")).reasons([unit]) == [None]
    assert sets.drop.of(Metadata()).reasons([unit]) == [None]


def test_cues_need_each_other(tmp_path: Path) -> None:
    sets = rules(tmp_path, '[[keep]]\ncues = ["\\\\bmill\\\\b", "\\\\bbridge\\\\b"]\nneeds = 2\n')
    units = [Unit((), (), "The mill and the bridge"), Unit((), (), "The mill")]
    assert sets.keep.reasons(units) == ["user-keep", None]


@pytest.mark.parametrize(
    ("pattern", "line", "expected"),
    [
        (r"the (mill|dam)[()\](] here", "the mill) here", True),
        (r"the (mill|dam)[()\](] here", "the dam] here", True),
        (r"the (mill|dam)[()\](] here", "the mill here", False),
        (r"the \(old\) (mill(?: road)?)", "the (old) mill road", True),
        (r"the \(old\) (mill(?: road)?)", "the old mill road", False),
        (r"the [](]mill", "the ]mill", True),
        (r"the \\\\(mill|dam)", r"the \\dam", True),
        (r"the [^(](mill|dam)", "the xdam", True),
        (r"the [^(](mill|dam)", "the (dam", False),
        (r"the [\](](mill|dam)", "the (dam", True),
        (r"(?:the|a) (?=m)(m(il)l)(?!er)", "a mill", True),
        (r"The (Mill|Dam) [A-Z]+", "the Mill road", True),
        (r"the \S+", "the mill", True),
    ],
)
def test_brackets_mean_what_they_mean_in_python(tmp_path: Path, pattern: str, line: str, *, expected: bool) -> None:
    sets = rules(tmp_path, f"[[drop]]\nreason = 'own'\npatterns = ['{pattern}']\n")
    assert sets.drop.reasons([Unit((), (), line)]) == ["own" if expected else None]


@given(st.text("bc()[]|\\^?*+-:", max_size=14), st.lists(st.text("bc()[]|\\^?-:", max_size=6), max_size=5))
@settings(max_examples=300)
@pytest.mark.filterwarnings("ignore:Possible:FutureWarning")
def test_brackets_that_do_not_capture_match_the_same(pattern: str, lines: list[str]) -> None:
    try:
        expected = re.compile(pattern)
    except re.error:
        return
    with TemporaryDirectory() as folder:
        path = Path(folder) / "own.toml"
        path.write_text(f"[[drop]]\npatterns = [{json.dumps(pattern)}]\n", encoding="utf-8")
        (rule,) = read_rules(path, "drop")
    assert rule.pattern.groups == 0
    for line in [*lines, pattern]:
        assert bool(rule.pattern.fullmatch(line)) == bool(expected.fullmatch(line))


@pytest.mark.parametrize(
    "pattern", [r"(a)\1", r"(a)\\\1", r"(?P<name>a)", r"(a)?(?(1)b|c)", r"(?i)the mill", r"(?sm)the mill"]
)
def test_a_pattern_that_cannot_be_joined_is_refused(tmp_path: Path, pattern: str) -> None:
    with pytest.raises(ResourceError, match="cannot be joined with others"):
        rules(tmp_path, f"[[drop]]\npatterns = ['the dam', '{pattern}']\n")


@pytest.mark.parametrize("pattern", [r"the (?s:mill)", r"the \(?parish", r"the \\(?:mill)"])
def test_a_pattern_that_can_be_joined_is_not(tmp_path: Path, pattern: str) -> None:
    rules(tmp_path, f"[[drop]]\npatterns = ['the dam', '{pattern}']\n")


@pytest.mark.parametrize(
    ("text", "message"),
    [
        ("[[drop]]\nphrase = ['x']\n", "unknown key phrase"),
        ("[[dorp]]\nphrases = ['x']\n", "unknown table dorp"),
        ("[[drop]]\npatterns = ['(']\n", "bad pattern"),
        ("[[drop]]\nphrases = 'x'\n", "not a list of strings"),
        ("[[drop]]\nphrases = [\n", "cannot be read"),
        ("[drop]\nphrases = ['x']\n", "drop is not a list of tables"),
        ("[[drop]]\nmax_words = 'a'\n", "max_words must be of type int"),
    ],
)
def test_a_bad_file_is_an_error_that_names_the_file(tmp_path: Path, text: str, message: str) -> None:
    with pytest.raises(ResourceError, match=message) as caught:
        rules(tmp_path, text)
    assert "site.toml" in caught.value.where


def test_the_example_file_has_no_active_rule() -> None:
    example = Path(__file__).parents[2] / "pipeline" / "cleaning" / "site.toml"
    assert read_rules(example, "drop") == read_rules(example, "keep") == []


ADVERSARIAL = [
    "... ", "…", "a ", "( ", "(a) ", "1 ", "home > ", "a | ", "share ", "facebook, ", "log in ", '"a". ', "#a ",
    "comments ", "published 1 ", "newsletter ", "the cookies ", "retrieved on 1 a ", "-",
]  # fmt: skip


@pytest.mark.parametrize("ending", ["", "\0", "!!"])
@pytest.mark.parametrize("part", ADVERSARIAL)
def test_no_packaged_pattern_takes_long(part: str, ending: str) -> None:
    line = (part * 500)[: 500 - len(ending)] + ending
    for rule in read_rules(DATA / "cleaning" / "chrome.toml", "drop"):
        for search in (rule.pattern.fullmatch, *(cue.search for cue in rule.cues)):
            began = time.process_time()
            search(line)
            assert time.process_time() - began < 0.5, rule.reason
