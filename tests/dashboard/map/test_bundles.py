"""The map's data: under a name that its content gives it, from memory."""

import gzip
import re

import pytest
from starlette.applications import Starlette

from dashboard.map import bundles
from tests.dashboard.asking import ask

CONTENT = b'{"months": ["2010-01"]}'


@pytest.fixture
def app(monkeypatch):
    """The route, with nothing kept yet."""
    monkeypatch.setattr(bundles, "_packed", type(bundles._packed)())
    return Starlette(routes=bundles.routes())


def test_the_name_comes_from_the_content(app):
    address = bundles.publish(CONTENT)
    assert re.fullmatch(r"bundles/map-[0-9a-f]{16}\.json", address)
    assert bundles.publish(CONTENT) == address
    assert bundles.publish(CONTENT + b" ") != address


def test_it_is_packed_for_who_unpacks_and_kept_by_the_browser_for_good(app):
    address = bundles.publish(CONTENT)
    packed = ask(app, f"/{address}", accept_encoding="gzip, br")
    assert gzip.decompress(packed.body) == CONTENT
    assert packed.headers["content-encoding"] == "gzip"
    assert "immutable" in packed.headers["cache-control"]
    plain = ask(app, f"/{address}")
    assert plain.body == CONTENT
    assert "content-encoding" not in plain.headers


def test_only_a_few_older_ones_are_kept(app):
    addresses = [bundles.publish(str(number).encode()) for number in range(bundles.KEPT + 5)]
    found = [ask(app, f"/{address}").status for address in addresses]
    assert found == [404] * 5 + [200] * bundles.KEPT
