import pytest

from docmine.errors import ResourceError
from docmine.resources import read_csv, read_jsonl, read_toml, read_weights


def write(tmp_path, name, text):
    path = tmp_path / name
    path.write_bytes(text if isinstance(text, bytes) else text.encode())
    return path


def test_csv_rows_after_comments(tmp_path):
    path = write(tmp_path, "a.csv", '\ufeff# from a friend\n# CC0\nname,code\n"Ar, Raqqah",SY11\n')
    assert list(read_csv(path, ("name",))) == [{"name": "Ar, Raqqah", "code": "SY11"}]


@pytest.mark.parametrize(
    ("text", "message"),
    [
        ("code\nSY11\n", "a.csv: lacks the column name"),
        ("name,code\nRaqqa\n", "a.csv:2: has another number of cells"),
        ("# c\nname,code\nRaqqa,SY11,x\n", "a.csv:3: has another number of cells"),
        (b"name\n\xff\xfe\xff\n", "a.csv: cannot be read"),
    ],
)
def test_bad_csv_is_named_with_its_line(tmp_path, text, message):
    path = write(tmp_path, "a.csv", text)
    with pytest.raises(ResourceError) as error:
        list(read_csv(path, ("name",)))
    assert message in str(error.value)


def test_bad_toml_and_jsonl(tmp_path):
    with pytest.raises(ResourceError, match=r"a\.toml"):
        read_toml(write(tmp_path, "a.toml", "x = "))
    with pytest.raises(ResourceError, match=r"a\.jsonl:2: not JSON"):
        list(read_jsonl(write(tmp_path, "a.jsonl", '{"a": 1}\n{"a"\n')))
    with pytest.raises(ResourceError, match=r"b\.jsonl:1: not a JSON object"):
        list(read_jsonl(write(tmp_path, "b.jsonl", "[1]\n")))


def test_weights_are_made_of_the_content(tmp_path):
    assert read_weights(write(tmp_path, "a.npz", b"\x01\x02"), len) == 2


@pytest.mark.parametrize("wrong", [ValueError("of another shape"), KeyError("format"), EOFError("cut off")])
def test_weights_that_cannot_be_used_are_named(tmp_path, wrong):
    def refuse(content):
        raise wrong

    path = write(tmp_path, "a.npz", b"")
    with pytest.raises(ResourceError, match="cannot be used as weights") as caught:
        read_weights(path, refuse)
    assert caught.value.where == str(path)


def test_weights_that_are_not_there_are_named(tmp_path):
    with pytest.raises(ResourceError, match=r"none\.npz: cannot be used as weights"):
        read_weights(tmp_path / "none.npz", len)
