"""Lines come and go; what else is in the files stays as it is."""

import json

import pytest
from hypothesis import given
from hypothesis import strategies as st

from docmine.config import Config
from docmine.errors import ConfigError, ResourceError
from docmine.pattern_files import add, find, remove
from docmine.patterns import Line, parse, pattern_of, read

GUARD = Line("ORG", "Kessen Guard", "act-kg", where="command line")


@pytest.fixture
def config(tmp_path):
    (tmp_path / "patterns").mkdir()
    return Config(folder=tmp_path)


def kept(config, content, name="own.jsonl"):
    (config.folder / "patterns" / name).write_bytes(content)
    return config.folder / "patterns" / name


def test_a_line_is_added_after_those_that_are_there(config):
    path = kept(config, b'{"label": "GPE",  "pattern": "Ossul"}', "names.jsonl")  # no line break at the end
    added = add(config, [GUARD])
    assert path.read_text() == (
        '{"label": "GPE",  "pattern": "Ossul"}\n{"label": "ORG", "pattern": "Kessen Guard", "id": "act-kg"}\n'
    )
    assert (added.path, added.written, added.there) == (path, (GUARD,), ())


def test_what_is_there_already_is_not_written_again(config):
    path = kept(config, b'{"label": "ORG", "pattern": "Kessen  Guard", "id": "act-kg"}\n')
    added = add(config, [GUARD, GUARD])
    assert (added.written, added.there) == ((), (GUARD, GUARD))
    assert [line.where for line in read(config)] == [f"{path}:1"]
    assert not added.path.exists()


def test_the_same_line_twice_is_written_once(config):
    assert add(config, [GUARD, GUARD]).written == (GUARD,)


@pytest.mark.parametrize(
    "line",
    [
        {"label": "GPE", "pattern": "Kessen Guard", "id": "act-kg"},
        {"label": "ORG", "pattern": "Kessen Guard"},
        {"label": "PERSON", "pattern": "KESSEN GUARD", "lower": True, "id": "act-kg"},
    ],
)
def test_another_meaning_is_refused_and_nothing_is_written(config, line):
    path = kept(config, json.dumps(line).encode(), "a.jsonl")
    with pytest.raises(ResourceError, match=r"a\.jsonl:1") as caught:
        add(config, [Line("GPE", "Tarn"), GUARD])
    assert "docmine patterns remove" in str(caught.value)
    assert list(path.parent.iterdir()) == [path]


def test_a_file_that_contradicts_itself_is_refused(config):
    with pytest.raises(ResourceError, match="Tarn"):
        add(config, [Line("GPE", "Tarn", where="new.jsonl:1"), Line("ORG", "Tarn", where="new.jsonl:2")])


def test_a_slip_in_a_label_is_refused_and_a_label_of_ones_own_is_not(config):
    with pytest.raises(ResourceError, match="did you mean PERSON"):
        add(config, [Line("PERSONS", "Orlan Vesk", where="new.jsonl:1")])
    assert add(config, [Line("TREATY", "Ossul Accord")]).written


@pytest.mark.parametrize("name", ["../names.jsonl", "names.txt", "a/b.jsonl"])
def test_only_files_of_the_folder_are_written(config, name):
    with pytest.raises(ConfigError):
        add(config, [GUARD], name)


def test_without_a_workspace_there_is_nothing_to_edit():
    with pytest.raises(ConfigError, match="pipeline"):
        add(Config(), [GUARD])


def test_removing_takes_the_lines_of_all_files_and_nothing_else(config):
    first = kept(
        config, b'\xef\xbb\xbf{"label": "ORG", "pattern": "Kessen Guard"}\r\n\r\n{"label":"GPE","pattern":"Ossul"}\r\n'
    )
    second = kept(config, b'{"label": "ORG", "pattern": "Kessen\\nGuard"}', "two.jsonl")
    assert [line.where for line in remove(config, "Kessen Guard")] == [f"{first}:1", f"{second}:1"]
    assert first.read_bytes() == b'\r\n{"label":"GPE","pattern":"Ossul"}\r\n'
    assert second.read_bytes() == b""


def test_token_patterns_are_removed_by_their_json(config):
    kept(config, b'{"label": "ORG", "pattern": [{"LOWER":"self-defence"}, {"LOWER":"committee"}]}')
    assert len(remove(config, '[{"LOWER": "self-defence"},{"LOWER": "committee"}]')) == 1
    assert read(config) == []


def test_near_names_are_told(config):
    kept(config, b'{"label": "ORG", "pattern": "Kessen Guard"}\n{"label": "GPE", "pattern": "Ossul"}')
    with pytest.raises(ResourceError, match="near it are 'Kessen Guard'"):
        remove(config, "kessen gard")
    with pytest.raises(ResourceError, match="not GPE but ORG"):
        remove(config, "Kessen Guard", "GPE")
    assert len(read(config)) == 2


def test_finding_is_by_words(config):
    kept(config, b'{"label": "ORG", "pattern": "Kessen Guard"}')
    assert [line.label for line in find(config, " Kessen  Guard ")] == ["ORG"]
    assert find(config, "Kessen") == []


@given(
    label=st.sampled_from(["ORG", "GPE"]),
    pattern=st.text(min_size=1).filter(str.strip),
    identity=st.text(max_size=5),
    lower=st.booleans(),
)
def test_a_line_survives_its_file(label, pattern, identity, lower):
    line = Line(label, pattern, identity, lower)
    assert parse(json.loads(line.to_json()), "") == line


def test_json_is_taken_for_token_patterns_and_all_else_for_a_phrase():
    assert pattern_of('[{"LOWER": "camp"}]') == [{"LOWER": "camp"}]
    assert pattern_of("[{Kessen  Guard") == "[{Kessen  Guard"
    assert pattern_of(" Kessen\nGuard ") == "Kessen Guard"
