"""Take the pictures in docs/images from the sample workspace.

    docmine run && docmine inspect --port 8477 --no-browser &
    python docs/screenshots.py http://127.0.0.1:8477

Needs `docmine[test]` and Chromium. Pictures have a palette of 64 colours, so that they stay small.
"""

from __future__ import annotations

import argparse
import shutil
import tempfile
from pathlib import Path

from PIL import Image
from playwright.sync_api import Page, sync_playwright

HERE = Path(__file__).parent / "images"
SIZE = {"width": 1180, "height": 760}


def overview(tab: Page) -> None:
    """The overview."""
    tab.goto("/")


def report(tab: Page) -> None:
    """A report with the rows of an event and what can be corrected."""
    tab.goto("/tables/events?sort=-killed_best")
    tab.locator("tbody a").first.click()
    tab.locator("mark.at").first.click()
    tab.locator(".panel").wait_for()


def atlas(tab: Page) -> None:
    """The map."""
    tab.goto("/map")
    tab.locator(".spot").first.wait_for()


def timeline(tab: Page) -> None:
    """The time line."""
    tab.goto("/timeline?from=2021-01-01&to=2021-12-31")


def links(tab: Page) -> None:
    """The queue of links."""
    tab.goto("/links")


def main() -> None:
    """Take all pictures."""
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("address", help="where `docmine inspect` serves the samples")
    args = parser.parse_args()
    HERE.mkdir(exist_ok=True)
    with sync_playwright() as playwright, tempfile.TemporaryDirectory() as folder:
        options = ["--no-sandbox", "--disable-gpu", "--disable-background-networking"]
        browser = playwright.chromium.launch(executable_path=shutil.which("chromium"), args=options)
        for view in (overview, report, atlas, timeline, links):
            tab = browser.new_page(viewport=SIZE, base_url=args.address)
            view(tab)
            tab.wait_for_timeout(700)
            raw = Path(folder) / f"{view.__name__}.png"
            tab.screenshot(path=raw)
            Image.open(raw).convert("P", palette=Image.Palette.ADAPTIVE, colors=64).save(
                HERE / f"{view.__name__}.png", optimize=True
            )
            tab.close()
        browser.close()


if __name__ == "__main__":
    main()
