"""Who tells each event of an event file.

In: events, and the articles they were read from where those are at hand. Out: the table of reports that
`alignment.evidence.prepare` takes. In a store the reports come from the store, which also knows copies of one text.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from pathlib import Path

import pandas as pd

from events.documents import find_documents, read_document
from events.frames import REPORT_COLUMNS, table
from events.records import Event


def outlets(articles: Sequence[Path]) -> dict[str, str]:
    """Outlet by document id, for the articles that name one.

    Raises
    ------
    events.documents.UnreadableDocument
        An article cannot be read; a ValueError that names it.
    """
    documents = [read_document(path) for path in find_documents(list(articles))] if articles else []
    return {document.id: document.outlet for document in documents if document.outlet}


def file_reports(events: Iterable[Event], outlets: Mapping[str, str]) -> pd.DataFrame:
    """One row an event and document with a mention of it.

    The file holds one confidence an event, that of its surest report; each document is taken to be as sure.
    """
    rows = [
        (event.event_id, document, outlets.get(document, ""), event.confidence)
        for event in events
        for document in dict.fromkeys(mention.document_id for mention in event.mentions)
    ]
    return table(rows, REPORT_COLUMNS)
