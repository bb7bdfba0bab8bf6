"""From a document to its events, stage by stage.

In: a `Document`. Out: a list of `Event`, merged within the document. Each stage goes over the whole article, owns its
state and gives a new record; ``python -m events explain "…"`` prints what each made of a text.
"""

from __future__ import annotations

from dataclasses import dataclass
from functools import cache
from typing import TYPE_CHECKING

from events.actors.directory import ActorFinder, organisation_names
from events.coding.lexicon import load_lexicon
from events.extraction.article_actors import ArticleActors, resolve_actors
from events.extraction.article_dates import ArticleDates, resolve_dates
from events.extraction.article_events import (
    Coding,
    code,
    complete,
    date_events,
    judge_effects,
    place_events,
    read_again,
)
from events.grounding.context import DatedEvent, PlacedEvent
from events.learned.model import Model, is_on, load_model
from events.learned.reader import Reading
from events.merging.within_document import Told, merge
from events.parsing.article import Article, parse
from events.parsing.model import load_language
from events.records import Document, Event

if TYPE_CHECKING:
    from spacy.language import Language

VERSION = "21"  # raise it whenever the same text may give other events; stores then read their documents again


@dataclass(frozen=True, slots=True)
class Stages:
    """What each stage made of a document, in the order in which they run."""

    article: Article
    dates: ArticleDates
    actors: ArticleActors
    coded: Coding
    completed: Coding
    dated: list[DatedEvent]
    placed: list[PlacedEvent]
    read_again: list[Reading | None]
    judged: list[Told]
    events: list[Event]


@cache
def extractor() -> Extractor:
    """The process's extractor, with the model loaded once."""
    nlp = load_language(tuple(organisation_names()))
    return Extractor(nlp, learned_for(nlp))


def learned_for(nlp: Language) -> Model | None:
    """The learned reader, unless it is switched off or was trained with another language model's word vectors."""
    model = load_model() if is_on() else None
    return model if model is not None and model.fits(nlp.vocab) else None


def extract_events(document: Document) -> list[Event]:
    """Read the events of one document, in text order.

    Parameters
    ----------
    document : Document
        An English article.

    Returns
    -------
    list of Event
        Events between 2010 and 2024 that bear on a member, a former member or the CSTO.
    """
    return extractor().stages(document).events


class Extractor:
    """Holds what is loaded once: the language model, the actors' names, the lexicon, the learned reader (or None)."""

    def __init__(self, nlp: Language, model: Model | None = None) -> None:
        self._nlp = nlp
        self._model = model
        self._finder = ActorFinder(nlp)
        self._lexicon = load_lexicon()

    def stages(self, document: Document) -> Stages:
        """Read a document, keeping what each stage made of it."""
        article = parse(document, self._nlp)
        dates = resolve_dates(article)
        actors = resolve_actors(article, self._finder)
        coded = code(article, dates, actors, self._lexicon)
        completed = complete(coded)
        dated = date_events(article, dates, actors, completed)
        placed = place_events(article, dated)
        readings = read_again(article, actors, placed, self._model)
        judged = judge_effects(document, placed, readings, self._model)
        return Stages(article, dates, actors, coded, completed, dated, placed, readings, judged, merge(judged))
