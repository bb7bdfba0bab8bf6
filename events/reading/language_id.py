"""Recognises which language a text is in.

In: a text. Out: the name of its language when that is surely not English, else ``""``. py3langid tells; a few words say
too little for it, so a short text counts as English unless it is written in another script.
"""

from __future__ import annotations

import csv
import re
from functools import cache
from pathlib import Path
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from py3langid.langid import LanguageIdentifier

DATA = Path(__file__).parents[1] / "data" / "languages.csv"
ENGLISH = "en"
SAMPLE = 1_000
SURE, HARDLY = 0.6, 0.2
FEW_WORDS = 8
LETTER = re.compile(r"[^\W\d_]")
LATIN = re.compile(r"[A-Za-z\u00c0-\u024f\u1e00-\u1eff]")


@cache
def names() -> dict[str, str]:
    """Languages by their code, as ``languages.csv`` lists them.

    Raises
    ------
    ValueError
        When the file lacks English or one of its two columns.
    """
    with DATA.open(encoding="utf-8", newline="") as lines:
        rows = list(csv.DictReader(line for line in lines if not line.startswith("#")))
    if not rows or not {"code", "name"} <= set(rows[0]):
        raise ValueError(f"{DATA}: needs the columns code and name")
    listed = {row["code"]: row["name"] for row in rows}
    if ENGLISH not in listed:
        raise ValueError(f"{DATA}: no row for {ENGLISH}; add it, else every article is set aside")
    return listed


@cache
def _identifier() -> LanguageIdentifier:
    from py3langid.langid import MODEL_FILE, LanguageIdentifier

    identifier = LanguageIdentifier.from_model_file(MODEL_FILE, norm_probs=True)
    identifier.set_languages(list(names()))
    return identifier


def foreign_language(text: str, stated: str = "") -> str:
    """The English name of the language a text is in, ``""`` for English.

    Parameters
    ----------
    stated : str
        The language that the file states, by code; believed only where the text is too short to tell.
    """
    sample = text[:SAMPLE]
    letters = len(LETTER.findall(sample))
    if not letters:
        return ""
    ranked: dict[str, float] = dict(_identifier().rank(sample))
    likeliest = max((code for code in ranked if code != ENGLISH), key=lambda code: ranked[code])
    if len(LATIN.findall(sample)) < letters / 2:
        return names()[likeliest]
    if len(sample.split()) < FEW_WORDS:
        code = stated.lower()[:2]
        return "" if code in ("", ENGLISH) else names().get(code, stated)
    sure = ranked[likeliest] >= SURE and ranked[ENGLISH] <= HARDLY
    return names()[likeliest] if sure else ""
