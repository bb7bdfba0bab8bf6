"""Everything by keyboard alone, roles and names for those who do not see the map, nothing that axe-core minds much."""

import re

import pytest
from axe_playwright_python.sync_playwright import Axe
from playwright.sync_api import expect

from dashboard.map import FOLDER
from tests.dashboard.conftest import Visit

pytestmark = pytest.mark.browser


def found_by_axe(page):
    """What axe-core finds moderate or worse, with the element it finds it in, once nothing fades or slides."""
    page.wait_for_function("document.getAnimations().every((one) => one.playState !== 'running')")
    found = Axe().run(page).response["violations"]
    return [
        (violation["id"], node["target"], node["failureSummary"])
        for violation in found
        if violation["impact"] in ("moderate", "serious", "critical")
        for node in violation["nodes"]
    ]


def test_the_question_mark_lists_every_key_and_gives_the_focus_back(standing):
    page = standing.look("2022-09")
    page.locator("[data-map]").focus()
    page.keyboard.press("?")
    box = page.get_by_role("dialog", name="Keys")
    expect(box).to_be_visible()
    script = (FOLDER / "js" / "keys.js").read_text(encoding="utf-8")
    does = re.findall(r'does: "((?:[^"\\]|\\.)*)"', script)
    assert len(does) > 25
    assert sorted(text.replace('\\"', '"') for text in does) == sorted(box.locator("dd").all_inner_texts())
    assert page.evaluate("document.querySelector('dialog.help').contains(document.activeElement)")
    page.keyboard.press("ArrowRight")
    assert standing.date() == "2022-09", "the map does not step behind the list"
    page.keyboard.press("Escape")
    expect(box).to_be_hidden()
    assert page.evaluate("document.activeElement.matches('[data-map]')")


def test_from_the_map_to_the_article_by_keyboard_alone(standing):
    page = standing.look("2022-09")
    page.locator("[data-iso3=KAZ]").focus()
    page.keyboard.press("Enter")
    standing.heading("Kazakhstan")
    page.locator("[data-why=KAZ]").wait_for()
    reached = []
    for _ in range(80):
        page.keyboard.press("Tab")
        reached.append(page.evaluate("document.activeElement.ariaLabel || document.activeElement.textContent || ''"))
        if reached[-1].startswith("Read it in the article"):
            break
    assert any(text.startswith("Show on the map: 5 September 2022") for text in reached)
    assert reached[-1].startswith("Read it in the article")
    assert page.evaluate("document.activeElement.href").startswith(f"{standing.address}/article?document=")


def test_what_is_drawn_has_roles_names_and_states(standing):
    page = standing.look("2022-09", member="ARM")
    state = page.get_by_role("button", name=re.compile("^Armenia, .*score"))
    expect(state).to_have_attribute("aria-pressed", "true")
    expect(page.get_by_role("slider", name="Date")).to_have_attribute("aria-valuetext", "September 2022")
    expect(page.get_by_role("table", name="Parts of the score")).to_be_visible()
    assert page.locator("[data-map] [aria-live=polite]").count() == 1
    assert page.get_by_role("group", name=re.compile("Map with a date slider")).count() == 1


@pytest.mark.parametrize(
    "view",
    [
        "?date=2022-09&member=KAZ&event=hostile-1",
        "?date=2022-09&mode=compare&theme=dark",
        "?date=2022-09&member=KAZ&theme=contrast&mode=change",
        "?date=2022-09&member=KAZ&present=1",
    ],
)
def test_axe_finds_nothing_moderate_on_the_map(visit, view):
    page = visit.open(view)
    page.wait_for_selector(".js-plotly-plot .trace", state="attached")
    if "theme" in view:
        page.wait_for_selector(f"[data-map][data-theme={view.partition('theme=')[2].partition('&')[0]}]")
    assert found_by_axe(page) == []


def test_axe_finds_nothing_moderate_in_the_list_of_keys(visit):
    page = visit.open("?date=2022-09")
    page.keyboard.press("?")
    expect(page.get_by_role("dialog", name="Keys")).to_be_visible()
    assert found_by_axe(page) == []


PAGES = {
    "map?date=2022-09-13": "[data-map][data-date='2022-09'][data-ready]",
    "?date=2022": "[data-map][data-date='2022-01'][data-ready]",
    "dimensions": ".multiples",
    "outside": "[data-testid=stFileUploader]",
    "tours": "[data-testid=stRadio] label",
    "?tour=Armenia%27s+way+out": ".tour-headline",
    "presenter?tour=Armenia%27s+way+out": ".presenter-note",
    "method": ".katex-display",
    "article?document=hostile&start=18": "[data-article] mark",
    "article?document=001_e97391a3573e02f2": "[data-article] h2",
    "article?document=none": "[data-testid=stAlert]",
}


def test_every_page_opened_directly_is_found_whole_and_axe_finds_nothing_moderate_on_it(visitor, address):
    here = Visit(visitor, address)
    page, refused = here.page, []
    page.on("response", lambda answer: answer.status >= 400 and refused.append((answer.status, answer.url)))
    for query, content in PAGES.items():
        page.goto(f"{address}/{query}")
        page.wait_for_selector(content)
        here.rest()
        assert found_by_axe(page) == [], query
        assert "## " not in page.inner_text("body"), query
    assert (refused, here.complaints) == ([], [])
    page.close()
