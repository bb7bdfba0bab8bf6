"""The README's pictures, taken from the running app after a first start on the project's own articles.

In: nothing. Out: ``docs/images/map.png`` and ``map-narrow.png``. ``python -m benchmarks.screenshots``; needs Chromium.
"""

from __future__ import annotations

import tempfile
from pathlib import Path

from playwright.sync_api import sync_playwright

from tests.browser import FLAGS, find_browser
from tests.dashboard.serving import ROOT, serving

IMAGES = ROOT / "docs" / "images"
VIEW = "?date=2022-11&member=ARM"
SIZES = {"map.png": (1600, 1000), "map-narrow.png": (390, 844)}
FIRST_START_MS = 180_000


def main() -> None:
    """Take them all."""
    IMAGES.mkdir(parents=True, exist_ok=True)
    with tempfile.TemporaryDirectory() as folder, sync_playwright() as playwright, serving(Path(folder)) as address:
        browser = playwright.chromium.launch(executable_path=find_browser(), args=FLAGS)
        for name, (width, height) in SIZES.items():
            page = browser.new_page(viewport={"width": width, "height": height}, color_scheme="light")
            page.goto(f"{address}/{VIEW}")
            page.wait_for_selector("[data-map][data-ready]", timeout=FIRST_START_MS)
            page.wait_for_selector("[data-why]")
            page.wait_for_selector(".js-plotly-plot")
            page.wait_for_timeout(1500)
            page.screenshot(path=IMAGES / name)
            print(IMAGES.relative_to(ROOT) / name)
            page.close()
        browser.close()


if __name__ == "__main__":
    main()
