"""What a language model would answer, and a reader that asks the stub, for tests of this folder."""

from __future__ import annotations

import json

from events.llm import client as chat
from events.llm.client import Chat, Settings
from events.llm.extractor import SecondReader
from tests.events.stub_chat import says

PACT = "On 3 May 2022 Armenia signed an agreement with Russia."
FILLER = "The hills around the town are green at that time of the year. "


def told(quote=PACT, **changes):
    """One event as a model would give it."""
    return {
        "event_type": "AGREE",
        "date_start": "2022-05-03",
        "date_end": "2022-05-03",
        "source_actors": ["ARM"],
        "target_actors": ["RUS"],
        "place": "Armenia",
        "effects": [{"member": "ARM", "direction": 1, "dimension": "political"}],
        "quotes": [quote],
        **changes,
    }


def answer(*events, **options):
    return says(json.dumps({"events": list(events)}), **options)


def reading(stub, said, timeout=60.0):
    settings = Settings(stub.url + chat.ENDPOINT, "small", timeout=timeout)
    return SecondReader(Chat(settings, sleep=[].append), said.append, "small")
