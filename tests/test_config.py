import json
import re
import tomllib
from pathlib import Path

import pytest

from docmine.config import Config, CuratedConfig, load
from docmine.errors import ConfigError
from docmine.resources import DATA

ROOT = Path(__file__).parents[1]
TEMPLATE = DATA / "workspace" / "pipeline" / "docmine.toml"
KEYS = [
    (section, key)
    for section, field in Config.model_fields.items()
    if section not in ("folder", "curated")
    for key in field.annotation.model_fields
]


def default(section, key):
    return Config().model_dump(mode="json")[section][key]


@pytest.mark.parametrize(("section", "key"), KEYS)
def test_documentation_has_every_key_with_its_default(section, key):
    documented = (ROOT / "docs" / "configuration.md").read_text(encoding="utf-8")
    row = re.search(rf"^\| `{section}\.{key}` \| (.+?) \| (.+) \|$", documented, re.MULTILINE)
    assert row, f"docs/configuration.md lacks {section}.{key}"
    value = default(section, key)
    assert row[1] == ("none" if value is None else f"`{json.dumps(value)}`")


def test_documentation_has_no_other_key():
    documented = (ROOT / "docs" / "configuration.md").read_text(encoding="utf-8")
    assert re.findall(r"^\| `(\w+)\.(\w+)`", documented, re.MULTILINE) == KEYS


def test_documentation_has_every_key_of_a_curated_table():
    documented = (ROOT / "docs" / "configuration.md").read_text(encoding="utf-8")
    assert re.findall(r"^\| `curated\.NAME\.(\w+)` \|", documented, re.MULTILINE) == list(CuratedConfig.model_fields)


def test_the_example_of_a_curated_table_can_be_used():
    text = TEMPLATE.read_text(encoding="utf-8").partition("# [curated.")[2].partition("\n\n")[0]
    example = "\n".join(line.removeprefix("# ") for line in f"[curated.{text}".splitlines())
    (one,) = Config.model_validate(tomllib.loads(example)).curated.values()
    assert (one.table, one.columns["event_date"], one.dates) == ("events", "Date", "%d/%m/%Y")


def test_what_is_wrong_with_a_curated_table_is_named(tmp_path):
    lines = ["[curated.k]", 'file = "k.csv"', 'columns = { evnt_date = "on" }', "[curated.other]", 'fil = "k.csv"']
    (tmp_path / "docmine.toml").write_text("\n".join(lines), encoding="utf-8")
    with pytest.raises(ConfigError) as caught:
        load(tmp_path)
    for said in (
        "curated.k: columns names evnt_date, which events do not have; did you mean event_date?",
        "curated.other.file: Field required",
        "curated.other.fil: no such key; did you mean file?",
    ):
        assert said in caught.value.message


def test_curated_tables_change_nothing_that_is_extracted(tmp_path):
    (tmp_path / "pipeline").mkdir()
    (tmp_path / "pipeline" / "docmine.toml").write_text('[curated.k]\nfile = "data/k.csv"\n', encoding="utf-8")
    config = load(tmp_path / "pipeline")
    assert config.curated["k"].file == tmp_path / "data" / "k.csv"
    assert config.digest() == Config().digest()


@pytest.mark.parametrize(("section", "key"), KEYS)
def test_template_shows_every_key_with_its_default(section, key):
    text = TEMPLATE.read_text(encoding="utf-8")
    if default(section, key) is None:
        assert re.search(rf"^# {key} = .+# default: none", text, re.MULTILINE)
    else:
        assert tomllib.loads(text)[section][key] == default(section, key)


def test_template_gives_the_defaults():
    assert load(TEMPLATE.parent) == Config(folder=TEMPLATE.parent)


def files(folder):
    """The files of a `pipeline/`, without the models and JSON lines that a user of the sample workspace may add."""
    found = {path.relative_to(folder) for path in folder.rglob("*") if path.is_file() and path.suffix != ".jsonl"}
    return {name for name in found if name.parts[0] != "models"}


def test_sample_workspace_has_the_files_of_the_template_and_one_of_its_own():
    assert files(ROOT / "pipeline") == files(TEMPLATE.parent) | {Path("cleaning/site.toml")}


@pytest.mark.parametrize("name", sorted(files(TEMPLATE.parent)), ids=str)
def test_sample_workspace_is_the_template_with_curated_rows(name):
    ours, template = (ROOT / "pipeline" / name).read_bytes(), (TEMPLATE.parent / name).read_bytes()
    if name.parent == Path("curated") and name.suffix == ".csv":
        assert ours.splitlines()[:1] == template.splitlines()
    else:
        assert ours == template


def test_the_example_of_the_gazetteer_is_a_place(tmp_path):
    from docmine.places.additions import read_table

    page = (TEMPLATE.parent / "gazetteer" / "README.md").read_text(encoding="utf-8")
    example = [line.strip() for line in page.splitlines() if line.startswith("    ")]
    (tmp_path / "own.csv").write_text("\n".join(example) + "\n", encoding="utf-8")
    (place,) = read_table(tmp_path / "own.csv")
    assert (place.name, place.lat, place.lon, place.country) == ("Wadi Tarsa", 15.62, -1.25, "MLI")
    assert place.aliases == ("Ouadi Tarsa", "Oued Tarsa")
    cells = re.findall(r"^\| (`.+?) \|", page, re.MULTILINE)
    assert re.findall(r"`(\w+)`", " ".join(cells)) == example[0].split(",")


@pytest.mark.parametrize("template", [TEMPLATE.parent, ROOT / "pipeline"], ids=["template", "sample"])
def test_the_page_on_the_folder_names_every_file_and_folder(template):
    page = (template / "README.md").read_text(encoding="utf-8")
    entries = {f"{name.parts[0]}/" if name.parts[1:] else name.name for name in files(TEMPLATE.parent)} - {"README.md"}
    assert set(re.findall(r"^\| `([^`]+)` \|", page, re.MULTILINE)) == entries


def test_a_text_that_is_too_short_is_an_error_as_documented(tmp_path):
    from docmine.documents import RawItem
    from docmine.errors import ReadError
    from docmine.read import read

    with pytest.raises(ReadError, match="has only 5 characters of text"):
        read(RawItem("short.txt", "text", b"Short", "0" * 64), Config().read)


def test_all_errors_are_reported_at_once_with_the_nearest_key(tmp_path):
    (tmp_path / "docmine.toml").write_text("[reconcile]\nmach = 0.9\npossible = 3\n[reed]\n", encoding="utf-8")
    with pytest.raises(ConfigError) as caught:
        load(tmp_path)
    message = str(caught.value)
    assert "reconcile.mach: no such key; did you mean match?" in message
    assert "reconcile.possible" in message
    assert "reed: no such key; did you mean read?" in message


def test_broken_toml_says_which_file(tmp_path):
    (tmp_path / "docmine.toml").write_text("[run\n", encoding="utf-8")
    with pytest.raises(ConfigError, match=r"docmine\.toml: not valid TOML"):
        load(tmp_path)


def test_sharing_out_the_work_does_not_change_the_digest():
    assert Config().digest() == Config.model_validate({"run": {"workers": 3}}).digest()
    assert Config().digest() != Config.model_validate({"clean": {"threshold": 0.4}}).digest()
