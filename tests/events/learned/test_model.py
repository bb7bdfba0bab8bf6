"""The learned reader's file: checked before use, small, switched off by a setting, and of one language model."""

from __future__ import annotations

import hashlib

import numpy as np
import pytest

from events.extraction import pipeline
from events.learned import model as models
from events.learned.model import HEADS, Head, Model, load_model, save

HEAD = Head(("no", "yes"), {"asked": 0, "refused": 1}, np.array([[0.0, 1.0], [2.0, 0.0]]), np.array([0.0, 0.5]))


@pytest.fixture(autouse=True)
def _afresh():
    load_model.cache_clear()
    yield
    load_model.cache_clear()


def test_chances_add_up_and_unknown_features_tell_nothing():
    chances = HEAD.chances({"asked": 1.0, "never seen": 5.0})
    assert chances == HEAD.chances({"asked": 1.0})
    assert sum(chances.values()) == pytest.approx(1, abs=0.002)
    assert chances["yes"] > HEAD.chances({})["yes"] > HEAD.chances({"refused": 1.0})["yes"]


def test_the_file_is_small_and_is_the_one_whose_hash_lies_beside_it():
    assert models.FILE.stat().st_size < 3_000_000
    assert hashlib.sha256(models.FILE.read_bytes()).hexdigest() == models.HASH.read_text(encoding="ascii").split()[0]
    assert set(load_model().heads) == set(HEADS)


@pytest.mark.parametrize("content", [b"PK another model", None])
def test_another_file_is_not_used_and_is_named(tmp_path, monkeypatch, content):
    path = tmp_path / "model.npz"
    if content:
        path.write_bytes(content)
    monkeypatch.setattr(models, "FILE", path)
    with pytest.raises(RuntimeError, match=r"model\.npz.*EVENTS_LEARNED=off"):
        load_model()


def test_what_is_saved_is_read_again_and_the_same_numbers_give_the_same_bytes(tmp_path, monkeypatch):
    made = Model(dict.fromkeys(HEADS, HEAD), np.ones((1, 3), dtype=np.float32))
    digests = {save(made, tmp_path / name) for name in ("one.npz", "two.npz")}
    assert len(digests) == 1
    monkeypatch.setattr(models, "FILE", tmp_path / "one.npz")
    (tmp_path / "one.sha256").write_text(f"{digests.pop()}  one.npz\n", encoding="ascii")
    monkeypatch.setattr(models, "HASH", tmp_path / "one.sha256")
    again = load_model().heads["type"]
    assert again.chances({"refused": 1.0}) == HEAD.chances({"refused": 1.0})


def test_it_is_left_out_when_switched_off_or_trained_on_other_vectors(monkeypatch):
    class Nlp:
        vocab = dict.fromkeys(models.PROBE, type("Lexeme", (), {"vector": np.zeros(96, dtype=np.float32)}))

    assert pipeline.learned_for(Nlp) is None
    monkeypatch.setenv("EVENTS_LEARNED", "off")
    monkeypatch.setattr(models, "FILE", models.FILE.with_name("nowhere.npz"))
    assert pipeline.learned_for(Nlp) is None
    assert models.without() == "/rules alone"
