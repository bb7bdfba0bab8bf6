"""From a document to its events.

In: a `Document`. Out: a list of `Event`, merged within the document. Each step lies in a module of its own:
cleaning, dates, actors and reference, coding, timing, placing, effects, merging.
"""

from __future__ import annotations

import hashlib
from collections import Counter
from collections.abc import Iterator
from datetime import date, timedelta
from functools import cache
from typing import TYPE_CHECKING

from events.actors.coreference import Referents, Salience
from events.actors.directory import ActorFinder, ActorMention, organisation_names
from events.actors.sections import Sections
from events.coding.coded import Coded
from events.coding.discourse import Story, complete, is_between_others
from events.coding.effects import effects_of, protected
from events.coding.lexicon import load_lexicon
from events.coding.nouns import is_many
from events.coding.summary import headline
from events.coding.verbs import Coder
from events.dates.chronologies import Chronicle
from events.dates.intervals import precision
from events.dates.landmarks import landmark_dates, look_back
from events.dates.resolver import DateSpan, resolve_document
from events.grounding import event_time as timing
from events.grounding.date_attachment import PlacedDate, dates_for, place_dates
from events.grounding.event_place import Scene, fighters_in, note_zones, place_of
from events.merging.within_document import Told, merge
from events.parsing.cleaning import Segment, segments
from events.parsing.factuality import CHRONICLE, Stance, is_going_on
from events.parsing.model import load_language
from events.records import Document, Event, Mention
from events.text.word_lists import word_list
from events.vocabulary import SCORED
from geo.geocoding import geocode
from geo.place import Place

if TYPE_CHECKING:
    from spacy.language import Language
    from spacy.tokens import Doc, Span, Token

VERSION = "10"  # raise it whenever the same text may give other events; stores then read their documents again
EARLIEST_YEAR = 2009  # a winter that reaches into 2010 still counts
# By what the date rests on, and whether both parties were read; measured on the labelled articles.
RELIABILITY = {
    ("stated", True): 0.95,
    ("stated", False): 0.92,
    ("carried", True): 0.91,
    ("carried", False): 0.9,
    ("window", True): 0.82,
    ("window", False): 0.62,
}
TOPIC_SHARE = 0.6  # of the mentions of scored states: the article is about this one
HOME_SHARE = 0.35  # and from here on its author's "we" and "our" are this one's
PRESENT_DAYS = 180  # how far back "is asking" may have begun
FOREIGN_ZONES = frozenset({"ukraine", "crimea", "donbas"})
SUMMITS = word_list("summit")


@cache
def extractor() -> Extractor:
    """The process's extractor, with the model loaded once."""
    return Extractor(load_language(tuple(organisation_names())))


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
    return extractor().extract(document)


class Extractor:
    """Holds what is loaded once: the pipeline, the actors' names, the lexicon."""

    def __init__(self, nlp: Language) -> None:
        self._nlp = nlp
        self._finder = ActorFinder(nlp)
        self._lexicon = load_lexicon()

    def extract(self, document: Document) -> list[Event]:
        """See `extract_events`."""
        parts = segments(document.text)
        docs = list(self._nlp.pipe([part.text for part in parts]))
        sentences = [(part, sentence) for part, doc in zip(parts, docs, strict=True) for sentence in doc.sents]
        dates = resolve_document(
            [(part.start + s.start_char, s.text) for part, s in sentences],
            document.published_earliest,
            document.published_latest,
        )
        return merge(list(self._read(document, parts, docs, sentences, dates)))

    def _read(
        self,
        document: Document,
        parts: list[Segment],
        docs: list[Doc],
        sentences: list[tuple[Segment, Span]],
        dates: list[list[DateSpan]],
    ) -> Iterator[Told]:
        salience, scene, story = Salience(), Scene(), Story()
        window = timing.window_before(document, look_back(document, dates), dates)
        carried, chronicle = timing.Carried(), Chronicle(document.text)
        mentions = [self._finder.find(doc) for doc in docs]
        counts = _counted(mentions)
        topic, home = _topic(counts, TOPIC_SHARE), _topic(counts, HOME_SHARE)
        sections = Sections(document.text)
        number = 0
        for part, doc, named in zip(parts, docs, mentions, strict=True):
            entry = chronicle.entry(part.text, part.start, dates[number], document.published_latest)
            doc.user_data[CHRONICLE] = entry is not None
            section = sections.state_at(part.start)
            coder = Coder(self._lexicon, Referents(doc, named, salience, home, section))
            carried.new_paragraph(part.text, entry)
            scene.town = ""
            for sentence in doc.sents:
                spans = dates[number]
                spans = [
                    *spans,
                    *landmark_dates(document.text, part.start + sentence.start_char, sentence.text, window),
                ]
                placed = place_dates(doc, part.start, spans)
                coded = [complete(c, story, number) for c in coder.code(sentence, is_dated=bool(placed or entry))]
                # A fight told in this sentence sets the scene for the pleas and refusals beside it.
                coded.sort(key=lambda c: (c.event_type != "ASSAULT", c.token.i))
                note_zones(sentence, scene)
                rivals = [c.token for c in coded]
                for one in coded:
                    for when in _when(one, placed, rivals, carried, window):
                        told = _told(document, part, sentence, one, when, scene, number, section or topic, rivals)
                        if told:
                            yield told
                carried.read(placed, coded, is_list_item=sentence.text.rstrip().endswith(";"))
                number += 1


def _counted(mentions: list[dict[int, ActorMention]]) -> Counter[str]:
    """How often an article names each scored state."""
    counts: Counter[str] = Counter()
    for named in mentions:
        for mention in dict.fromkeys(named.values()):  # in text order: of states named equally often, the first
            counts.update(c for c in mention.codes if c in SCORED)
    return counts


def _topic(counts: Counter[str], share: float) -> str:
    """The scored state that has at least this share of the mentions of any, or none."""
    code, most = counts.most_common(1)[0] if counts else ("", 0)
    return code if code and most >= share * counts.total() else ""


def _at_home(coded: Coded, when: timing.When, place: Place, topic: str) -> Place:
    """Give a one-sided act in a member, or in an article about one member, that member as its other party."""
    if when.basis == "window" or place.zone in FOREIGN_ZONES or "CSTO" in (*coded.sources, *coded.targets):
        return place
    host = place.countries[0] if len(place.countries) == 1 and place.where_precision < 6 else ""
    told_of = topic or (coded.focus[0] if coded.focus and coded.sources and not is_between_others(coded) else "")
    member = host if host in SCORED else "" if coded.event_type == "ASSAULT" else told_of
    if not member or (coded.sources and coded.targets):
        return place
    if coded.sources:
        coded.targets = (member,)
    elif coded.event_type in ("SANCTION", "ACCUSE", "AID", "MOBILIZE"):  # acts that others do to a member
        coded.targets = coded.targets or (member,)
    else:
        coded.sources = (member,)
    if not place.countries or (place.where_precision == 6 and not set(place.countries) & set(SCORED)):
        place = geocode([], start=when.start, end=when.end, parties=(member,), kind=None)
    return place


def _is_in_scope(place: Place, when: timing.When) -> bool:
    """Without a member among its parties an event counts for its zone; of Ukraine's, only when told to the month."""
    if place.zone in FOREIGN_ZONES:
        return place.zone != "ukraine" and when.basis == "stated" and when.precision <= 4
    return place.zone is not None


def _when(
    coded: Coded,
    placed: list[PlacedDate],
    rivals: list[Token],
    carried: timing.Carried,
    window: tuple[date, date],
) -> list[timing.When]:
    """Interval of a happening, several when its sentence lists several; none when it lies outside 2010-2024."""
    if coded.event_type == "REQUEST" and not coded.sources:
        return []  # "they had been invited": nobody asks
    own = dates_for(coded.token, placed, rivals, window[1])
    told_before = None if own else carried.for_parties(coded.sources, is_going_on(coded.token))
    if coded.is_plain and not (own or carried.in_entry):
        return []
    if own:
        stretches = [timing.stretch(s, coded.token, window) for s in own]
    elif told_before:
        stretches = [(*told_before, "carried")]
    elif timing.is_of_now(coded.token):
        stretches = [(max(window[0], window[1] - timedelta(days=PRESENT_DAYS)), window[1], "window")]
    elif coded.event_type == "REJECT" and not coded.targets:
        return []  # help that never came to nobody in particular is a judgement, not a happening
    elif (
        (coded.is_noun and coded.event_type != "COERCE" and not _is_news(coded))
        or not (coded.sources or coded.is_noun)
        or coded.token.dep_ == "relcl"
    ):
        return []  # without a date, a noun, a deed without a doer or an aside is background more often than news
    else:
        since, until = carried.since(window)
        stretches = [(timing.FIRST if is_many(coded.token) else since, until, "window")]
    found = []
    for start, end, basis in stretches:
        clipped = timing.clip(start, end) if start.year >= EARLIEST_YEAR else None
        if clipped and window[1] >= clipped[0]:
            end = min(clipped[1], window[1]) if basis != "stated" else clipped[1]
            found.append(timing.When(clipped[0], max(clipped[0], end), precision((clipped[0], end)), basis))
    return found


def _is_news(coded: Coded) -> bool:
    """Whether an undated noun tells of violence as new: "has led to clashes"."""
    verb = next((t for t in coded.token.ancestors if t.pos_ in ("VERB", "AUX")), None)
    return coded.event_type in ("ASSAULT", "PROTEST") and verb is not None and is_going_on(verb)


def _told(
    document: Document,
    part: Segment,
    sentence: Span,
    coded: Coded,
    when: timing.When,
    scene: Scene,
    number: int,
    topic: str,
    rivals: list[Token],
) -> Told | None:
    place = place_of(coded, sentence, when.start, when.end, scene, number, rivals)
    if coded.event_type == "ASSAULT" and place.zone and not (coded.sources or coded.targets):
        coded.sources = fighters_in(place.zone)
    if not any(c in SCORED for c in (*coded.sources, *coded.targets)):
        place = _at_home(coded, when, place, topic)
        coded.targets = tuple(dict.fromkeys((*coded.targets, *protected(coded.event_type, coded.sources, place))))
    elif not set(coded.sources) & set(SCORED) and not set(coded.targets) & set(coded.within):
        # "Russia's guards went home from Tavush": the host's, whoever else the sentence names
        coded.targets = protected(coded.event_type, coded.sources, place) or coded.targets
    parties = {*coded.sources, *coded.targets}
    if not parties & {*SCORED, "CSTO"} and not _is_in_scope(place, when):
        return None
    start = part.start + sentence.start_char
    end = start + len(sentence.text.rstrip())
    mention = Mention(document.id, start, end, document.text[start:end])
    event = Event(
        event_id=_identity(document.id, coded, mention, when),
        event_type=coded.event_type,
        summary=headline(coded),
        date_start=when.start,
        date_end=when.end,
        date_precision=when.precision,
        source_actors=coded.sources,
        target_actors=coded.targets,
        place=place,
        effects=effects_of(
            coded.event_type,
            coded.relation,
            coded.dimension,
            coded.sources,
            coded.targets,
            zone=place.zone,
            multilateral=coded.theme in SUMMITS or "CSTO" in parties,
        ),
        mentions=(mention,),
        confidence=_confidence(coded, when),
        mode=coded.mode,
    )
    return Told(event, coded.theme or coded.token.lemma_.lower(), when.basis)


def _identity(document_id: str, coded: Coded, mention: Mention, when: timing.When) -> str:
    """The same words read again give the same id, so that reviews survive a new extraction."""
    place_in_quote = str(coded.token.idx - coded.token.sent.start_char)
    parts = (document_id, coded.event_type, place_in_quote, mention.quote, when.start.isoformat())
    return hashlib.sha256("\x1f".join(parts).encode()).hexdigest()[:16]


def _confidence(coded: Coded, when: timing.When) -> float:
    """The share of such readings that pair with a label: see ``docs/extraction.md``."""
    value = RELIABILITY[when.basis, bool(coded.sources and coded.targets)]
    value -= 0.05 if coded.is_noun else 0.0
    value -= 0.08 if coded.is_plain else 0.0
    value -= 0.1 if coded.stance is Stance.ANNOUNCED else 0.0
    return round(value, 3)
