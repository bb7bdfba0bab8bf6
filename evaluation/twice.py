"""How often a happening that is told again counts once, and happenings that are only alike count each.

In: ``evaluation/twice.toml``. Out: pairwise precision and recall on standard output, and with ``--misses`` the pairs
that are wrong.

    python -m evaluation.twice [--misses]

Every two marked sentences of a case that the extractor read at all are a pair. They are taken for one happening when
one event has a mention in both. A sentence that tells one happening in two parts is a pair too: it is taken for one
when its events of one type are one.
"""

from __future__ import annotations

import argparse
import re
import tomllib
from collections import Counter
from collections.abc import Iterator
from dataclasses import dataclass, field
from datetime import date
from itertools import combinations
from pathlib import Path

from events.extraction.pipeline import extract_events
from events.merging.merge import united
from events.records import Document, Event

CASES = Path(__file__).with_name("twice.toml")
MARK = re.compile(r"\{(?P<names>\w(?:,\w)*)\}\s*")
SENTENCE_END = re.compile(r"[.!?](?=\s|$)")


@dataclass(frozen=True, slots=True)
class Marked:
    """A marked sentence: its document, its characters there, and the happening it tells."""

    document: str
    start: int
    end: int
    name: str
    in_parts: bool


@dataclass(slots=True)
class Figures:
    """Pairs of each kind; `unread` are marked sentences in which nothing was read."""

    both: int = 0
    joined_wrongly: int = 0
    missed: int = 0
    apart: int = 0
    sentences: int = 0
    unread: int = 0
    lines: list[str] = field(default_factory=list)

    @property
    def precision(self) -> float:
        """Of the pairs taken for one happening, the share that are."""
        return self.both / max(1, self.both + self.joined_wrongly)

    @property
    def recall(self) -> float:
        """Of the pairs that are one happening, the share taken for one."""
        return self.both / max(1, self.both + self.missed)


def cases() -> list[dict]:
    """All labelled cases."""
    return list(tomllib.loads(CASES.read_text(encoding="utf-8"))["case"])


def parsed(case: dict) -> tuple[list[Document], list[Marked]]:
    """A case's documents without the marks, and its marked sentences."""
    documents, marked = [], []
    for number, (published, raw) in enumerate(case["articles"]):
        name, text, position = f"{case['id']}-{number}", "", 0
        for match in MARK.finditer(raw):
            text += raw[position : match.start()]
            position = match.end()
            end = SENTENCE_END.search(raw, position)
            length = (end.end() if end else len(raw)) - position
            names = match["names"].split(",")
            marked.append(Marked(name, len(text), len(text) + length, names[0], len(names) > 1))
        text += raw[position:]
        day = date.fromisoformat(published)
        documents.append(Document(name, name, name, "", day, day, "en", text, f"{name}.txt", name))
    return documents, marked


def told_in(sentence: Marked, events: list[Event]) -> list[Event]:
    """The events that a marked sentence tells."""
    return [
        event
        for event in events
        if any(
            m.document_id == sentence.document and m.start < sentence.end and sentence.start < m.end
            for m in event.mentions
        )
    ]


def measure(cases: list[dict]) -> Figures:
    """Extract and merge each case, and count its pairs."""
    figures = Figures()
    for case in cases:
        documents, marked = parsed(case)
        events = united(documents, [event for document in documents for event in extract_events(document)])
        told = {sentence: told_in(sentence, events) for sentence in marked}
        figures.sentences += len(marked)
        figures.unread += sum(not found for found in told.values())
        for is_one, taken, line in _pairs(case["id"], told):
            figures.both += is_one and taken
            figures.missed += is_one and not taken
            figures.joined_wrongly += taken and not is_one
            figures.apart += not taken and not is_one
            if is_one != taken:
                figures.lines.append(line)
    return figures


def _pairs(case: str, told: dict[Marked, list[Event]]) -> Iterator[tuple[bool, bool, str]]:
    """Whether each pair is one happening, whether it was taken for one, and a line that describes it."""
    read = [sentence for sentence, found in told.items() if found]
    for sentence in read:
        if sentence.in_parts:
            types = Counter(event.event_type for event in told[sentence])
            yield True, max(types.values()) == 1, f"{case}: parts of one sentence stand apart: {dict(types)}"
    for one, other in combinations(read, 2):
        taken = any(event in told[other] for event in told[one])
        kinds = " / ".join(", ".join(_short(e) for e in told[s]) for s in (one, other))
        yield (
            one.name == other.name,
            taken,
            f"{case}: {one.name} and {other.name} {'joined' if taken else 'apart'}: {kinds}",
        )


def _short(event: Event) -> str:
    parties = f"{'+'.join(event.source_actors)}>{'+'.join(event.target_actors)}"
    return f"{event.event_type} {event.date_start}..{event.date_end} {parties}"


def main() -> None:
    """Print the figures."""
    parser = argparse.ArgumentParser(description=__doc__.splitlines()[0])
    parser.add_argument("--misses", action="store_true", help="list the pairs that are wrong")
    options = parser.parse_args()
    every = cases()
    figures = measure(every)
    if options.misses:
        print("\n".join(figures.lines))
    print(
        f"{len(every)} cases, {figures.sentences} marked sentences, {figures.unread} of them not read; of "
        f"{figures.both + figures.missed} pairs that are one happening {figures.both} are taken for one, of "
        f"{figures.apart + figures.joined_wrongly} that are two {figures.joined_wrongly}: "
        f"precision {figures.precision:.2f}, recall {figures.recall:.2f}"
    )


if __name__ == "__main__":
    main()
