"""The main views look as they are known to look, within a tolerance that fonts may use up and mistakes may not."""

import pytest
from PIL import ImageDraw

from tests.dashboard.conftest import PATIENCE
from tests.dashboard.screens import MEAN, SHARE, VIEWS, differ, kept, small, take

pytestmark = pytest.mark.browser


@pytest.fixture(scope="module")
def camera(browser):
    page = browser.new_page(color_scheme="light", reduced_motion="reduce")
    page.set_default_timeout(PATIENCE)
    yield page
    page.close()


@pytest.mark.parametrize("name", VIEWS)
def test_a_view_looks_as_it_is_known(camera, address, name):
    mean, share = differ(small(take(camera, address, name)), kept(name))
    assert mean <= MEAN, f"{name} differs by {mean:.1f} of 255; if that is meant: python -m tools.screenshots"
    assert share <= SHARE, f"{share:.0%} of {name} look otherwise; if that is meant: python -m tools.screenshots"


def test_the_tolerance_does_not_let_a_state_in_another_colour_pass():
    picture = kept("map")
    changed = picture.copy()
    # Kazakhstan is about 50 by 50 pixels here, and pale.
    ImageDraw.Draw(changed).rectangle((110, 50, 160, 105), fill=(49, 104, 190))
    mean, share = differ(changed, picture)
    assert share > SHARE or mean > MEAN


def test_pictures_of_two_views_are_told_apart():
    assert len({kept(name).tobytes() for name in VIEWS}) == len(VIEWS)
    assert differ(kept("map"), kept("change"))[0] > MEAN
