"""The learned reader's numbers: linear models over named features, kept in one small file.

In: ``model.npz``, which ``python -m training.train`` writes, and its hash. Out: a `Model`: four heads and a judgement.
What the features are is left to `events.learned.clauses`; how it was trained and how far it can be trusted stands in
``docs/learned_reader.md``. ``EVENTS_LEARNED=off`` leaves it out: the rules are then the only reading.
"""

from __future__ import annotations

import hashlib
import math
import os
from collections.abc import Mapping
from dataclasses import dataclass
from functools import cache
from pathlib import Path
from typing import TYPE_CHECKING

import numpy as np

if TYPE_CHECKING:
    from spacy.vocab import Vocab

SETTING = "EVENTS_LEARNED"
FILE = Path(__file__).parent / "model.npz"
HASH = Path(__file__).parent / "model.sha256"
HEADS = ("happening", "type", "part", "sign", "right")
"""Is it a happening; its PLOVER type; an actor's part in it; how it bears on a state; is the rules' direction right."""
PROBE = ("alliance", "withdraw", "treaty")  # words whose vectors tell one language model's from another's
DIGITS = 3
"""Of a probability: coarser than what differs from machine to machine."""


@dataclass(frozen=True, slots=True)
class Head:
    """One linear model. `rows` has the place of each feature in `weights`, an array of features by classes."""

    classes: tuple[str, ...]
    rows: Mapping[str, int]
    weights: np.ndarray
    bias: np.ndarray

    def chances(self, features: Mapping[str, float]) -> dict[str, float]:
        """How likely each class is, 0-1; unknown features tell nothing."""
        known = [(self.rows[name], value) for name, value in features.items() if name in self.rows]
        scores = self.bias.astype(float)
        if known:
            places, values = zip(*known, strict=True)
            scores = scores + np.asarray(values) @ self.weights[list(places)]
        shares = np.exp(scores - scores.max())
        shares /= shares.sum()
        return {name: round(float(share), DIGITS) for name, share in zip(self.classes, shares, strict=True)}


@dataclass(frozen=True, slots=True)
class Model:
    """The heads by name, and the vectors of the `PROBE` words of the language model it was trained with."""

    heads: Mapping[str, Head]
    probe: np.ndarray

    def fits(self, vocab: Vocab) -> bool:
        """Whether a language model has the word vectors that this one was trained on."""
        found = probe_of(vocab)
        return found.shape == self.probe.shape and bool(np.allclose(found, self.probe, atol=1e-3))


def probe_of(vocab: Vocab) -> np.ndarray:
    """Vectors of the `PROBE` words."""
    return np.array([vocab[word].vector for word in PROBE], dtype=np.float32)


def log_odds(chance: float) -> float:
    """The logarithm of a chance against its opposite, kept within what a thousandth gives."""
    bounded = min(max(chance, 0.001), 0.999)
    return math.log(bounded / (1 - bounded))


def is_on() -> bool:
    """Whether the learned reader is wanted."""
    return os.environ.get(SETTING, "").lower() not in ("off", "0", "no")


def without() -> str:
    """What is added to the version that is stored beside events: they were read without the learned reader."""
    return "" if is_on() else "/rules alone"


@cache
def load_model() -> Model:
    """Read and check the file.

    Raises
    ------
    RuntimeError
        When it is missing, or not the one whose hash lies beside it.
    """
    expected = HASH.read_text(encoding="ascii").split()[0]
    found = hashlib.sha256(FILE.read_bytes()).hexdigest() if FILE.exists() else "missing"
    if found != expected:
        raise RuntimeError(
            f"{FILE}: not the model that was measured ({found[:12]}); install the program anew, train it with "
            f"`python -m training.train`, or read without it: {SETTING}=off"
        )
    with np.load(FILE, allow_pickle=False) as stored:
        return Model({name: _head(stored, name) for name in HEADS}, stored["probe"])


def _head(stored: Mapping[str, np.ndarray], name: str) -> Head:
    words = bytes(stored[f"{name}.features"]).decode().split("\n")
    classes = bytes(stored[f"{name}.classes"]).decode().split("\n")
    weights, bias = (stored[f"{name}.{part}"].astype(np.float32) for part in ("weights", "bias"))
    return Head(tuple(classes), {word: n for n, word in enumerate(words)}, weights, bias)


def save(model: Model, path: Path = FILE) -> str:
    """Write the file and return its SHA-256; the same numbers give the same bytes."""
    arrays = {"probe": model.probe}
    for name, head in model.heads.items():
        arrays[f"{name}.features"] = np.frombuffer("\n".join(head.rows).encode(), dtype=np.uint8)
        arrays[f"{name}.classes"] = np.frombuffer("\n".join(head.classes).encode(), dtype=np.uint8)
        arrays[f"{name}.weights"] = head.weights.astype(np.float16)
        arrays[f"{name}.bias"] = head.bias.astype(np.float32)
    np.savez_compressed(path, **arrays)  # type: ignore[arg-type]
    return hashlib.sha256(path.read_bytes()).hexdigest()
