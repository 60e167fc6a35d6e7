"""`docmine gazetteer` as people type it."""

import json

import pytest
from typer.testing import CliRunner

from docmine.cli import app
from docmine.errors import ConfigError, ResourceError


def invoke(*arguments):
    return CliRunner().invoke(app, ["gazetteer", *map(str, arguments)], catch_exceptions=False)


@pytest.fixture
def workspace(tmp_path):
    (tmp_path / "pipeline" / "gazetteer").mkdir(parents=True)
    (tmp_path / "places.csv").write_text(
        "pcode,name_en,adm1_en,adm1_pcode,lat,lon\n"
        "C1,Kolbrand Tahta,Aleppo,SY02,36.2,37.1\nC2,Mare',Aleppo,SY02,36.48,37.2\n",
        encoding="utf-8",
    )
    return tmp_path


def test_add_look_up_list_and_remove(workspace):
    added = invoke("add", workspace / "places.csv", "--source", "A list", "--licence", "CC0", "-w", workspace)
    assert added.exit_code == 0
    assert "2 places (A list; licence: CC0)" in added.output
    assert "1 of them are known under the names that GeoNames has too" in added.output
    found = json.loads(invoke("lookup", "Kolbrant Tahta", "-c", "SYR", "--json", "-w", workspace).stdout)
    assert (found[0]["name"], found[0]["pcode"], found[0]["match"]) == ("Kolbrand Tahta", "C1", "similar spelling")
    shown = invoke("lookup", "Marea", "--country", "SYR", "-n", "1", "-w", workspace).output
    assert "C2" in shown
    assert "A list" in shown
    assert "CC0" in invoke("list", "-w", workspace).output
    [one] = json.loads(invoke("list", "--json", "-w", workspace).output)
    assert (one["name"], one["places"]) == ("places", 2)
    assert "removed" in invoke("remove", "places", "-w", workspace).output
    assert "nothing was added yet" in invoke("list", "-w", workspace).output


def test_a_name_that_nothing_has(workspace):
    result = invoke("lookup", "Qxqxqx\x1b[31m", "-w", workspace)
    assert result.exit_code == 1
    assert "no place is called" in result.output
    assert "\x1b" not in result.output


def test_a_malformed_file_is_an_error(workspace):
    (workspace / "bad.csv").write_text("name,lat,lon\nFarby,1,2\n", encoding="utf-8")
    with pytest.raises(ResourceError, match="row 2"):
        invoke("add", workspace / "bad.csv", "-w", workspace)
    assert list((workspace / "pipeline" / "gazetteer").iterdir()) == []


def test_additions_need_a_workspace(tmp_path, monkeypatch):
    monkeypatch.chdir(tmp_path)
    with pytest.raises(ConfigError, match="no workspace"):
        invoke("list")
