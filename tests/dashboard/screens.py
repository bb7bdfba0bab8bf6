"""The main views as small pictures: which they are, how they are taken, and how two of them differ.

In: a page in Chromium. Out: pictures of at most 320 pixels. Each pixel is the mean of many on the screen, so that the
shapes of letters hardly count and colours, places and sizes do. The files to compare with lie in ``screens/``; ``python
-m tools.screenshots`` makes them anew, and the README's pictures with them.
"""

from __future__ import annotations

import io
from pathlib import Path

from PIL import Image, ImageChops, ImageStat
from playwright.sync_api import Page

from tests.dashboard.serving import AT_REST

FOLDER = Path(__file__).parent / "screens"
WIDTH = 320
WALL, PHONE = (1600, 1000), (390, 844)
VIEWS = {
    "map": (WALL, "date=2022-09&member=KAZ"),
    "map-dark": (WALL, "date=2022-09&theme=dark"),
    "map-contrast": (WALL, "date=2022-09&theme=contrast&colour=classes"),
    "two-dates": (WALL, "date=2022-09&mode=compare&compare=2012-06&colour=smooth"),
    "change": (WALL, "date=2022-09&mode=change&compare=2012-06&frame=full"),
    "presentation": (WALL, "date=2022-09&member=ARM&present=1&theme=dark"),
    "phone": (PHONE, "date=2022-09&member=ARM"),
}
MEAN, SHARE, FAR = 4.0, 0.04, 40
"""What may differ: the mean over all channels (of 255), and the share of pixels that differ by more than `FAR`. The
letters come with Streamlit, so that only their drawing differs from machine to machine; a state in another colour, a
missing panel or a moved map differ by more than either."""


def take(page: Page, address: str, name: str) -> Image.Image:
    """Open a view and take its picture once it is at rest."""
    size, query = VIEWS[name]
    page.set_viewport_size({"width": size[0], "height": size[1]})
    page.goto(f"{address}/?{query}")
    page.wait_for_selector("[data-map][data-ready]")
    page.wait_for_selector(".panel-heading", state="attached")
    theme = query.partition("theme=")[2].partition("&")[0] or "light"
    page.wait_for_selector(f"[data-map][data-theme={theme}]")
    page.wait_for_selector(".js-plotly-plot .trace", state="attached")
    page.wait_for_selector(AT_REST)
    page.evaluate("document.fonts.ready")
    return _still(page)


def _still(page: Page) -> Image.Image:
    """The picture once two in a row are the same: nothing comes, fades or moves any more."""
    shot, former = page.screenshot(), b""
    while shot != former:
        page.wait_for_timeout(150)
        shot, former = page.screenshot(), shot
    return Image.open(io.BytesIO(shot)).convert("RGB")


def small(picture: Image.Image) -> Image.Image:
    """The picture at the size in which pictures are compared and kept."""
    width = min(WIDTH, picture.width // 3)
    return picture.resize((width, round(picture.height * width / picture.width)), Image.Resampling.BOX)


def kept(name: str) -> Image.Image:
    """The picture to compare with."""
    return Image.open(FOLDER / f"{name}.png").convert("RGB")


def differ(one: Image.Image, other: Image.Image) -> tuple[float, float]:
    """Mean difference over all channels, 0-255, and the share of pixels that differ by more than `FAR` in one."""
    apart = ImageChops.difference(one, other)
    most = apart.split()[0]
    for channel in apart.split()[1:]:
        most = ImageChops.lighter(most, channel)
    far = sum(most.histogram()[FAR + 1 :]) / (most.width * most.height)
    return sum(ImageStat.Stat(apart).mean) / 3, far
