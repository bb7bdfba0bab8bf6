"""A value of a style sheet, worked out to what an SVG attribute takes: numbers in pixels, colours, words.

In: the value's tokens and what stands around them. Out: text. Knows ``var``, ``calc``, ``min``, ``max`` and
``color-mix``, which are what the map's style sheets use.
"""

from __future__ import annotations

import operator
from collections.abc import Callable, Mapping
from dataclasses import dataclass

import tinycss2
from tinycss2.ast import Node
from tinycss2.color4 import parse_color

DEEPEST = 20
"""Variables within variables; more is a circle."""
SIGNS: Mapping[str, Callable[[float, float], float]] = {"*": operator.mul, "/": operator.truediv}


@dataclass(frozen=True)
class Room:
    """What lengths are measured by: the font's `size` and the paper, in pixels; the `variables`; the current colour."""

    size: float
    width: float
    height: float
    variables: Mapping[str, list[Node]]
    color: str

    def pixels(self, number: float, unit: str) -> float:
        """A length in pixels; a number without a unit stays as it is."""
        units = {"em": self.size, "rem": 16.0, "vw": self.width / 100, "vh": self.height / 100}
        return number * units.get(unit, 1.0)


def resolve(tokens: list[Node], room: Room) -> str | None:
    """The value as text, or None where it refers to a variable that nobody has set."""
    plain = _without_variables(tokens, room.variables)
    if plain is None:
        return None
    words = [_word(token, room) for token in plain if token.type not in ("whitespace", "comment")]
    told = [word for word in words if word is not None]
    return " ".join(told).replace(" ,", ",") if len(told) == len(words) else None


def _without_variables(tokens: list[Node], variables: Mapping[str, list[Node]], depth: int = 0) -> list[Node] | None:
    if depth > DEEPEST:
        return None
    found: list[Node] = []
    for token in tokens:
        if token.type != "function" or token.lower_name != "var":
            if token.type == "function":
                inner = _without_variables(token.arguments, variables, depth + 1)
                if inner is None:
                    return None
                token = tinycss2.ast.FunctionBlock(token.source_line, token.source_column, token.name, inner)
            found.append(token)
            continue
        name, *fallback = _parts(token.arguments)
        value = variables.get(tinycss2.serialize(name).strip(), fallback[0] if fallback else None)
        plain = None if value is None else _without_variables(value, variables, depth + 1)
        if plain is None:
            return None
        found.extend(plain)
    return found


def _parts(tokens: list[Node]) -> list[list[Node]]:
    """A function's arguments, parted at the commas."""
    parts: list[list[Node]] = [[]]
    for token in tokens:
        if token.type == "literal" and token.value == ",":
            parts.append([])
        else:
            parts[-1].append(token)
    return parts


def _word(token: Node, room: Room) -> str | None:
    if token.type in ("number", "dimension"):
        return f"{room.pixels(token.value, getattr(token, 'lower_unit', '')):g}"
    if token.type == "function" and token.lower_name in ("calc", "min", "max"):
        return f"{_number([token], room):g}"
    if token.type == "function" and token.lower_name == "color-mix":
        return _mixed(token.arguments, room)
    if token.type == "ident" and token.lower_value == "currentcolor":
        return room.color
    return tinycss2.serialize([token])


def _number(tokens: list[Node], room: Room) -> float:
    """A sum of products, as ``calc`` has it."""
    sums: list[float] = []
    sign = 1.0
    operation: Callable[[float, float], float] | None = None
    for token in tokens:
        if token.type == "whitespace":
            continue
        if token.type == "literal":
            if token.value in SIGNS:
                operation = SIGNS[token.value]
            else:
                sign = -1.0 if token.value == "-" else 1.0
            continue
        number = _one(token, room)
        if operation:
            sums[-1] = operation(sums[-1], number)
            operation = None
        else:
            sums.append(sign * number)
    return sum(sums)


def _one(token: Node, room: Room) -> float:
    if token.type == "() block":
        return _number(token.content, room)
    if token.type == "function":
        among = [_number(part, room) for part in _parts(token.arguments)]
        return {"min": min, "max": max}.get(token.lower_name, lambda values: values[0])(among)
    return room.pixels(token.value, getattr(token, "lower_unit", ""))


def _mixed(tokens: list[Node], room: Room) -> str | None:
    """``color-mix(in srgb, A p%, B)``; without a share half of each."""
    _, *colors = _parts(tokens)
    shares: list[float | None] = []
    parsed = []
    for part in colors:
        share = next((token.value for token in part if token.type == "percentage"), None)
        color = parse_color(next(token for token in part if token.type not in ("whitespace", "percentage")))
        if color is None or color == "currentcolor":
            return None
        shares.append(share)
        parsed.append(color.to("srgb"))
    first = shares[0] if shares[0] is not None else 100 - shares[1] if shares[1] is not None else 50.0
    mixed = [a * first / 100 + b * (1 - first / 100) for a, b in zip(parsed[0], parsed[1], strict=True)]
    red, green, blue = (round(255 * min(1.0, max(0.0, channel))) for channel in mixed[:3])
    return f"#{red:02x}{green:02x}{blue:02x}"
