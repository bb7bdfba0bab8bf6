"""The page's styles written into a picture, because what draws pictures knows no style sheets of ours.

In: an SVG whose elements have the map's classes. Out: the same with each element's look as attributes. The style sheets
are the very ones of the page (`dashboard.map.STYLES`), so that a line on the screen and in a picture is one rule. What
holds on certain screens only (``@media``) or needs a pointer or the focus has no meaning on paper and is left out.

Source: CSS Cascading Level 4, CSS Values Level 4 (``calc``, ``min``, ``max``), CSS Color Level 5 (``color-mix``).
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from xml.etree import ElementTree

import cssselect2
import tinycss2
from tinycss2.ast import Node

from dashboard.picture import fonts
from dashboard.picture.values import Room, resolve

SVG = "http://www.w3.org/2000/svg"
INHERITED = frozenset(
    (
        *("fill", "fill-opacity", "fill-rule", "color", "paint-order"),
        *("stroke", "stroke-width", "stroke-opacity", "stroke-dasharray", "stroke-linejoin", "stroke-linecap"),
        *("font-family", "font-size", "font-weight", "font-style", "letter-spacing"),
        *("text-anchor", "dominant-baseline"),
    )
)
WRITTEN = INHERITED - {"color"} | {"opacity", "r"}
"""Properties that a picture shows; all others are the page's."""


@dataclass(frozen=True)
class Look:
    """What an element hands on to those within it: its computed `values`, and the style sheets' own `variables`."""

    values: Mapping[str, str] = field(default_factory=dict)
    variables: Mapping[str, list[Node]] = field(default_factory=dict)


class Styles:
    """Style sheets, read once.

    Parameters
    ----------
    text : str
        The style sheets, one after the other.
    variables : mapping of str to str
        Custom properties that the page sets elsewhere, such as ``--timeline-line``.
    """

    def __init__(self, text: str, variables: Mapping[str, str]) -> None:
        self._root = Look(variables={name: tinycss2.parse_component_value_list(v) for name, v in variables.items()})
        self._matcher = cssselect2.Matcher()
        for rule in tinycss2.parse_stylesheet(text, skip_comments=True, skip_whitespace=True):
            if rule.type == "qualified-rule":
                self._add(rule)

    def _add(self, rule: Node) -> None:
        declared = [d for d in tinycss2.parse_blocks_contents(rule.content) if d.type == "declaration"]
        try:
            selectors = cssselect2.compile_selector_list(rule.prelude)
        except cssselect2.SelectorError:
            return  # a state of the pointer or of the focus that is not known here
        for selector in selectors:
            if selector.pseudo_element is None:
                self._matcher.add_selector(selector, declared)

    def written_into(self, svg: str, width: float, height: float) -> str:
        """The picture with the styles as attributes.

        Parameters
        ----------
        svg : str
            A whole SVG document.
        width, height : float
            The paper's size in pixels, of which ``vw`` and ``vh`` are hundredths.

        Returns
        -------
        str
            An SVG document without classes or style sheets. What is not displayed is left out.
        """
        root = ElementTree.fromstring(svg)
        self._dress(cssselect2.ElementWrapper.from_xml_root(root), self._root, (width, height))
        ElementTree.register_namespace("", SVG)
        return ElementTree.tostring(root, encoding="unicode")

    def _dress(self, wrapped: cssselect2.ElementWrapper, above: Look, room: tuple[float, float]) -> bool:
        """Write an element's look and that of all within it; whether it is displayed."""
        element = wrapped.etree_element
        look, own = self._look(wrapped, above, room)
        if own.get("display") == "none":
            return False
        for child in list(wrapped.iter_children()):
            if not self._dress(child, look, room):
                element.remove(child.etree_element)
        for name in ("class", "style"):
            element.attrib.pop(name, None)
        for name, value in own.items():
            if name in WRITTEN and not (name in INHERITED and above.values.get(name) == value):
                element.set(name, value)
        return True

    def _look(
        self, wrapped: cssselect2.ElementWrapper, above: Look, room: tuple[float, float]
    ) -> tuple[Look, dict[str, str]]:
        """What the element hands on, and what is said of it itself."""
        declared = self._declared(wrapped)
        variables = dict(above.variables)
        variables.update({name: value for name, value in declared.items() if name.startswith("--")})
        size = _size(declared, above, variables, room)
        own = {"font-size": f"{size:g}"} if "font-size" in declared else {}
        around = Room(size, *room, variables, above.values.get("color", "#000"))
        for name, value in declared.items():
            if not name.startswith("--") and name != "font-size":
                found = resolve(value, around)
                if found is not None:
                    own[name] = found
        handed = dict(above.values)
        handed.update({name: value for name, value in own.items() if name in INHERITED})
        for name in ("text-anchor",):  # an attribute of the element's own
            if name not in own and (given := wrapped.etree_element.get(name)):
                handed[name] = given
        return Look(handed, variables), own

    def _declared(self, wrapped: cssselect2.ElementWrapper) -> dict[str, list[Node]]:
        """By property the value that wins: by weight, then by specificity, then by order, the element's own last."""
        matches = sorted(self._matcher.match(wrapped), key=lambda match: match[:2])
        ranked = [(declaration.important, declaration) for *_, found in matches for declaration in found]
        inline = wrapped.etree_element.get("style")
        if inline:
            parsed = tinycss2.parse_blocks_contents(inline)
            ranked += [(True, declaration) for declaration in parsed if declaration.type == "declaration"]
        return {declaration.lower_name: declaration.value for _, declaration in sorted(ranked, key=lambda one: one[0])}

    def types(self, classes: Sequence[str], large: bool, width: float, height: float) -> dict[str, dict]:
        """How texts of some classes are set: by class the font's `size` in pixels and its `face`."""
        css = "csto-map picture large" if large else "csto-map picture"
        root = ElementTree.Element("svg", {"class": css})
        layers = {name: ElementTree.SubElement(root, "g", {"class": name}) for name in ("markers", "labels")}
        for name in ("", *classes):
            ElementTree.SubElement(layers["markers" if name == "count" else "labels"], "text", {"class": name})
        wrapped = cssselect2.ElementWrapper.from_xml_root(root)
        top, _ = self._look(wrapped, self._root, (width, height))
        found = {}
        for layer in wrapped.iter_children():
            above, _ = self._look(layer, top, (width, height))
            for text in layer.iter_children():
                values = self._look(text, above, (width, height))[0].values
                face = fonts.face_of(float(values.get("font-weight", 400)), values.get("font-style") == "italic")
                found[text.etree_element.get("class")] = {"size": float(values["font-size"]), "face": face}
        return found


def _size(
    declared: Mapping[str, list[Node]], above: Look, variables: Mapping[str, list[Node]], room: tuple[float, float]
) -> float:
    """The font's size in pixels."""
    before = float(above.values.get("font-size", 16))
    if "font-size" not in declared:
        return before
    found = resolve(declared["font-size"], Room(before, *room, variables, ""))
    try:
        return float(found) if found else before
    except ValueError:
        return before
