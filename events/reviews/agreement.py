"""How far two reviewers of the same events agree, field by field.

In: reviews. Out: one `Agreement` a field: on how many events, on what share, and Krippendorff's alpha, which takes out
what chance alone would give and holds for any number of reviewers and for gaps (K. Krippendorff, Content Analysis, 4th
ed., 2018, chapter 12). NLTK computes it. Only each reviewer's first review of an event counts: a
later one may have been made with the other's decision in sight.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Callable, Iterable, Mapping
from dataclasses import dataclass

from events.reviews.decisions import JUDGING, effective
from events.reviews.review import PROJECT, Fields, Review

FEWEST = 2


@dataclass(frozen=True, slots=True)
class Agreement:
    """`field`, the `events` that two or more judged, the share of pairs that agree, and alpha (None: all say one thing,
    so that chance cannot be told from agreement)."""

    field: str
    events: int
    share: float
    alpha: float | None


def _effects(fields: Fields) -> str:
    return "|".join(sorted(f"{one.member}{one.direction:+d}" for one in fields.effects if one.direction))


FIELDS: dict[str, Callable[[Fields], str]] = {
    "type": lambda fields: fields.event_type,
    "mode": lambda fields: fields.mode or "",
    "dates": lambda fields: f"{fields.date_start}/{fields.date_end}",
    "doers": lambda fields: "|".join(sorted(fields.source_actors)),
    "targets": lambda fields: "|".join(sorted(fields.target_actors)),
    "place": lambda fields: fields.place.zone or "|".join(sorted(fields.place.countries)),
    "effects": _effects,
}
KEPT = "event or none"


def agreement(reviews: Iterable[Review]) -> list[Agreement]:
    """How far reviewers agree, over all events that two or more of them judged; nothing where there is none."""
    first: dict[tuple[str, str], Review] = {}
    for review in effective(reviews):
        if review.action in JUDGING:
            first.setdefault((review.event_id, review.reviewer), review)
    of_event: dict[str, dict[str, Review]] = defaultdict(dict)
    for (event_id, reviewer), review in first.items():
        of_event[event_id][reviewer] = review
    twice = {event_id: given for event_id, given in of_event.items() if len(given) >= FEWEST}
    if not twice:
        return []
    found = [_of(KEPT, {name: {who: one.action == "reject" for who, one in g.items()} for name, g in twice.items()})]
    for field, value in FIELDS.items():
        said = {
            name: {who: value(one.after) for who, one in given.items() if one.after is not None}
            for name, given in twice.items()
        }
        said = {name: values for name, values in said.items() if len(values) >= FEWEST}
        if said:
            found.append(_of(field, said))
    return found


def verdicts(reviews: Iterable[Review]) -> list[tuple[Review, dict[str, str]]]:
    """Each person's last judgement of one event, the first first, with the fields in which the kept ones differ."""
    last = {one.reviewer: one for one in effective(reviews) if one.action in JUDGING and one.reviewer != PROJECT}
    kept = [one.after for one in last.values() if one.after is not None]
    values = {field: {value(one) for one in kept} for field, value in FIELDS.items()}
    return [
        (one, {field: FIELDS[field](one.after) for field, all_of in values.items() if one.after and len(all_of) > 1})
        for one in last.values()
    ]


def _of(field: str, said: Mapping[str, Mapping[str, object]]) -> Agreement:
    pairs = [
        (values[i], values[j])
        for given in said.values()
        for values in [list(given.values())]
        for i in range(len(values))
        for j in range(i)
    ]
    rows = [(who, name, str(value)) for name, given in said.items() for who, value in given.items()]
    return Agreement(field, len(said), sum(a == b for a, b in pairs) / len(pairs), _alpha(rows))


def _alpha(rows: list[tuple[str, str, str]]) -> float | None:
    """Krippendorff's alpha of (reviewer, event, value)."""
    if len({value for _, _, value in rows}) == 1:
        return None
    # Loaded here: only who asks for the report pays for it.
    from nltk.metrics.agreement import AnnotationTask

    return float(AnnotationTask(data=rows).alpha())
