"""What all reviews together say of each event: the log folded into decisions.

In: reviews, in any order. Out: `Decisions`: one `Decision` an event that somebody reviewed, and the articles that were
read whole. Where an event stands in the articles at hand is left to `events.reviews.claims`.

Reviews follow one another by their time, not by when a store got them; the later one counts. But one person alone does
not take an event off the map that another person kept: it stays, disputed, until a third decides or one of the two
gives in. A review that came with the project is no person's: whoever rejects its event is heeded at once. One that was
taken back (undo) counts as never made, and the taking back can itself be taken back. Events that were merged go by the
id of the one they were merged into.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Callable, Iterable, Mapping
from dataclasses import dataclass, field, replace
from datetime import datetime

from events.reviews.review import PROJECT, Fields, Passage, Review, reading_hash

REJECTED = "rejected"
STATUSES = ("confirmed", "edited", "added", "merged", "split", REJECTED)
DISPUTED = "disputed"
"""What lists and files call an event, in place of its status, as long as two people differ on it."""
JUDGING = frozenset({"confirm", "reject", "edit"})
"""What two reviewers of one event can differ in."""
Key = tuple[str, int, int, str]


@dataclass(frozen=True, slots=True)
class Mark:
    """A reviewer's word on a contradiction: `stands` or not, on what (`DISAGREE_ON`), with which other events."""

    stands: bool
    what: str
    others: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class Decision:
    """What stands of one event.

    Parameters
    ----------
    event_id : str
        The id it goes by: that of the first review of it.
    status : str
        One of `STATUSES`; the event counts unless it is "rejected".
    fields : Fields or None
        As decided; of a rejected event as it was read, where the review says so.
    passages : tuple of Passage
        Where it is told.
    reviewer, reviewed_at
        Of the last review.
    reason, note : str
        Of the last review.
    review_ids : tuple of str
        All reviews that count, the first first.
    judges : tuple of str
        Who confirmed, edited or rejected it, the first first.
    disputed : bool
        Two people judged it differently, and no third has: the later edit counts, a rejection does not yet.
    marks : tuple of Mark
        Contradictions marked or dismissed.
    reads : frozenset of str
        Hashes of the readings that reviewers had before them (`events.reviews.review.reading_hash`).
    """

    event_id: str
    status: str
    fields: Fields | None
    passages: tuple[Passage, ...]
    reviewer: str
    reviewed_at: datetime
    reason: str
    note: str
    review_ids: tuple[str, ...]
    judges: tuple[str, ...]
    disputed: bool
    marks: tuple[Mark, ...]
    reads: frozenset[str]

    @property
    def counts(self) -> bool:
        """Whether the event is shown and scored."""
        return self.status != REJECTED and self.fields is not None

    @property
    def shown_as(self) -> str:
        """What lists and files call it: its status, or "disputed"."""
        return DISPUTED if self.disputed else self.status


@dataclass(frozen=True, slots=True)
class ArticleRead:
    """An article that was reviewed whole."""

    document_id: str
    sha256: str
    reviewer: str
    reviewed_at: datetime


@dataclass(frozen=True, slots=True)
class Decisions:
    """All that reviews say. `goes_by` gives the id that an event goes by for each id it ever had."""

    by_id: Mapping[str, Decision]
    goes_by: Mapping[str, str]
    articles: tuple[ArticleRead, ...]


def effective(reviews: Iterable[Review]) -> list[Review]:
    """Reviews that count, each once, in order of time: without those taken back, and without the taking back."""
    ordered = sorted({review.review_id: review for review in reviews}.values(), key=lambda review: review.order)
    undone: set[str] = set()
    for review in reversed(ordered):
        if review.action == "undo" and review.review_id not in undone:
            undone.update(review.others)
    return [review for review in ordered if review.action != "undo" and review.review_id not in undone]


def decisions(reviews: Iterable[Review]) -> Decisions:
    """Fold reviews, in whatever order they come, into what stands."""
    fold = _Fold()
    for review in effective(reviews):
        fold.take(review)
    by_id = {name: draft.decision(name) for name, draft in sorted(fold.drafts.items())}
    return Decisions(by_id, {name: fold.home(name) for name in fold.alias}, tuple(fold.articles))


@dataclass
class _Draft:
    status: str = ""
    fields: Fields | None = None
    kept: tuple[str, Fields | None] = ("", None)  # how it stood before it was rejected
    passages: dict[Key, Passage] = field(default_factory=dict)
    reviews: list[Review] = field(default_factory=list)
    marks: dict[tuple[str, tuple[str, ...]], Mark] = field(default_factory=dict)
    reads: set[str] = field(default_factory=set)

    def decision(self, event_id: str) -> Decision:
        last = self.reviews[-1]
        judged = {review.reviewer: review for review in self.reviews if review.action in JUDGING}
        people = [_verdict(review) for name, review in judged.items() if name != PROJECT]
        disputed = len(people) == 2 and len(set(people)) == 2
        stays = disputed and self.status == REJECTED and bool(self.kept[0])
        status, fields = self.kept if stays else (self.status, self.fields)
        return Decision(
            event_id=event_id,
            status=status,
            fields=fields,
            passages=tuple(self.passages[key] for key in sorted(self.passages)),
            reviewer=last.reviewer,
            reviewed_at=last.reviewed_at,
            reason=last.reason,
            note=last.note,
            review_ids=tuple(review.review_id for review in self.reviews),
            judges=tuple(judged),
            disputed=disputed,
            marks=tuple(self.marks[key] for key in sorted(self.marks)),
            reads=frozenset(self.reads),
        )


def _verdict(review: Review) -> str:
    return "" if review.action == "reject" or review.after is None else reading_hash(review.after)


class _Fold:
    """Decisions in the making: which id goes by which, and whose a passage is."""

    def __init__(self) -> None:
        self.drafts: dict[str, _Draft] = {}
        self.alias: dict[str, str] = {}
        self.articles: list[ArticleRead] = []
        self._owner: dict[Key, str] = {}

    def home(self, name: str) -> str:
        """The id that an id goes by."""
        seen = set()
        while self.alias.get(name, name) != name and name not in seen:
            seen.add(name)
            name = self.alias[name]
        return name

    def take(self, review: Review) -> None:
        if review.action == "article_reviewed":
            self.articles += [
                ArticleRead(one.document_id, one.sha256, review.reviewer, review.reviewed_at) for one in review.passages
            ]
            return
        name = self._addressed(review)
        draft = self.drafts.setdefault(name, _Draft())
        draft.reviews.append(review)
        self.alias.setdefault(review.event_id, name)
        self.alias.setdefault(name, name)
        if review.action == "split":
            self._split(name, review)
            return
        self._reviewed_anew(name, review.passages)
        _ACTS.get(review.action, _keep)(self, name, review)

    def _addressed(self, review: Review) -> str:
        """The decision that a review speaks of: by the event's id, else by the readings of its passages."""
        if review.event_id in self.alias:
            return self.home(review.event_id)
        known = Counter(
            self._owner[key]
            for key in map(lambda one: _key(one, review.event_id), review.passages)
            if key in self._owner
        )
        return min(known, key=lambda name: (-known[name], name)) if known else review.event_id

    def _reviewed_anew(self, name: str, passages: Iterable[Passage]) -> None:
        """Of the places that are reviewed again, forget which readings stood there before."""
        spots = {(one.document_id, one.start, one.end) for one in passages}
        draft = self.drafts[name]
        for key in [key for key in draft.passages if key[:3] in spots]:
            del draft.passages[key]
            self._owner.pop(key, None)
        self._own(name, passages)

    def _own(self, name: str, passages: Iterable[Passage]) -> None:
        draft = self.drafts[name]
        for one in passages:
            key = _key(one, name)
            former = self._owner.get(key)
            if former is not None and former != name and former in self.drafts:
                self.drafts[former].passages.pop(key, None)
                if not self.drafts[former].passages:
                    self._absorb(former, name)
            self._owner[key] = name
            draft.passages[key] = one
            if one.read:
                draft.reads.add(one.read)

    def _absorb(self, other: str, name: str) -> None:
        draft = self.drafts.pop(other, None)
        self.alias[other] = name
        if draft is not None:
            self._own(name, draft.passages.values())
            self.drafts[name].reads |= draft.reads

    def _merge(self, name: str, review: Review) -> None:
        for other in review.others:
            if (home := self.home(other)) != name:
                self._absorb(home, name)
                self.alias[other] = name
        self._keep_as(name, review, "merged")

    def _split(self, name: str, review: Review) -> None:
        former = self.drafts[name]
        for part in review.parts:
            here = self.home(part.event_id) if part.event_id in self.alias else part.event_id
            draft = self.drafts.setdefault(here, _Draft())
            self.alias[part.event_id] = here
            if draft is not former:
                draft.reviews.append(review)
            self._own(here, part.passages)
            draft.status, draft.fields = "split", _headed(part.after, draft.fields)
        if name not in {self.home(part.event_id) for part in review.parts}:
            self.drafts.pop(name, None)
            self.alias[name] = self.home(review.parts[0].event_id)

    def _keep_as(self, name: str, review: Review, status: str) -> None:
        draft = self.drafts[name]
        draft.status, draft.fields = status, _headed(review.after, draft.fields)

    def _mark(self, name: str, review: Review) -> None:
        mark = Mark(review.action == "contradict", review.reason, tuple(sorted(review.others)))
        self.drafts[name].marks[mark.what, mark.others] = mark
        _keep(self, name, review)

    def _reject(self, name: str, review: Review) -> None:
        draft = self.drafts[name]
        if draft.status != REJECTED:
            draft.kept = draft.status, draft.fields
        draft.status, draft.fields = REJECTED, review.before or draft.fields


def _keep(fold: _Fold, name: str, review: Review) -> None:
    """Confirmed or edited: what was added, merged or split by hand stays known as that."""
    draft = fold.drafts[name]
    kept = {"confirm": "confirmed", "edit": "edited", "add": "added"}.get(review.action, "confirmed")
    of_hand = draft.status in ("added", "merged", "split") or (kept == "confirmed" and draft.status == "edited")
    fold._keep_as(name, review, draft.status if of_hand else kept)


_ACTS: dict[str, Callable[[_Fold, str, Review], None]] = {
    "merge": _Fold._merge,
    "reject": _Fold._reject,
    "contradict": _Fold._mark,
    "same": _Fold._mark,
}


def _headed(now: Fields | None, before: Fields | None) -> Fields | None:
    """What is decided now; a headline that a person wrote before stays until another is written."""
    if now is not None and before is not None and not now.summary:
        return replace(now, summary=before.summary)
    return now


def _key(passage: Passage, event_id: str) -> Key:
    """A passage and whose reading of it; two events may stand in one sentence."""
    return passage.document_id, passage.start, passage.end, passage.read_as or event_id
