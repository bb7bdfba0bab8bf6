"""The method's numbers: weights, how evidence ages, what membership says, and the band's parameters.

In: `alignment/data/weights.toml`. Out: a checked, frozen `Method`. How they are used is left to `alignment.scoring`.
"""

from __future__ import annotations

import tomllib
from collections.abc import Mapping
from dataclasses import dataclass, field, replace
from functools import cache
from pathlib import Path
from typing import Any

from alignment.sourced_numbers import check_range, read_entries
from events.vocabulary import DIMENSIONS, EVENT_TYPES

STATUSES = ("member", "suspended", "frozen", "left", "never")
DEFAULT_PATH = Path(__file__).parent / "data" / "weights.toml"
RANGES = {
    "weights": (0, 10),
    "baseline": (-0.9, 0.9),
    "dimensions": (0, 10),
    "decay.half_life_months": (0.1, 1200),
    "decay.least_mass": (0.05, 10),
    "status.start_mass": (0.05, 10),
    "status.change_mass": (0, 10),
    "trust.min_confidence": (0, 1),
    "trust.min_sure": (0, 1),
    "trust.source_share": (0.5, 1),
    "trust.reviewed_confidence": (0, 1),
    "band.level": (0.01, 0.99),
    "band.one_mass_sd": (0.01, 3),
}
"""What each number, or each number of a section, may be."""
SINGLE = tuple(key for key in RANGES if "." in key)
SINGLE_SECTIONS = tuple(dict.fromkeys(key.partition(".")[0] for key in SINGLE))


@dataclass(frozen=True, slots=True)
class Method:
    """The numbers the score is made of.

    Parameters
    ----------
    weights : mapping of str to float
        Weight of each PLOVER type, without a sign; at least 0. An event's mass is this times its confidence and the
        number of its dimension; all masses below are in the same unit.
    baselines : mapping of str to float
        What each membership status alone says of the tie to Moscow, between -1 and 1.
    dimensions : mapping of str to float
        What an effect's dimension multiplies its event's weight by.
    half_life_months : float
        Months after which evidence weighs half against what is new.
    least_mass : float
        The evidence of a state does not fade below this.
    start_mass : float
        How much evidence the starting value is.
    change_mass : float
        How much evidence a change of status is (`alignment.level.status_changes`).
    min_confidence : float
        Events less sure than this do not count.
    min_sure : float
        An effect whose direction is less sure than this does not count, though its event is shown.
    source_share : float
        The largest share of a state's evidence that may rest on one source alone, 0.5 to 1 (1: no bound).
    reviewed_confidence : float
        How far an event is believed that a person reviewed, 0 to 1.
    level : float
        Share of the band, between 0 and 1.
    one_mass_sd : float
        Standard deviation that evidence of mass 1 leaves.
    sources : mapping of str to str
        Where each number comes from, by its key in the file (``"weights.AID"``).
    """

    weights: Mapping[str, float]
    baselines: Mapping[str, float]
    dimensions: Mapping[str, float]
    half_life_months: float
    least_mass: float
    start_mass: float
    change_mass: float
    min_confidence: float
    min_sure: float
    source_share: float
    reviewed_confidence: float
    level: float
    one_mass_sd: float
    sources: Mapping[str, str] = field(default_factory=dict, compare=False, repr=False)

    def __post_init__(self) -> None:
        _check_names("weights", self.weights, EVENT_TYPES)
        _check_names("baseline", self.baselines, STATUSES)
        _check_names("dimensions", self.dimensions, DIMENSIONS)
        for key, value in self.numbers().items():
            check_range(key, value, *RANGES[key.partition(".")[0] if key not in RANGES else key])

    def numbers(self) -> dict[str, float]:
        """Every number by its key in the file, ``"weights.AID"`` first."""
        tables = {"weights": self.weights, "baseline": self.baselines, "dimensions": self.dimensions}
        found = {f"{section}.{name}": value for section, entries in tables.items() for name, value in entries.items()}
        return found | {key: getattr(self, key.partition(".")[2]) for key in SINGLE}

    def changed(self, numbers: Mapping[str, float]) -> Method:
        """The same method with numbers moved, by their keys in the file.

        Raises
        ------
        ValueError
            A key that is not there, or a number out of range.
        """
        here = self.numbers()
        if unknown := [key for key in numbers if key not in here]:
            raise ValueError(f"{unknown[0]} is no number of the method; use one of {', '.join(here)}")
        moved: dict[str, dict[str, float]] = {"weights": {}, "baseline": {}, "dimensions": {}}
        single: dict[str, float] = {}
        for key, value in numbers.items():
            section, _, name = key.partition(".")
            moved.get(section, single)[name] = value
        return self.with_changes(
            weights=moved["weights"], baselines=moved["baseline"], dimensions=moved["dimensions"], **single
        )

    def with_changes(
        self,
        *,
        weights: Mapping[str, float] | None = None,
        baselines: Mapping[str, float] | None = None,
        dimensions: Mapping[str, float] | None = None,
        **numbers: float,
    ) -> Method:
        """The same method with some numbers moved ("what if").

        Examples
        --------
        >>> load_method().with_changes(weights={"AID": 2.0}, half_life_months=24).weights["AID"]
        2.0
        """
        return replace(
            self,
            weights={**self.weights, **(weights or {})},
            baselines={**self.baselines, **(baselines or {})},
            dimensions={**self.dimensions, **(dimensions or {})},
            **dict[str, Any](numbers),
        )


def load_method(path: Path | None = None) -> Method:
    """Read and check the method's numbers.

    Raises
    ------
    ValueError
        Naming the file, the key, and what to do.
    """
    return _default() if path is None else _read(path)


@cache
def _default() -> Method:
    return _read(DEFAULT_PATH)


def _read(path: Path) -> Method:
    try:
        values, sources = read_entries(tomllib.loads(path.read_text(encoding="utf-8")))
        for section in SINGLE_SECTIONS:
            names = tuple(key.partition(".")[2] for key in SINGLE if key.startswith(f"{section}."))
            _check_names(section, values[section], names)
        return Method(
            weights=values["weights"],
            baselines=values["baseline"],
            dimensions=values["dimensions"],
            sources=sources,
            **{name: value for section in SINGLE_SECTIONS for name, value in values[section].items()},
        )
    except KeyError as error:
        raise ValueError(f"{path}: section [{error.args[0]}] is missing; add it as docs/method.md shows") from error
    except ValueError as error:
        raise ValueError(f"{path}: {error}") from error


def _check_names(section: str, given: Mapping[str, float], expected: tuple[str, ...]) -> None:
    if missing := [name for name in expected if name not in given]:
        raise ValueError(f"{section}.{missing[0]} is missing; add it")
    if unknown := [name for name in given if name not in expected]:
        raise ValueError(f"{section}.{unknown[0]} is unknown; use one of {', '.join(expected)}")
