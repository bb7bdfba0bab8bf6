"""Multinomial logistic regression in a page of NumPy, so that training needs no further package.

In: features by name, one mapping an example, and classes. Out: a `Head` of `events.learned.model`. The minimum is found
by L-BFGS (Nocedal and Wright, *Numerical Optimization*, algorithm 7.4) from zero, so the same examples give the same
numbers, up to the rounding of the machine's linear algebra.
"""

from __future__ import annotations

from collections import Counter, deque
from collections.abc import Mapping, Sequence

import numpy as np

from events.learned.model import Head

MEMORY = 8
STEPS = 60


def vocabulary(examples: Sequence[Mapping[str, float]], fewest: int) -> dict[str, int]:
    """Places of the features that at least so many examples have, in the order of their names."""
    counts = Counter(name for one in examples for name in one)
    return {name: n for n, name in enumerate(sorted(name for name, count in counts.items() if count >= fewest))}


def table(examples: Sequence[Mapping[str, float]], rows: Mapping[str, int]) -> np.ndarray:
    """Examples by features."""
    found = np.zeros((len(examples), len(rows)), dtype=np.float32)
    for n, one in enumerate(examples):
        for name, value in one.items():
            if name in rows:
                found[n, rows[name]] = value
    return found


def fit(
    examples: Sequence[Mapping[str, float]],
    labels: Sequence[str],
    *,
    strength: float,
    fewest: int = 3,
    classes: Sequence[str] = (),
) -> Head:
    """Fit a head.

    Parameters
    ----------
    strength : float
        Weight of the squared weights against an example (ridge); the bias is left free.
    fewest : int
        Examples that a feature must have.
    """
    names = tuple(classes) or tuple(sorted(set(labels)))
    rows = vocabulary(examples, fewest)
    x = table(examples, rows)
    wanted = np.zeros((len(labels), len(names)), dtype=np.float32)
    wanted[np.arange(len(labels)), [names.index(label) for label in labels]] = 1
    weights, bias = _minimum(x, wanted, strength)
    return Head(names, rows, weights.astype(np.float16).astype(np.float32), bias.astype(np.float32))


def _minimum(x: np.ndarray, wanted: np.ndarray, strength: float) -> tuple[np.ndarray, np.ndarray]:
    size, classes = x.shape[1], wanted.shape[1]

    def loss(flat: np.ndarray) -> tuple[float, np.ndarray]:
        weights, bias = flat[:-classes].reshape(size, classes), flat[-classes:]
        scores = x @ weights.astype(np.float32) + bias.astype(np.float32)
        scores -= scores.max(axis=1, keepdims=True)
        log_shares = scores - np.log(np.exp(scores).sum(axis=1, keepdims=True))
        apart = np.exp(log_shares) - wanted
        value = -float((wanted * log_shares).sum(dtype=float)) + strength / 2 * float((weights**2).sum())
        slope = np.concatenate([(x.T @ apart + strength * weights).ravel(), apart.sum(axis=0)])
        return value, slope.astype(float)

    flat = _descend(loss, np.zeros(size * classes + classes))
    return flat[:-classes].reshape(size, classes), flat[-classes:]


def _descend(loss, at: np.ndarray) -> np.ndarray:
    value, slope = loss(at)
    past: deque = deque(maxlen=MEMORY)
    for _ in range(STEPS):
        way = -_scaled(slope, past)
        step = 1.0 if past else min(1.0, 1.0 / float(np.abs(slope).sum()))
        while True:
            following, slope_there = loss(at + step * way)
            if following <= value + 1e-4 * step * float(slope @ way) or step < 1e-10:
                break
            step /= 2
        moved, turned = step * way, slope_there - slope
        if float(moved @ turned) > 1e-10:
            past.append((moved, turned))
        at, gained, value, slope = at + moved, value - following, following, slope_there
        if gained < 1e-6 * max(1.0, abs(value)):
            break
    return at


def _scaled(slope: np.ndarray, past: deque) -> np.ndarray:
    """The slope times the inverse of the curvature that the last steps tell."""
    way, kept = slope.copy(), []
    for moved, turned in reversed(past):
        share = float(moved @ way) / float(moved @ turned)
        kept.append(share)
        way -= share * turned
    if past:
        moved, turned = past[-1]
        way *= float(moved @ turned) / float(turned @ turned)
    for (moved, turned), share in zip(past, reversed(kept), strict=True):
        way += moved * (share - float(turned @ way) / float(moved @ turned))
    return way
