"""In a frame on another site, with cookies and all storage refused, the map opens and answers."""

import json

import pytest
from playwright.sync_api import expect

from tests.browser import FLAGS, find_browser
from tests.dashboard.conftest import PATIENCE
from tests.dashboard.serving import fill_store, serving

pytestmark = pytest.mark.browser
ELSEWHERE = "http://elsewhere.example"
LOCAL = "--disable-features=LocalNetworkAccessChecks"
"""The made-up site is nowhere, and Chromium keeps pages from elsewhere away from this machine."""
REFUSED = {"profile": {"default_content_setting_values": {"cookies": 2}}}
"""Chromium's own setting "do not allow sites to save data"."""


@pytest.fixture
def framed(browser, tmp_path):
    """The map in a frame of another site's page, in a browser that keeps nothing."""
    fill_store(f"sqlite:///{tmp_path / 'store.sqlite'}")
    profile = tmp_path / "profile" / "Default"
    profile.mkdir(parents=True)
    (profile / "Preferences").write_text(json.dumps(REFUSED))
    with serving(tmp_path, FRAME_ANCESTORS=ELSEWHERE) as address:
        context = browser.browser_type.launch_persistent_context(
            profile.parent, executable_path=find_browser(), args=[*FLAGS, LOCAL], timeout=PATIENCE
        )
        page = context.new_page()
        page.set_default_timeout(PATIENCE)
        inside = f'<iframe src="{address}/?embed=1&date=2022-09&theme=dark" style="width:1200px;height:700px"></iframe>'
        page.route(f"{ELSEWHERE}/**", lambda route: route.fulfill(body=inside, content_type="text/html"))
        page.goto(ELSEWHERE)
        page.address = address
        yield page
        context.close()


def test_with_cookies_off_the_map_opens_by_itself_and_keeps_its_view_in_the_address(framed):
    page = framed.context.new_page()
    page.set_default_timeout(PATIENCE)
    page.goto(f"{framed.address}/?date=2022-09&theme=dark")
    map_ = page.locator("[data-map][data-ready][data-theme=dark]")
    map_.wait_for()
    page.keyboard.press("ArrowRight")
    expect(map_).to_have_attribute("data-date", "2022-10")
    expect(page.locator(".panel-heading")).to_contain_text("October 2022")
    page.wait_for_url("**/?date=2022-10*")
    page.reload()
    expect(map_).to_have_attribute("data-date", "2022-10")
    assert framed.context.cookies() == []


def test_without_any_storage_the_map_opens_and_answers(framed):
    frame = framed.frame_locator("iframe")
    map_ = frame.locator("[data-map][data-ready]")
    map_.wait_for()
    inside = framed.frames[1]
    refused = "(() => { try { localStorage.length; return false } catch (error) { return error.name } })()"
    assert inside.evaluate(refused) == "SecurityError"
    expect(frame.locator("[data-map][data-theme=dark]")).to_be_visible()
    map_.focus()
    framed.keyboard.press("ArrowRight")
    expect(map_).to_have_attribute("data-date", "2022-10")
    framed.keyboard.press("l")
    expect(frame.locator("[data-map][data-theme=contrast]")).to_be_visible()
    framed.keyboard.press("ArrowRight")
    expect(map_).to_have_attribute("data-date", "2022-11")
    expect(frame.locator("[data-embed-source]")).to_contain_text("From 6 articles, none of 66 events reviewed.")
    for part in (".panel-heading", ".stAppHeader", ".pictures", "[data-testid=stSidebar]", ".st-key-lines"):
        expect(frame.locator(part).locator("visible=true")).to_have_count(0)
    framed.keyboard.press("n")
    expect(frame.locator("[data-event-card]")).to_contain_text("open the whole dashboard")
    with framed.context.expect_page() as opened:
        frame.locator(".embed-open").click()
    whole = opened.value
    whole.wait_for_url("**/?event=made-up-*&date=2022-11*")
    expect(whole.locator(".panel-heading")).to_contain_text("November 2022")


def test_the_whole_app_is_not_shown_within_another_page(framed):
    refused = framed.evaluate_handle(
        """address => new Promise((done) => {
            const frame = Object.assign(document.createElement("iframe"), { src: address });
            frame.addEventListener("load", () => done(frame));
            document.body.append(frame);
        })""",
        f"{framed.address}/?date=2022-09",
    )
    assert refused.as_element().content_frame().url.startswith("chrome-error:")
