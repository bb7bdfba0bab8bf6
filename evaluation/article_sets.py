"""The sets of labelled articles, and how well each is read.

In: our own labelled articles beside this module and, where a folder ``../shared`` lies beside the clone, the labels it
holds of the retellings in ``seeds/`` and of their originals. Out: `Figures` by set.
"""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from pathlib import Path

from evaluation.score_events import Figures, read_gold, rows_of, score
from events.running.run import extract_paths

HERE = Path(__file__).parent
ROOT = HERE.parent
BESIDE = ROOT.parent / "shared"


@dataclass(frozen=True, slots=True)
class ArticleSet:
    """A file of labels, the folder of its articles, and the pattern of their file names."""

    labels: Path
    articles: Path
    form: str = "*.md"

    @property
    def is_there(self) -> bool:
        """Whether both the labels and the articles can be read."""
        return self.labels.exists() and self.articles.exists()


def _own(name: str) -> ArticleSet:
    return ArticleSet(HERE / f"articles_{name}.json", HERE / "articles")


DEVELOPED = {f"articles_{name}": _own(name) for name in ("dev", "held", "late", "wide", "broad")} | {
    "retold": ArticleSet(BESIDE / "gold" / "retold.json", ROOT / "seeds"),
    "originals": ArticleSet(BESIDE / "gold" / "articles.json", BESIDE / "seeds", "*.txt"),
}
"""Sets that rules were developed against."""
CLOSING = {"articles_closing": _own("closing")}
"""The set that no rule was developed against. Score it seldom, and never to choose between two versions of a rule."""


def figures_of(one: ArticleSet) -> Figures:
    """Read the articles of a set with the extractor as it stands, and compare with the labels."""
    gold = read_gold(one.labels)
    paths = [path for path in sorted(one.articles.glob(one.form)) if path.stem in gold.documents]
    return score(gold, rows_of(event for read in extract_paths(paths) for event in read.events))


def missing(sets: dict[str, ArticleSet]) -> Iterable[str]:
    """A line for each set that is not there."""
    return [
        f"{name}: not scored, because {one.labels.name} or its articles are not there"
        for name, one in sets.items()
        if not one.is_there
    ]
