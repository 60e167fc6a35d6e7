"""The views in a browser: at two widths, in light and dark, for those who see and those who hear them."""

import json
from pathlib import Path

import pytest

AXE = Path(__file__).parent / "vendor" / "axe.min.js"
VIEWS = ("/", "/tables/events", "/tables/documents", "/tables/events?words=nothing-has-this", "/map", "/timeline")
SIZES = {"desk": {"width": 1280, "height": 900}, "phone": {"width": 390, "height": 800}}

pytestmark = pytest.mark.slow


def faults(tab):
    """Return what axe-core finds serious."""
    tab.evaluate(AXE.read_text(encoding="utf-8"))
    found = tab.evaluate("async () => (await axe.run()).violations")
    serious = [one for one in found if one["impact"] in ("serious", "critical")]
    return [(one["id"], [node["html"][:200] for node in one["nodes"]][:3]) for one in serious]


@pytest.mark.parametrize("size", SIZES)
@pytest.mark.parametrize("scheme", ["light", "dark"])
def test_every_view_can_be_used_by_everybody(tab, doc_ids, size, scheme):
    tab.set_viewport_size(SIZES[size])
    tab.emulate_media(color_scheme=scheme, reduced_motion="reduce")
    for view in (*VIEWS, f"/document/{doc_ids['arabic.txt']}", f"/document/{doc_ids['long.txt']}"):
        tab.goto(view, wait_until="networkidle")
        assert faults(tab) == [], view
        too_wide = tab.evaluate("document.documentElement.scrollWidth - document.documentElement.clientWidth")
        assert too_wide <= 0, f"{view} is {too_wide} px too wide"


def lines(workspace):
    path = workspace.decisions
    return [json.loads(line) for line in path.read_text().splitlines()] if path.exists() else []


def decided(tab, words):
    tab.locator("#decided", has_text=words).wait_for()


@pytest.fixture
def report(tab, doc_ids):
    tab.goto(f"/document/{doc_ids['clash.txt']}", wait_until="networkidle")
    return tab


def test_a_mark_opens_its_rows_and_a_key_corrects_it(report, workspace):
    report.locator("mark", has_text="Ada Lunde").click()
    report.get_by_role("button", name="ORG (2)").wait_for()
    report.keyboard.press("2")
    decided(report, "“Ada Lunde” is a name: ORG")
    assert [(line["kind"], line["label"]) for line in lines(workspace)] == [("entity", "ORG")]
    report.keyboard.press("u")
    decided(report, "None yet")
    assert [line["kind"] for line in lines(workspace)] == ["entity", "undo"]


def test_words_that_are_no_mark_are_selected_and_named(report, workspace):
    report.evaluate(
        """() => {
          const text = document.querySelector(".clean");
          const walker = document.createTreeWalker(text, NodeFilter.SHOW_TEXT);
          for (let node = walker.nextNode(); node; node = walker.nextNode()) {
            const at = node.data.indexOf("bridge");
            if (at >= 0) { getSelection().setBaseAndExtent(node, at, node, at + 6); break; }
          }
          text.dispatchEvent(new MouseEvent("mouseup", { bubbles: true }));
        }"""
    )
    report.locator(".panel h2", has_text="bridge").wait_for()
    report.get_by_role("button", name="FAC").click()
    decided(report, "“bridge” is a name: FAC")
    (line,) = lines(workspace)
    with workspace.reading() as store:
        clean = store.text(line["doc_id"])[1]
    assert clean[line["start"] : line["end"]] == "bridge"


def test_a_date_is_fixed(report, workspace):
    report.locator("mark.dates", has_text="Monday").click()
    report.get_by_label("First day").fill("2021-05-03")
    report.get_by_label("Last day").fill("2021-05-04")
    report.get_by_role("button", name="Save the date").click()
    decided(report, "“Monday” is 2021-05-03 to 2021-05-04")
    assert lines(workspace)[0]["latest"] == "2021-05-04"


def test_a_place_is_moved_to_one_of_the_gazetteer(report, workspace):
    report.locator("mark.places", has_text="Gao").click()
    report.locator(".panel summary", has_text="Place").click()
    report.locator("[data-place]", has_text="MLI").first.click()
    decided(report, "“Gao” is Gao at")
    assert lines(workspace)[0]["place"]["country_iso3"] == "MLI"


def test_an_event_is_struck_out(report, workspace):
    report.locator("mark.events", has_text="attacked").click()
    report.get_by_role("button", name="No event (x)").click()
    decided(report, "“attacked” is no event")
    assert lines(workspace)[0]["reject"] is True


def test_cells_of_an_event_are_corrected(report, workspace):
    report.locator("mark.events", has_text="attacked").click()
    report.get_by_label("Status").select_option("negated")
    report.get_by_label("Killed").fill("3")
    report.get_by_role("button", name="Save the event").click()
    decided(report, "status negated")
    assert lines(workspace)[0]["cells"]["killed"] == [3, 3, 3]


def test_a_line_is_restored(report, workspace):
    report.get_by_label("raw lines beside").check()
    report.get_by_role("button", name="Restore line 7").click()
    decided(report, "line 7 is kept")
    assert (lines(workspace)[0]["n"], lines(workspace)[0]["keep"]) == (7, True)


def test_actors_are_merged(report, workspace):
    report.locator("mark", has_text="Ossul Guard").first.click()
    report.locator(".panel summary", has_text="Actor").click()
    report.get_by_label("This is the same as").fill("Kessen Guard")
    report.get_by_role("button", name="Make them one").click()
    decided(report, "Ossul Guard is Kessen Guard")
    assert lines(workspace)[0]["keep"] == "Kessen Guard"


def test_what_is_refused_is_said(report, workspace):
    report.locator("mark.dates", has_text="Monday").click()
    report.get_by_label("First day").fill("2021-05-06")
    report.get_by_label("Last day").fill("2021-05-04")
    report.get_by_role("button", name="Save the date").click()
    report.locator("#said", has_text="is after").wait_for()
    assert lines(workspace) == []


def test_the_keyboard_goes_from_mark_to_mark(report):
    report.keyboard.press("j")
    report.keyboard.press("j")
    report.keyboard.press("Enter")
    report.locator(".panel h2").wait_for()
    assert report.evaluate("document.activeElement.tagName") == "MARK"


def test_the_map_leads_to_the_rows(tab):
    tab.goto("/map", wait_until="networkidle")
    tab.locator("#mapped", has_text="rows with a place").wait_for()
    tab.locator(".spot").first.wait_for()
    tab.get_by_role("link", name="List these rows").click()
    assert "box=" in tab.url
    assert tab.locator("tbody tr").count() >= 1
