"""The first answer has a frame, a word and what the map needs; Streamlit's own files come packed, and whole."""

import gzip

import pytest
from starlette.responses import FileResponse, HTMLResponse, PlainTextResponse

from dashboard.map import bundles
from dashboard.server.compression import FILES, PackedFiles
from dashboard.server.first_page import STATIC, FirstPage, page
from tests.dashboard.asking import ask

SOURCE = (STATIC / "index.html").read_text(encoding="utf-8")
HTML = "text/html,*/*"


async def answer(scope, receive, send):
    """Streamlit's part: its page for what is no file."""
    if scope["path"] == "/plain":
        response = PlainTextResponse("as it is")
    elif scope["path"] == "/gone":
        response = HTMLResponse("gone", 404)
    else:
        response = FileResponse(STATIC / "index.html")
    await response(scope, receive, send)


@pytest.fixture
def app():
    """What is before Streamlit."""
    return PackedFiles(FirstPage(answer))


def test_the_page_says_something_before_any_script_has_come_and_links_to_what_will_be_needed():
    address = bundles.publish(b'{"a": 1}')
    text = page(SOURCE)
    assert "Loading the map" in text
    assert "<title>CSTO Alignment Timeline</title>" in text
    assert f'as="fetch" crossorigin="anonymous" href="./{address}"' in text
    assert 'rel="modulepreload" crossorigin href="./static/js/BidiComponent.' in text
    assert 'as="font"' not in text
    assert text.index("window.__streamlit") < text.index('type="module"'), "Streamlit reads it when it starts"


def test_streamlits_page_is_what_is_changed_and_nothing_else(app):
    whole = ask(app, "/method", accept=HTML, if_modified_since="Fri, 01 Jan 2100 00:00:00 GMT")
    assert whole.body.decode() == page(SOURCE, "method")
    assert "bundles/" not in whole.body.decode(), "only the map needs the map's data"
    assert "etag" not in whole.headers, "the page may change while Streamlit's file does not"
    assert ask(app, "/plain", accept=HTML).body == b"as it is"
    assert ask(app, "/gone", accept=HTML).body == b"gone"
    assert ask(app, "/", accept="*/*").body.decode() == SOURCE


def test_the_maps_own_name_leads_to_the_map_with_all_that_the_link_asks_for(app):
    assert ask(app, "/map?date=2022&member=ARM", accept=HTML).headers["location"] == "./?date=2022&member=ARM"


def test_streamlits_scripts_and_styles_come_packed_and_for_good(app):
    for path in [next((FILES / "js").glob("index.*.js")), next((FILES / "css").glob("index.*.css"))]:
        for _ in range(2):
            packed = ask(app, f"/static/{path.parent.name}/{path.name}", accept_encoding="gzip, br")
            assert gzip.decompress(packed.body) == path.read_bytes()
            assert packed.headers["content-encoding"] == "gzip"
            assert len(packed.body) < 0.45 * path.stat().st_size
            assert "immutable" in packed.headers["cache-control"]
            assert packed.headers["content-type"].startswith("text/")


@pytest.mark.parametrize(
    "path", ["/static/js/none.js", "/static/js/../../index.html", "/static/media/x.woff2", "/static/"]
)
def test_what_is_no_script_or_style_of_streamlit_is_left_to_it(app, path):
    assert "content-encoding" not in ask(app, path, accept_encoding="gzip").headers


def test_who_takes_nothing_packed_gets_it_as_it_is(app):
    name = next((FILES / "js").glob("index.*.js")).name
    assert "content-encoding" not in ask(app, f"/static/js/{name}", accept_encoding="identity").headers
