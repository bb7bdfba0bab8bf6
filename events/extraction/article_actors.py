"""The stage that finds actors: whom each phrase of an article stands for, and which state the article is about.

In: a parsed article. Out: `ArticleActors`. What a phrase stands for is left to `events.actors`.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Sequence
from dataclasses import dataclass

from events.actors.coreference import Referents
from events.actors.directory import ActorFinder, ActorMention
from events.actors.salience import Salience
from events.actors.sections import Sections
from events.dates.datelines import dateline_end
from events.parsing.article import Article, Paragraph
from events.vocabulary import SCORED

TOPIC_SHARE = 0.6  # of the mentions of scored states: the article is about this one
HOME_SHARE = 0.35  # and from here on its author's "we" and "our" are this one's,
HOME_LEAST = 2  # if it is named as often: a state named once in passing is nobody's home


@dataclass(frozen=True, slots=True)
class ArticleActors:
    """Whom an article speaks of.

    `referents` has for each paragraph whom its phrases stand for; `topics` the scored state that it is about, by its
    section or by the whole article, or an empty string.
    """

    referents: tuple[Referents, ...]
    topics: tuple[str, ...]


def resolve_actors(article: Article, finder: ActorFinder) -> ArticleActors:
    """Find the actors that an article names, and whom it means by its other words."""
    mentions = [_told(finder.find(paragraph.doc), paragraph) for paragraph in article.paragraphs]
    counts = counted(mentions)
    topic, home = topic_of(counts, TOPIC_SHARE), topic_of(counts, HOME_SHARE, HOME_LEAST)
    sections, salience = Sections(article.document.text), Salience()
    referents, topics = [], []
    for paragraph, named in zip(article.paragraphs, mentions, strict=True):
        section = sections.state_at(paragraph.start)
        referents.append(Referents(paragraph.doc, named, salience, home, section))
        topics.append(section or topic)
    return ArticleActors(tuple(referents), tuple(topics))


def _told(mentions: dict[int, ActorMention], paragraph: Paragraph) -> dict[int, ActorMention]:
    """Without those of the dateline: where a report was written acts in nothing."""
    end = dateline_end(paragraph.text)
    return {i: m for i, m in mentions.items() if paragraph.doc[i].idx >= end} if end else mentions


def counted(mentions: Sequence[dict[int, ActorMention]]) -> Counter[str]:
    """How often an article names each scored state."""
    counts: Counter[str] = Counter()
    for named in mentions:
        for mention in dict.fromkeys(named.values()):  # in text order: of states named equally often, the first
            counts.update(c for c in mention.codes if c in SCORED)
    return counts


def topic_of(counts: Counter[str], share: float, least: int = 1) -> str:
    """The scored state that has at least this share of the mentions of any, and `least` of them, or none.

    >>> topic_of(Counter(ARM=3, AZE=1), 0.6)
    'ARM'
    >>> topic_of(Counter(ARM=1, AZE=1), 0.6)
    ''
    """
    code, most = counts.most_common(1)[0] if counts else ("", 0)
    return code if code and most >= max(least, share * counts.total()) else ""
