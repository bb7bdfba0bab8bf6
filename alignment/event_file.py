"""Who tells each event of an event file.

In: events, and the articles they were read from where those are at hand. Out: the table of reports that
`alignment.evidence.prepare` takes. Reports from a store are the store's own.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from pathlib import Path

import pandas as pd

from events.dataframes import REPORT_COLUMNS, table
from events.reading.documents import read_documents
from events.records import Document, Event


def sources(articles: Sequence[Path]) -> dict[str, tuple[str, str]]:
    """Of each document among the articles the one whose text it brings, most often itself, and that one's outlet.

    Raises
    ------
    ValueError
        None of the articles can be read; the line says why of the first.
    """
    read = list(read_documents(articles))
    documents = {item.id: item for item in read if isinstance(item, Document)}
    if read and not documents:
        raise ValueError(str(read[0]))
    originals = {name: documents[document.copy_of or name] for name, document in documents.items()}
    return {name: (original.id, original.outlet) for name, original in originals.items()}


def file_reports(events: Iterable[Event], sources: Mapping[str, tuple[str, str]]) -> pd.DataFrame:
    """One row an event and document with a mention of it; a copy's row is in the name of its original.

    The file holds one confidence an event, that of its surest report; each document is taken to be as sure.
    """
    rows = [
        (event.event_id, *sources.get(document, (document, "")), event.confidence)
        for event in events
        for document in dict.fromkeys(mention.document_id for mention in event.mentions)
    ]
    return table(rows, REPORT_COLUMNS)
