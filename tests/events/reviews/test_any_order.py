"""Whatever the order in which articles, reviews, other versions of the extractor and forgetting come, what is shown is
what the log and the articles at hand say: nothing is lost, nothing counts twice."""

from __future__ import annotations

import os
from dataclasses import replace
from datetime import UTC, date, datetime, timedelta
from itertools import count

from hypothesis import HealthCheck, Phase, settings
from hypothesis import strategies as st
from hypothesis.stateful import (
    RuleBasedStateMachine,
    initialize,
    invariant,
    precondition,
    rule,
    run_state_machine_as_test,
)

from events.records import Document, Event, Mention
from events.reviews import making
from events.reviews.decisions import decisions
from events.reviews.reviewed import reviewed
from events.store import reviewing
from events.store.merging import unite_store
from events.store.review_queue import count_waiting, progress
from events.store.store import Store, open_store
from tests.events.storing import a_document, an_event

PHASES = (Phase.explicit, Phase.reuse, Phase.generate)  # each step asks a database: shrinking would take hours
EXAMPLES = int(os.environ.get("REVIEW_EXAMPLES", "15"))
UNHURRIED = {"deadline": None, "stateful_step_count": 12, "suppress_health_check": list(HealthCheck), "phases": PHASES}
START = datetime(2026, 1, 1, tzinfo=UTC)
NAMES = ("one", "two", "three")
SENTENCES = (
    "Kyrgyzstan cancelled the drill that the alliance had planned.",
    "Armenia asked the alliance for help.",
    "Tajikistan signed an accord with Russia.",
)
KINDS = (
    ("REJECT", date(2022, 10, 1), ("KGZ",), ("CSTO",)),
    ("REQUEST", date(2021, 5, 1), ("ARM",), ("CSTO",)),
    ("AGREE", date(2020, 3, 1), ("TJK",), ("RUS",)),
)
VERSIONS = ("plain", "retyped", "redated", "blind", "double")
"""What versions of an extractor make of the same sentences: "blind" misses the first, "double" reads it twice."""


def text_of(name: str, shift: int) -> str:
    return "\n\n".join([*["A line that was put before."] * shift, *SENTENCES, f"The end of {name}."])


def article(name: str, shift: int = 0) -> Document:
    text = text_of(name, shift)
    return a_document(name, text=text, sha256=f"{name}{shift}".ljust(64, "0"), source_path=f"/{name}.md")


def read(document: Document, version: str) -> list[Event]:
    events = []
    for number, (sentence, (kind, day, sources, targets)) in enumerate(zip(SENTENCES, KINDS, strict=True)):
        if version == "blind" and not number:
            continue
        start = document.text.index(sentence)
        for telling in ("", "again") if version == "double" and not number else ("",):
            first = kind if version != "retyped" or number else "ACCUSE"
            events.append(
                an_event(
                    f"{document.id}-{number}{first}{telling}",
                    document.id,
                    event_type="SANCTION" if telling else first,
                    date_start=day + timedelta(days=3 * (version == "redated")),
                    date_end=day + timedelta(days=3 * (version == "redated")),
                    date_precision=1,
                    source_actors=sources,
                    target_actors=targets,
                    effects=an_event().effects[:1],
                    mentions=(Mention(document.id, start, start + len(sentence), sentence),),
                )
            )
    return events


class AnyOrder(RuleBasedStateMachine):
    """A store beside the pure function over everything it holds."""

    def address(self) -> str:
        """Of an empty store."""
        raise NotImplementedError

    @initialize()
    def begin(self) -> None:
        self.store: Store = open_store(self.address())
        self.moment = START
        self.made: list = []
        self.held: dict[str, Document] = {}

    def now(self) -> datetime:
        self.moment += timedelta(seconds=1)
        return self.moment

    @rule(name=st.sampled_from(NAMES), version=st.sampled_from(VERSIONS), shift=st.integers(0, 1))
    def ingest(self, name, version, shift):
        document = article(name, shift)
        self.store.save(document, read(document, version), version)
        self.held[name] = document

    @rule()
    def merge(self):
        unite_store(self.store)

    @rule(name=st.sampled_from(NAMES))
    def forget(self, name):
        self.store.forget([name])
        self.held.pop(name, None)

    def shown(self, data) -> making.Seen | None:
        ids = sorted(self.store.events_frame()["event_id"])
        return reviewing.seen(self.store, data.draw(st.sampled_from(ids))) if ids else None

    def keep(self, review) -> None:
        reviewing.add_reviews(self.store, [review])
        self.made.append(review)

    @precondition(lambda self: self.held)
    @rule(data=st.data(), action=st.sampled_from(("confirm", "reject", "edit", "retype")), who=st.sampled_from("ab"))
    def judge(self, data, action, who):
        if seen := self.shown(data):
            at = self.now()
            edited = replace(seen.fields, date_precision=2, date_end=seen.fields.date_start + timedelta(days=2))
            self.keep(
                {
                    "confirm": lambda: making.confirm(seen, who, at=at),
                    "reject": lambda: making.reject(seen, who, "background", at=at),
                    "edit": lambda: making.edit(seen, who, edited, at=at),
                    "retype": lambda: making.edit(seen, who, replace(seen.fields, event_type="PROTEST"), at=at),
                }[action]()
            )

    @precondition(lambda self: self.held)
    @rule(data=st.data())
    def merge_by_hand(self, data):
        one, other = self.shown(data), self.shown(data)
        if one and other and one.event.event_id != other.event.event_id:
            self.keep(making.merge(one, [other], "a", at=self.now()))

    @precondition(lambda self: self.held)
    @rule(data=st.data())
    def split_by_hand(self, data):
        seen = self.shown(data)
        if seen and len(seen.passages) > 1:
            parts = [(seen.passages[:1], seen.fields), (seen.passages[1:], seen.fields)]
            self.keep(making.split(seen, parts, "a", at=self.now()))

    @precondition(lambda self: self.held)
    @rule(data=st.data())
    def add(self, data):
        document = self.held[data.draw(st.sampled_from(sorted(self.held)))]
        start = document.text.index("The end")
        fields = making.Seen(an_event(), ()).fields
        self.keep(making.add(document, start, len(document.text), fields, "a", at=self.now()))

    @precondition(lambda self: self.made)
    @rule(data=st.data())
    def undo(self, data):
        self.keep(making.undo([data.draw(st.sampled_from(self.made)).review_id], "a", at=self.now()))

    @precondition(lambda self: self.made)
    @rule(data=st.data())
    def import_again(self, data):
        some = data.draw(st.lists(st.sampled_from(self.made)))
        assert reviewing.add_reviews(self.store, some).reviews == ()

    @invariant()
    def the_store_shows_what_the_log_and_the_articles_say(self):
        if not hasattr(self, "store"):
            return
        log = list(reviewing.all_reviews(self.store))
        expected = reviewed(self.store.readings(), log, self.held)
        assert plain(self.store.events()) == plain(expected.events)

    @invariant()
    def nothing_counts_twice_and_nothing_is_lost(self):
        if not hasattr(self, "store"):
            return
        events = self.store.events()
        spots = [(e.event_id, m.document_id, m.start) for e in events for m in e.mentions]
        assert len(spots) == len(set(spots))
        whole = progress(self.store)
        assert whole.events == len(events)
        assert whole.reviewed == sum(bool(event.reviewed) for event in events)
        assert count_waiting(self.store) >= sum(not event.reviewed for event in events)
        mine = {review.review_id for review in self.made}
        assert mine <= {review.review_id for review in reviewing.all_reviews(self.store)}

    @invariant()
    def what_was_kept_is_shown_as_decided_and_what_was_rejected_is_not(self):
        if not hasattr(self, "store"):
            return
        shown = {event.event_id: event for event in self.store.events()}
        unread = {
            (mention.document_id, SENTENCES.index(mention.quote), event.event_type)
            for event in shown.values()
            if not event.reviewed
            for mention in event.mentions
        }
        read_as = {
            (one.document_id, one.read_as): (SENTENCES.index(one.event.mentions[0].quote), one.event.event_type)
            for one in self.store.readings()
        }
        log = list(reviewing.all_reviews(self.store))
        for decision in decisions(log).by_id.values():
            here = [passage for passage in decision.passages if passage.document_id in self.held]
            if decision.counts:
                assert (decision.event_id in shown) == bool(here)
                if here:
                    event = shown[decision.event_id]
                    assert (event.event_type, event.date_end) == (decision.fields.event_type, decision.fields.date_end)
                    assert event.reviewed == decision.shown_as
            else:
                assert decision.event_id not in shown or not shown[decision.event_id].reviewed
            # Nor does a reading that was decided on stand beside it as if nobody had seen it.
            for passage in here:
                kind = read_as.get((passage.document_id, passage.read_as))
                assert kind is None or (passage.document_id, *kind) not in unread

    def teardown(self):
        if hasattr(self, "store"):
            self.store.close()


def plain(events) -> list:
    """Events without what names them: merging keeps ids by who came first."""
    return sorted(
        repr(
            (
                *(event.event_type, event.date_start, event.date_end, event.date_precision, event.source_actors),
                *(event.target_actors, event.mentions, event.confidence, event.effects, event.place),
            )
        )
        for event in events
    )


def test_any_order_gives_the_same_reviewed_state_on_sqlite(tmp_path):
    class OnSqlite(AnyOrder):
        def address(self) -> str:
            return f"sqlite:///{tmp_path / f'{next(numbers)}.sqlite'}"

    numbers = count()
    run_state_machine_as_test(OnSqlite, settings=settings(max_examples=EXAMPLES, **UNHURRIED))


def test_any_order_gives_the_same_reviewed_state_on_postgresql(postgres_server):
    class OnPostgresql(AnyOrder):
        def address(self) -> str:
            return postgres_server()

    run_state_machine_as_test(OnPostgresql, settings=settings(max_examples=EXAMPLES // 5, **UNHURRIED))
