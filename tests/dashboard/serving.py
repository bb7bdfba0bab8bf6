"""A store filled without the extractor, and the real server on a free port: for browser tests and benchmarks.

The events are made up; their quotes are sentences of the project's own retellings in ``seeds/``.
"""

from __future__ import annotations

import os
import re
import subprocess
import sys
from collections.abc import Iterator
from contextlib import contextmanager
from datetime import date, timedelta
from pathlib import Path

from events.ingest.ingest import SEEDS, extractor_version
from events.reading.documents import read_documents
from events.records import Contradiction, Document, Effect, Event, Mention
from events.store.store import open_store
from geo.place import Place

ROOT = Path(__file__).parent.parent.parent
AT_REST = "[data-testid=stApp][data-test-script-state=notRunning]:not(:has([data-panel][data-asks]))"
"""On the page while the server has answered all that it was asked for."""
PLACES = {
    "ARM": Place("Yerevan", "city", None, ("ARM",), 40.18, 44.51, 1),
    "BLR": Place("Minsk", "city", None, ("BLR",), 53.9, 27.56, 1),
    "KAZ": Place("Kazakhstan", "country", None, ("KAZ",), 48.0, 67.0, 6),
    "KGZ": Place("Kyrgyzstan", "country", None, ("KGZ",), 41.5, 74.6, 6),
    "TJK": Place("Dushanbe", "city", None, ("TJK",), 38.56, 68.77, 1),
    "AZE": Place("Baku", "city", None, ("AZE",), 40.41, 49.87, 1),
    "GEO": Place("Georgia", "country", None, ("GEO",), 42.2, 43.5, 6),
    "UZB": Place("Tashkent", "city", None, ("UZB",), 41.3, 69.27, 1),
}
KINDS = ("AGREE", "REJECT", "SUPPORT", "ACCUSE", "COOPERATE", "PROTEST", "AID", "COERCE")
HOSTILE_TEXT = (
    'A first sentence. <img src=x onerror="window.attacked=1"> **bold** $x^2$ :red[alarm] [link](javascript:alert(1)) '
    "<script>window.attacked=2</script> and the end. A last sentence."
)
HOSTILE_QUOTE = HOSTILE_TEXT[HOSTILE_TEXT.index("<img") : HOSTILE_TEXT.index(" A last")]
HOSTILE_VALUE = "<img src=x onerror=window.attacked=5> $v$"
HOSTILE_TITLE = '<b onmouseover="window.attacked=3">Title</b> $y$ :blue[t]'


def make_events(documents: list[Document]) -> dict[str, list[Event]]:
    """Sixty-four events over the years, by document; each eighth bears on the next state, directions take turns."""
    by_document: dict[str, list[Event]] = {document.id: [] for document in documents}
    members = list(PLACES)
    for number in range(64):
        document = documents[number % len(documents)]
        member = members[number % 8]
        start = date(2010 + (number * 15) // 64, 1 + (number * 5) % 12, 1)
        end = start if number % 3 else (start + timedelta(days=31)).replace(day=1) - timedelta(days=1)
        direction = -1 if (number // 8 + number) % 2 else 1
        by_document[document.id].append(
            make_event(f"made-up-{number:02d}", document, number, start, end, member, direction, KINDS[number % 8])
        )
    return by_document


def make_event(
    event_id: str, document: Document, sentence: int, start: date, end: date, member: str, direction: int, kind: str
) -> Event:
    """One event with a sentence of the document as its quote."""
    sentences = [found.span() for found in re.finditer(r"[A-Z][^.\n]{20,160}\.", document.text)]
    first, last = sentences[sentence % len(sentences)]
    return Event(
        event_id=event_id,
        event_type=kind,
        summary=f"Made-up event number {event_id.split('-')[-1]}",
        date_start=start,
        date_end=end,
        date_precision=1 if start == end else 4,
        source_actors=(member,),
        target_actors=("RUS",),
        place=PLACES[member],
        effects=(Effect(member, direction, "political"),),
        mentions=(Mention(document.id, first, last, document.text[first:last]),),
        confidence=0.8,
    )


def fill_store(url: str) -> None:
    """Fill a store so that the first start finds nothing to read; one document and one event are hostile."""
    store = open_store(url)
    documents = list(read_documents([SEEDS]))
    for document_id, events in make_events(documents).items():
        store.save(next(d for d in documents if d.id == document_id), events, extractor_version())
    store.save(hostile_document(), [hostile_event(), zone_event()], extractor_version())
    store.close()


def hostile_document() -> Document:
    """A document whose title and text try to become markup."""
    day = date(2022, 9, 20)
    return Document("hostile", HOSTILE_TITLE, "Outlet <i>x</i>", "", day, day, "en", HOSTILE_TEXT, "hostile.txt", "0")


def hostile_event() -> Event:
    """Its event, in Almaty in September 2022."""
    start = HOSTILE_TEXT.index(HOSTILE_QUOTE)
    return Event(
        event_id="hostile-1",
        event_type="PROTEST",
        summary="<img src=x onerror=window.attacked=4> **summary** $z$",
        date_start=date(2022, 9, 5),
        date_end=date(2022, 9, 5),
        date_precision=1,
        source_actors=("KAZ",),
        target_actors=(),
        place=Place("<b>Almaty</b>", "city", None, ("KAZ",), 43.25, 76.9, 1),
        effects=(Effect("KAZ", -1, "political"),),
        mentions=(Mention("hostile", start, start + len(HOSTILE_QUOTE), HOSTILE_QUOTE),),
        confidence=0.9,
        contradictions=(Contradiction("place", (HOSTILE_VALUE, "Almaty"), ()),),
    )


def zone_event() -> Event:
    """An event in a conflict zone that bears on nobody's score, in March 2021."""
    quote = HOSTILE_TEXT[: HOSTILE_TEXT.index(" <img")]
    return Event(
        event_id="zone-1",
        event_type="AID",
        summary="Made-up event in Nagorno-Karabakh",
        date_start=date(2021, 3, 9),
        date_end=date(2021, 3, 9),
        date_precision=1,
        source_actors=("RUS",),
        target_actors=("ARM",),
        place=Place("Stepanakert", "city", "nagorno-karabakh", ("AZE",), 39.82, 46.75, 1),
        effects=(),
        mentions=(Mention("hostile", 0, len(quote), quote),),
        confidence=0.9,
    )


@contextmanager
def serving(
    home: Path, command: tuple[str, ...] = ("-m", "dashboard", "--port", "0"), cwd: Path = ROOT, **more: str
) -> Iterator[str]:
    """Run the server with `home` for all its data, and give its address."""
    with running(home, command, cwd, **more) as (address, _):
        yield address


@contextmanager
def running(
    home: Path, command: tuple[str, ...] = ("-m", "dashboard", "--port", "0"), cwd: Path = ROOT, **more: str
) -> Iterator[tuple[str, subprocess.Popen]]:
    """As `serving`, and give the process too."""
    url = f"sqlite:///{home / 'store.sqlite'}"
    environment = {**os.environ, "HOME": str(home), "STORE_URL": url, "SEEDS": "on", **more}
    environment.pop("STREAMLIT_SERVER_PORT", None)
    with (home / "server.log").open("w") as log:
        process = subprocess.Popen(
            [sys.executable, "-u", *command],
            cwd=cwd,
            env=environment,
            stdout=subprocess.PIPE,
            stderr=log,
            text=True,
        )
    try:
        yield _address(process, home / "server.log"), process
    finally:
        process.terminate()
        try:
            process.wait(timeout=60)
        except subprocess.TimeoutExpired:
            process.kill()
            raise


def _address(process: subprocess.Popen, log: Path) -> str:
    for line in process.stdout:
        found = re.search(r"http://localhost:\d+", line)
        if found:
            return found.group()
    raise RuntimeError(f"the server did not start:\n{log.read_text()}")
