"""The stage that dates: which days an article's time expressions mean, sentence by sentence.

In: a parsed article. Out: `ArticleDates`. What a single expression means is left to `events.dates`, which happening a
date belongs to, to `events.grounding`.
"""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date

from events.dates.chronologies import Chronicle
from events.dates.landmarks import landmark_dates, look_back
from events.dates.resolver import DateSpan, resolve_document
from events.dates.summits import Summits
from events.grounding.date_attachment import DatedMention, place_dates
from events.grounding.event_time import is_news, news_day, opens_with_news, window_before
from events.parsing.article import Article

OPENING = 2  # sentences
TOP = 6  # sentences in which a report tells its day


@dataclass(frozen=True, slots=True)
class ArticleDates:
    """What an article dates.

    `window` is where an undated happening of it may lie; `entries` has for each paragraph the date that holds for all
    of it (an entry of a chronology), or None; `mentions` has for each sentence its dates on the tokens of the parse;
    `is_news` is whether it is told as a report, by days or from a wire, `news_day` the day of which news tells at its
    top.
    """

    window: tuple[date, date]
    entries: tuple[DateSpan | None, ...]
    mentions: tuple[tuple[DatedMention, ...], ...]
    is_news: bool
    news_day: tuple[date, date] | None = None


def resolve_dates(article: Article) -> ArticleDates:
    """Find an article's dates, and put each on the tokens of its sentence."""
    document = article.document
    spans = resolve_document(
        [(sentence.start, sentence.span.text) for sentence in article.sentences],
        document.published_earliest,
        document.published_latest,
    )
    told_by_days = is_news(document, spans)
    opening = [sentence.span for sentence in article.sentences[:OPENING]]
    news = told_by_days or opens_with_news(document, spans, opening)
    window = window_before(document, look_back(document, spans), spans, news=news)
    chronicle = Chronicle(document.text)
    summits = Summits([(s.start, s.span.text) for s in article.sentences], spans)
    entries, mentions = [], []
    for paragraph in article.paragraphs:
        first = paragraph.sentences[0].number
        entry, of_first = chronicle.entry(paragraph.text, paragraph.start, spans[first], document.published_latest)
        entries.append(entry)
        for sentence in paragraph.sentences:
            own = of_first if sentence.number == first else spans[sentence.number]
            told = [*own, *landmark_dates(document.text, sentence.start, sentence.span.text, window)]
            told = told or summits.dates(sentence.number, sentence.start, sentence.span.text)
            mentions.append(tuple(place_dates(paragraph.doc, paragraph.start, told)))
    top = [one for sentence in mentions[:TOP] for one in sentence]
    return ArticleDates(
        window, tuple(entries), tuple(mentions), told_by_days, news_day(document, top) if news else None
    )
