"""The method's numbers: weights, half-life, baselines and the band's parameters.

In: `alignment/data/weights.toml`. Out: a checked, frozen `Method`. How they are used is left to `alignment.scoring`.
"""

from __future__ import annotations

import math
import tomllib
from collections.abc import Mapping
from dataclasses import dataclass, field, replace
from functools import cache
from pathlib import Path

from events.records import EVENT_TYPES

STATUSES = ("member", "suspended", "frozen", "left", "never")
DEFAULT_PATH = Path(__file__).parent / "data" / "weights.toml"


@dataclass(frozen=True, slots=True)
class Method:
    """The numbers the score is made of.

    Parameters
    ----------
    weights : mapping of str to float
        Weight of each PLOVER type on the latent scale, without a sign; at least 0.
    half_life_months : float
        Months after which an event counts half.
    baselines : mapping of str to float
        What each membership status says before any event, on the latent scale.
    level : float
        Share of the band, between 0 and 1.
    weight_spread : float
        Standard deviation of a weight, relative to the weight.
    silence_sd : float
        Standard deviation that one month without news adds, on the latent scale (months add in square).
    silence_limit_months : float
        Months of silence after which the band grows no more; also the silence before the first event.
    sources : mapping of str to str
        Where each number comes from, by its key in the file (``"weights.AID"``).
    """

    weights: Mapping[str, float]
    half_life_months: float
    baselines: Mapping[str, float]
    level: float
    weight_spread: float
    silence_sd: float
    silence_limit_months: float
    sources: Mapping[str, str] = field(default_factory=dict, compare=False, repr=False)

    def __post_init__(self) -> None:
        _check_names("weights", self.weights, EVENT_TYPES)
        _check_names("baseline", self.baselines, STATUSES)
        for name, value in self.weights.items():
            _check_range(f"weights.{name}", value, 0, 10)
        for name, value in self.baselines.items():
            _check_range(f"baseline.{name}", value, -3, 3)
        _check_range("decay.half_life_months", self.half_life_months, 0.1, 1200)
        _check_range("band.level", self.level, 0.01, 0.99)
        _check_range("band.weight_spread", self.weight_spread, 0, 1)
        _check_range("band.silence_sd", self.silence_sd, 0, 3)
        _check_range("band.silence_limit_months", self.silence_limit_months, 1, 1200)

    def with_changes(
        self,
        *,
        weights: Mapping[str, float] | None = None,
        baselines: Mapping[str, float] | None = None,
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
            **numbers,
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
        sections = tomllib.loads(path.read_text(encoding="utf-8"))
        values, sources = _entries(sections)
        return Method(
            weights=values["weights"],
            baselines=values["baseline"],
            sources=sources,
            **values["decay"],
            **values["band"],
        )
    except KeyError as error:
        raise ValueError(f"{path}: section [{error.args[0]}] is missing; add it as docs/method.md shows") from error
    except TypeError as error:
        raise ValueError(f"{path}: {error}; [decay] and [band] hold the keys that docs/method.md lists") from error
    except ValueError as error:
        raise ValueError(f"{path}: {error}") from error


def _entries(sections: dict) -> tuple[dict[str, dict[str, float]], dict[str, str]]:
    values: dict[str, dict[str, float]] = {}
    sources = {}
    for section, entries in sections.items():
        if not isinstance(entries, dict):
            raise ValueError(f"{section} stands outside the sections; move it into one")
        values[section] = {}
        for name, entry in entries.items():
            key = f"{section}.{name}"
            if not isinstance(entry, dict) or set(entry) != {"value", "source"} or not str(entry["source"]).strip():
                raise ValueError(f'{key}: write it as {{ value = 0.5, source = "where it comes from" }}')
            values[section][name] = entry["value"]
            sources[key] = str(entry["source"])
    return values, sources


def _check_names(section: str, given: Mapping[str, float], expected: tuple[str, ...]) -> None:
    if missing := [name for name in expected if name not in given]:
        raise ValueError(f"{section}.{missing[0]} is missing; add it")
    if unknown := [name for name in given if name not in expected]:
        raise ValueError(f"{section}.{unknown[0]} is unknown; use one of {', '.join(expected)}")


def _check_range(key: str, value: object, low: float, high: float) -> None:
    number = isinstance(value, int | float) and not isinstance(value, bool) and math.isfinite(value)
    if not number or not low <= value <= high:
        raise ValueError(f"{key} is {value!r}; give a number from {low} to {high}")
