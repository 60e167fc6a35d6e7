"""Learning from labelled lines."""

import gzip
import json

import pytest
from typer.testing import CliRunner

from docmine.clean import Cleaner, lessons
from docmine.clean.lessons import Lesson
from docmine.clean.teach import AGAIN, Recipe, assess, learn, teach
from docmine.cli import app
from docmine.config import Config
from docmine.errors import ResourceError

PLACES = ["Karvel", "Ossul", "Belda", "Tamrin", "Nesk", "Oruba", "Harat", "Delve", "Simar", "Yorun"]


def lesson(place: str) -> Lesson:
    """A page whose site puts three lines of its own below each report."""
    lines = {
        "Skip to content": False,
        f"Raid on the lower town of {place}": True,
        f"Armed men entered the lower town of {place} before dawn and took eleven people from their homes.": True,
        f"The elders of {place} asked the governor to send a delegation, which has not arrived there yet.": True,
        "Your gift keeps our reporters on the road": False,
        "Voices of the river valley every Friday": False,
        "": None,
    }
    return Lesson(f"page {place}", tuple(lines), tuple(lines.values()))


LESSONS = [lesson(place) for place in PLACES]


def quiet(_done: int, _total: int) -> None:
    """Show nothing."""


def test_lines_that_were_labelled_are_learned() -> None:
    cleaner = Cleaner.load(Config())
    after = learn(cleaner, LESSONS, Recipe(passes=40, rate=0.004, fresh=False), seed=0, progress=quiet)
    figures = assess(after, [lesson("Mirov"), lesson("Andar")])
    assert (figures.removed, figures.lost, figures.f1) == (1.0, 0.0, 1.0)


def test_the_same_seed_gives_the_same_weights() -> None:
    cleaner = Cleaner.load(Config())
    one, two = (learn(cleaner, LESSONS, Recipe(passes=2, fresh=False), seed=3, progress=quiet) for _ in range(2))
    assert one.scorer.to_bytes() == two.scorer.to_bytes()


def test_figures_by_hand() -> None:
    everything = Cleaner.load(Config(clean={"enabled": False}))
    figures = assess(everything, [Lesson("a", ("one two three", "menu"), (True, False))])
    assert figures.f1 == pytest.approx(6 / 7)
    assert (figures.removed, figures.lost) == (0.0, 0.0)


def test_too_few_texts_are_an_error() -> None:
    with pytest.raises(ResourceError, match="1 labelled texts are too few"):
        teach(Cleaner.load(Config()), [LESSONS[0], Lesson("b", ("x",), (None,))], AGAIN, progress=quiet)


def test_both_kinds_of_files_are_read(tmp_path) -> None:
    table = tmp_path / "lines.csv"
    table.write_text(
        "doc_id,n,text,keep,duplicate_of\nd_1,1,Menu,0,\nd_1,2,The raid,1,\nd_1,3,The raid,0,2\nd_2,1,More,1,\n",
        encoding="utf-8",
    )
    records = tmp_path / "texts.jsonl.gz"
    records.write_bytes(
        gzip.compress(
            b'{"id": "a", "lines": ["x", "y"], "keep": [1, null]}\n\n{"id": 2, "lines": ["x", "", "z"], "lab": "de2"}'
        )
    )
    assert lessons.read([table, records]) == [
        Lesson("d_1", ("Menu", "The raid", "The raid"), (False, True, None)),
        Lesson("d_2", ("More",), (True,)),
        Lesson("a", ("x", "y"), (True, None)),
        Lesson("2", ("x", "", "z"), (False, None, None)),
    ]


@pytest.mark.parametrize(
    ("name", "content", "line"),
    [
        ("a.jsonl", '{"id": 1, "lines": ["x"], "keep": [1]}\n{"id": 2, "lines": ["x"], "keep": []}', 2),
        ("a.jsonl", '{"id": 2, "lines": ["x"], "lab": "q"}', 1),
        ("a.jsonl", "no JSON", 1),
        ("a.csv", "doc_id,n,text,keep,duplicate_of\nd_1,1,Menu,yes,\n", 2),
    ],
)
def test_what_is_wrong_is_named_with_its_line(tmp_path, name: str, content: str, line: int) -> None:
    path = tmp_path / name
    path.write_text(content, encoding="utf-8")
    with pytest.raises(ResourceError) as caught:
        lessons.read([path])
    assert caught.value.where == f"{path}:{line}"


def test_the_command_keeps_what_is_better_and_only_that(tmp_path) -> None:
    data = tmp_path / "labelled.jsonl"
    records = [{"id": page.name, "lines": page.lines, "keep": page.keep} for page in LESSONS]
    data.write_text("\n".join(map(json.dumps, records)), encoding="utf-8")
    (tmp_path / "pipeline").mkdir()
    command = ["train", "cleaning", str(data), "-w", str(tmp_path), "--json"]
    first = CliRunner().invoke(app, command)
    report = json.loads(first.stdout)
    weights = tmp_path / "pipeline" / "cleaning" / "lines.npz"
    assert (report["learned"], report["held_out"]) == (8, 2)
    assert first.exit_code == (0 if report["after"]["f1"] > report["before"]["f1"] else 1)
    assert weights.exists() == (first.exit_code == 0)
