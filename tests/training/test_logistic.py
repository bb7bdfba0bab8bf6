"""The regression that trains the learned reader."""

from __future__ import annotations

import numpy as np

from training.logistic import fit

EXAMPLES = [{"asked": 1.0}, {"asked": 1.0}, {"refused": 1.0}, {"refused": 1.0}, {"seldom": 1.0}]
LABELS = ["REQUEST", "REQUEST", "REJECT", "REJECT", "REQUEST"]


def test_it_learns_which_feature_tells_which_class():
    head = fit(EXAMPLES, LABELS, strength=0.1, fewest=1)
    assert head.chances({"asked": 1.0})["REQUEST"] > 0.8
    assert head.chances({"refused": 1.0})["REJECT"] > 0.8


def test_it_stands_at_the_minimum_of_the_stated_loss():
    """The slope there is nought: shares minus labels, plus the ridge; the sums per class of the free bias too."""
    head = fit(EXAMPLES, LABELS, strength=0.5, fewest=1)
    x = np.array([[one.get(name, 0.0) for name in head.rows] for one in EXAMPLES])
    scores = np.exp(x @ head.weights + head.bias)
    apart = scores / scores.sum(axis=1, keepdims=True) - [[label == name for name in head.classes] for label in LABELS]
    assert np.abs(x.T @ apart + 0.5 * head.weights).max() < 0.01
    assert np.abs(apart.sum(axis=0)).max() < 0.01


def test_seldom_features_are_left_out_and_the_same_examples_give_the_same_numbers():
    one, two = (fit(EXAMPLES, LABELS, strength=0.1, fewest=2) for _ in range(2))
    assert set(one.rows) == {"asked", "refused"}
    assert np.array_equal(one.weights, two.weights)
    assert np.array_equal(one.bias, two.bias)
