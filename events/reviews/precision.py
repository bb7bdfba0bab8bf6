"""What reviews say of the extractor: how many of its events are right, by kind.

In: reviews, and the outlet of each article. Out: `Share`s: of the reviewed events of a kind, how many were kept at all,
and how many stand with type, dates, parties and effects as they were read; and of the kept events, how many each stage
of the extraction read right, as what was mended tells which stage erred. Events that a person added tell what was
missed; where a whole article was read, the share of its events that were found is its recall.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from math import sqrt

from events.reviews.agreement import FIELDS
from events.reviews.decisions import JUDGING, REJECTED, Decision, decisions, effective
from events.reviews.review import Review, reading_hash

BINS = (0.0, 0.5, 0.6, 0.7, 0.8, 0.9, 1.0)
MENDED = ("type", "mode", "dates", "doers", "targets", "place", "effects")
STAGES = {
    "code": ("type", "mode"),
    "actors": ("doers", "targets"),
    "date": ("dates",),
    "place": ("place",),
    "judge": ("effects",),
}
"""The fields that tell of each stage (`events.extraction.pipeline`): a direction that was mended because the type or a
doer was wrong counts for both."""


@dataclass(frozen=True, slots=True)
class Share:
    """Of the `reviewed` events of a kind (`by` and `name`) so many were `kept`, and so many are `right` as read."""

    by: str
    name: str
    reviewed: int
    kept: int
    right: int

    @property
    def precision(self) -> float:
        """Share of events that are any at all."""
        return self.kept / self.reviewed

    @property
    def interval(self) -> tuple[float, float]:
        """Wilson's interval of the precision, 95 %."""
        n, z = self.reviewed, 1.96
        middle = (self.precision + z * z / (2 * n)) / (1 + z * z / n)
        half = z * sqrt(self.precision * (1 - self.precision) / n + z * z / (4 * n * n)) / (1 + z * z / n)
        return max(0.0, middle - half), min(1.0, middle + half)


@dataclass(frozen=True, slots=True)
class Report:
    """`shares` by kind; `mended`: how often each field was wrong among the kept; `added` by hand; `articles` read whole
    with how many events they hold by the reviewers and how many of those were found."""

    shares: tuple[Share, ...]
    mended: Mapping[str, int]
    kept: int
    added: int
    articles: int
    events_in_articles: int
    found_in_articles: int


def report(reviews: Iterable[Review], outlets: Mapping[str, str]) -> Report:
    """What the reviews so far say.

    Parameters
    ----------
    outlets : mapping
        The outlet of each article by its id.
    """
    log = list(reviews)
    decided = decisions(log)
    firsts: dict[str, Review] = {}
    for review in effective(log):
        if review.action in JUDGING and review.before is not None:
            firsts.setdefault(decided.goes_by.get(review.event_id, review.event_id), review)
    tally: dict[tuple[str, str], list[int]] = defaultdict(lambda: [0, 0, 0])
    mended: dict[str, int] = dict.fromkeys(MENDED, 0)
    kept = 0
    for event_id, review in firsts.items():
        decision = decided.by_id.get(event_id)
        if decision is None:
            continue
        kept += decision.counts
        for kind in _kinds(review, outlets):
            _count(tally[kind], decision.counts, _right(decision, review))
        wrong = _mended(decision, review)
        if wrong is None:
            continue
        for field in wrong:
            mended[field] += 1
        for stage, fields in STAGES.items():
            right = not {*fields} & {*wrong}
            _count(tally["stage", stage], right, right)
    whole = {one.document_id for one in decided.articles}
    inside = [one for one in decided.by_id.values() if one.counts and any(p.document_id in whole for p in one.passages)]
    return Report(
        tuple(Share(by, name, *counts) for (by, name), counts in sorted(tally.items())),
        mended,
        kept,
        sum(one.status == "added" for one in decided.by_id.values()),
        len(whole),
        len(inside),
        sum(one.status != "added" for one in inside),
    )


def _count(tally: list[int], kept: bool, right: bool) -> None:
    for at, one in enumerate((1, int(kept), int(right))):
        tally[at] += one


def _right(decision: Decision, review: Review) -> bool:
    return bool(
        decision.counts
        and decision.fields
        and review.before
        and reading_hash(decision.fields) == reading_hash(review.before)
    )


def _kinds(review: Review, outlets: Mapping[str, str]) -> list[tuple[str, str]]:
    assert review.before is not None
    sure = review.before.confidence
    lower = max(bound for bound in BINS[:-1] if bound <= sure)
    upper = BINS[BINS.index(lower) + 1]
    names = sorted({outlets.get(one.document_id) or "unknown" for one in review.passages})
    return [
        ("all", "all"),
        ("type", review.before.event_type),
        ("confidence", f"{lower:.1f}-{upper:.1f}"),
        *(("source", name) for name in names),
    ]


def _mended(decision: Decision, review: Review) -> list[str] | None:
    """Which fields of a kept event the reviewers changed; None where that cannot be told."""
    if decision.status == REJECTED or decision.fields is None or review.before is None:
        return None
    return [field for field in MENDED if FIELDS[field](decision.fields) != FIELDS[field](review.before)]


def lines(found: Report) -> list[str]:
    """The report as lines of text."""
    told = ["kind        name                      reviewed  kept  precision  95 %         as read"]
    for one in sorted(found.shares, key=lambda share: (share.by != "all", share.by, -share.reviewed, share.name)):
        low, high = one.interval
        told.append(
            f"{one.by:<11} {one.name[:25]:<25} {one.reviewed:>8} {one.kept:>5}  {one.precision:>9.2f}  "
            f"{low:.2f}-{high:.2f}  {one.right / one.reviewed:>11.2f}"
        )
    told.append("")
    told.append("stage: of the events that were kept, those of which it read nothing that was mended later")
    told += [f"of {found.kept} kept events the {field} of {count} were mended" for field, count in found.mended.items()]
    told.append(f"{found.added} events were added by hand")
    if found.articles:
        told.append(
            f"{found.articles} articles were read whole: of {found.events_in_articles} events in them "
            f"{found.found_in_articles} had been found"
        )
    return told
