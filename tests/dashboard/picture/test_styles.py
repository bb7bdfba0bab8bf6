"""A picture's elements look as the page's style sheets say, whatever draws it."""

from xml.etree import ElementTree

from dashboard.picture.styles import SVG, Styles


def styled(css, body, **variables):
    svg = f'<svg xmlns="{SVG}" class="map">{body}</svg>'
    written = Styles(css, {f"--{name}": value for name, value in variables.items()}).written_into(svg, 1600, 900)
    return [element for element in ElementTree.fromstring(written).iter() if element.tag != f"{{{SVG}}}svg"]


def test_the_more_specific_rule_wins_and_the_later_of_two_alike():
    css = ".state { fill: red; } .map .state { fill: green; } .state { stroke: red; } .state { stroke: blue; }"
    (path,) = styled(css, '<path class="state" d="M0 0"/>')
    assert (path.get("fill"), path.get("stroke")) == ("green", "blue")


def test_what_an_element_says_of_itself_wins_and_no_class_or_style_is_left():
    (path,) = styled(".state { fill: red; }", '<path class="state" style="fill:#123456" d="M0 0"/>')
    assert dict(path.attrib) == {"fill": "#123456", "d": "M0 0"}


def test_a_variable_set_on_a_group_holds_for_what_is_in_it_alone():
    css = ".line { stroke-width: calc(2px * var(--thin)); }"
    inner, line, other = styled(css, '<g style="--thin:3"><line class="line"/></g><line class="line"/>', thin="1")
    assert (inner.get("stroke-width"), line.get("stroke-width"), other.get("stroke-width")) == (None, "6", "2")


def test_what_is_not_displayed_is_left_out():
    assert styled(".cover { display: none; }", '<path class="cover"/><g style="display:none"><path/></g>') == []


def test_what_a_group_says_is_not_repeated_within_it():
    group, text = styled(
        ".labels { text-anchor: middle; } text { text-anchor: middle; }", '<g class="labels"><text>A</text></g>'
    )
    assert (group.get("text-anchor"), text.get("text-anchor")) == ("middle", None)


def test_states_of_the_pointer_and_rules_for_some_screens_say_nothing_of_paper():
    css = ".state:hover { fill: red; } @media (max-width: 700px) { .state { fill: blue; } }"
    (path,) = styled(css, '<path class="state"/>')
    assert path.get("fill") is None
