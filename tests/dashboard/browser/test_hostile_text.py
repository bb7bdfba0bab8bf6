"""Texts that turn round what stands beside them, or that are as long as a book: both stay in their boxes."""

import pytest

from dashboard.scripts import bundled, joined

RIGHT_TO_LEFT, EMBEDDED = "\u202e", "\u202b"
SCRIPT = bundled("panel/panel.js")
STYLE = joined("panel/panel.css")

pytestmark = pytest.mark.browser


@pytest.fixture
def draw(browser):
    """A panel with one event that has these texts, by itself on an empty page."""
    page = browser.new_page(viewport={"width": 420, "height": 900})

    def show(quote="A sentence.", title="Title", outlet="Outlet", before="", after="", place="Yerevan"):
        page.set_content(f"<style>body {{ margin: 0 }} {STYLE}</style><main></main>")
        page.add_script_tag(content=SCRIPT.replace("export default", ""))
        told = {"quote": quote, "title": title, "outlet": outlet, "before": before, "after": after}
        event = {
            "event_id": "a",
            "when": "May 2022",
            "place": place,
            "type": "REJECT",
            "type_words": "protest",
            "summary": "Summary",
            "effects": [],
            "directions": [],
            "disagree": "",
            "quotes": [told | {"document": "d", "start": 0}],
        }
        page.evaluate("(event) => document.querySelector('main').append(eventCard(event))", event)
        page.evaluate("document.querySelector('main').className = 'csto-panel'")
        return page

    yield show
    page.close()


LEFT_OF = """([first, second]) => {
  const box = (part) => {
    const range = document.createRange();
    range.selectNodeContents(document.querySelector(part));
    return range.getBoundingClientRect();
  };
  const [one, two] = [box(first), box(second)];
  return one.right <= two.left + 1 || one.bottom <= two.top + 1;
}"""


def test_a_text_that_turns_its_direction_round_turns_nothing_else_round(draw):
    turned = f"{RIGHT_TO_LEFT}txet{EMBEDDED} denrut"
    page = draw(quote=turned, title=turned, outlet="Outlet", before=turned, place=turned)
    page.evaluate("document.querySelector('details').open = true")
    assert page.evaluate(LEFT_OF, [".over .when", ".over .said"])
    assert page.evaluate(LEFT_OF, [".over .said", ".over .type"])
    assert page.evaluate(LEFT_OF, ["cite .said:first-child", "cite .said:last-child"])
    assert page.evaluate(LEFT_OF, ["cite", ".into-article"])
    assert page.evaluate(LEFT_OF, [".passage bdi:first-child", ".passage mark"])
    assert page.locator("mark").inner_text() == turned, "the sentence itself is shown as it stands"


def test_endless_words_and_sentences_stay_in_their_boxes(draw):
    endless = "x" * 20_000
    page = draw(quote=endless, title=endless, outlet=endless, place=endless)
    assert page.evaluate("document.documentElement.scrollWidth <= innerWidth")
    assert page.evaluate("document.querySelector('.event').offsetHeight < 900")
    assert page.locator("q").inner_text().endswith(" …")
    page.evaluate("document.querySelector('details').open = true")
    assert page.locator("mark").inner_text() == endless, "the whole sentence is one click away"
    assert page.evaluate("document.documentElement.scrollWidth <= innerWidth")
