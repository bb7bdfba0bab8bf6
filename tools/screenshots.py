"""All pictures: the README's, from the project's own articles, and those that the tests compare the main views with.

In: nothing. Out: ``docs/images/*.png`` after a first start on the articles in ``seeds/``, and
``tests/dashboard/screens/*.png`` from the tests' made-up store. ``python -m tools.screenshots [--only
readme|tests]``; needs Chromium.
"""

from __future__ import annotations

import argparse
import io
import tempfile
from pathlib import Path

from PIL import Image
from playwright.sync_api import Browser, Page, sync_playwright

from tests.browser import FLAGS, find_browser
from tests.dashboard import screens
from tests.dashboard.serving import ROOT, fill_store, serving

IMAGES = ROOT / "docs" / "images"
README = {
    "map.png": ((1600, 1000), "?date=2022-11&member=ARM"),
    "map-narrow.png": ((390, 844), "?date=2022-11&member=ARM"),
    "two-dates.png": ((1600, 1000), "?date=2022-11&mode=compare&compare=2020-09&panel=hidden"),
    "presentation.png": ((1920, 1080), "?date=2022-11&member=ARM&present=1&theme=dark"),
}
FIRST_START_MS = 240_000
SHEET_SIZES = ((2560, 1440), (1920, 1080), (1366, 768), (1280, 720), (1024, 768), (820, 1180), (390, 844))
SHEET_HEIGHT = 240
SHEET_ROWS = (
    "date=2022-11&member=ARM",
    "date=2020-11&present=1",
    "date=2022-11&mode=compare&compare=2020-09&present=1&panel=hidden",
    "date=2022-11&mode=change&compare=2020-09&theme=dark",
)


def readme(browser: Browser, home: Path) -> None:
    """The README's pictures."""
    with serving(home) as address:
        for name, (size, query) in README.items():
            page = browser.new_page(viewport={"width": size[0], "height": size[1]}, color_scheme="light")
            page.goto(f"{address}/{query}")
            page.wait_for_selector("[data-map][data-ready]", timeout=FIRST_START_MS)
            page.wait_for_selector(".panel-heading", state="attached")
            page.wait_for_selector(".js-plotly-plot", state="attached")
            page.wait_for_timeout(1500)
            shot = Image.open(io.BytesIO(page.screenshot())).convert("RGB")
            shot.quantize(255, Image.Quantize.MAXCOVERAGE).save(IMAGES / name, optimize=True)
            print(IMAGES.relative_to(ROOT) / name)
            page.close()
        page = browser.new_page(color_scheme="light", reduced_motion="reduce")
        page.set_default_timeout(FIRST_START_MS)
        contact_sheet(page, address)


def contact_sheet(page: Page, address: str) -> None:
    """One picture of all sizes: a row each for the map, the presentation, two dates and the change."""
    rows = []
    for query in SHEET_ROWS:
        page.set_viewport_size({"width": SHEET_SIZES[0][0], "height": SHEET_SIZES[0][1]})
        page.goto(f"{address}/?{query}")
        page.wait_for_selector("[data-map][data-ready]")
        page.wait_for_selector(".panel-heading", state="attached")
        row = []
        for width, height in SHEET_SIZES:
            page.set_viewport_size({"width": width, "height": height})
            page.wait_for_timeout(800)
            shot = Image.open(io.BytesIO(page.screenshot())).convert("RGB")
            row.append(shot.resize((round(shot.width * SHEET_HEIGHT / shot.height), SHEET_HEIGHT)))
        rows.append(row)
    width = max(sum(shot.width + 6 for shot in row) for row in rows)
    sheet = Image.new("RGB", (width, len(rows) * (SHEET_HEIGHT + 6)), "#888888")
    for number, row in enumerate(rows):
        left = 0
        for shot in row:
            sheet.paste(shot, (left, number * (SHEET_HEIGHT + 6)))
            left += shot.width + 6
    sheet.quantize(255, Image.Quantize.MAXCOVERAGE).save(IMAGES / "sizes.png", optimize=True)
    print((IMAGES / "sizes.png").relative_to(ROOT))


def tests(browser: Browser, home: Path) -> None:
    """The pictures that the tests compare with."""
    fill_store(f"sqlite:///{home / 'store.sqlite'}")
    with serving(home) as address:
        page = browser.new_page(color_scheme="light", reduced_motion="reduce")
        page.set_default_timeout(FIRST_START_MS)
        for name in screens.VIEWS:
            picture = screens.small(screens.take(page, address, name))
            picture.save(screens.FOLDER / f"{name}.png", optimize=True)
            print((screens.FOLDER / f"{name}.png").relative_to(ROOT))


def main() -> None:
    """Take them all."""
    parser = argparse.ArgumentParser(prog="python -m tools.screenshots", description=__doc__.splitlines()[0])
    parser.add_argument("--only", choices=("readme", "tests"), help="take these alone")
    only = parser.parse_args().only
    for kept in (IMAGES, screens.FOLDER):
        kept.mkdir(parents=True, exist_ok=True)
    with sync_playwright() as playwright:
        browser = playwright.chromium.launch(executable_path=find_browser(), args=FLAGS)
        for name, take in (("readme", readme), ("tests", tests)):
            if only in (None, name):
                with tempfile.TemporaryDirectory() as folder:
                    take(browser, Path(folder))
        browser.close()


if __name__ == "__main__":
    main()
