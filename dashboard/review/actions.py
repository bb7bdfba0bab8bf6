"""What the desk is told, done: a decision is kept in the store, anything else moves the desk.

In: a message of the desk. Out: the desk, further on, and the store with one review more. A message is checked as if a
stranger had sent it: names, texts and ids may be anything.
"""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import replace
from typing import Any

from dashboard.review.form import blank, fields_from
from dashboard.review.impact import impact_of, months_of
from dashboard.review.messages import understood
from dashboard.review.state import Desk
from dashboard.state.tables import Tables
from events.records import Document
from events.reviews import making
from events.reviews.making import Seen
from events.reviews.review import LONGEST_NAME, LONGEST_NOTE, PROJECT, Review
from events.store import reviewing

GONE = "This event is not here any more; the next one is shown."
NOT_ALLOWED = "Reviewing is switched off here (the setting REVIEW)."
NO_NAME = "Say who you are first: each decision is kept with a name."
DIFFERS = " Another person said otherwise: the event stays on the map, as disputed, until a third decides."
TAKEN = "“project” is the name of the reviews that come with the program: choose another."


def act(desk: Desk, tables: Tables, message: Mapping[str, Any], *, may: bool) -> None:
    """Do what the desk was told; what goes wrong is said in `Desk.message`, in one line."""
    action = message.get("action")
    if not isinstance(action, str) or (action not in MOVES and action not in ACTS):
        return  # "look", for one, only asks for the page anew
    if action != "try":  # the desk tries by itself: what was said of the last act stays
        desk.message = None
    try:
        message = understood(message)
    except ValueError as error:
        desk.message = _problem(str(error))
        return
    if action in MOVES:
        MOVES[action](desk, message)
        return
    if not may or (action != "try" and not desk.reviewer):
        desk.message = _problem(NO_NAME if may else NOT_ALLOWED)
        return
    try:
        ACTS[action](desk, tables, message)
    except ValueError as error:
        desk.message = _problem(str(error))


def _hello(desk: Desk, message: Mapping[str, Any]) -> None:
    if not desk.reviewer:
        _name(desk, message)


def _name(desk: Desk, message: Mapping[str, Any]) -> None:
    name = " ".join(message.get("reviewer", "").split())[:LONGEST_NAME]
    taken = name.casefold() == PROJECT  # whose reviews say that a language model helped
    desk.reviewer = name if name.isprintable() and not taken else ""
    opened = desk.opened  # what was asked for by a link does not depend on who looks at it
    desk.start_over()
    desk.opened = opened
    if taken:
        desk.message = _problem(TAKEN)


def _open(desk: Desk, message: Mapping[str, Any]) -> None:
    wanted = message.get("event_id", "")
    places = [place for place, one in enumerate(desk.queue or []) if one.event_id == wanted]
    desk.opened, desk.article, desk.tried = ("" if places else wanted), "", None
    if places:
        desk.at = places[0]


def _article(desk: Desk, message: Mapping[str, Any]) -> None:
    desk.article, desk.tried = message.get("document", ""), None


MOVES: dict[str, Callable[[Desk, Mapping[str, Any]], None]] = {
    "hello": _hello,
    "name": _name,
    "filter": lambda desk, message: desk.choose(message.get("filter")),
    "skip": lambda desk, message: desk.go(1),
    "back": lambda desk, message: desk.go(-1),
    "open": _open,
    "article": _article,
}


def _decide(desk: Desk, tables: Tables, message: Mapping[str, Any]) -> None:
    """One of `DECISIONS` on the event that was shown; the next one follows."""
    action = message["action"]
    seen = reviewing.seen(tables.store, message.get("event_id", ""))
    if seen is None:
        desk.message = _problem(GONE)
        desk.start_over()
        return
    _keep(desk, tables, DECISIONS[action](seen, tables, message, desk.reviewer), f"{DONE[action]} U takes it back.")
    decided = reviewing.decision(tables.store, seen.event.event_id)
    if decided and decided.disputed and desk.message:
        desk.message["text"] += DIFFERS
    desk.go(1)


def _add(desk: Desk, tables: Tables, message: Mapping[str, Any]) -> None:
    _keep(desk, tables, _added(desk, tables, message), "Added. U takes it back.")


def _keep(desk: Desk, tables: Tables, review: Review, said: str) -> None:
    reviewing.add_reviews(tables.store, [review])
    desk.saved += 1
    desk.tried = None
    desk.message = {"kind": "done", "text": said}


def _note(message: Mapping[str, Any]) -> str:
    return " ".join(message.get("note", "").split())[:LONGEST_NOTE]


def _confirm(seen: Seen, tables: Tables, message: Mapping[str, Any], name: str) -> Review:
    return making.confirm(seen, name, _note(message))


def _reject(seen: Seen, tables: Tables, message: Mapping[str, Any], name: str) -> Review:
    return making.reject(seen, name, message.get("reason", ""), _note(message))


def _edit(seen: Seen, tables: Tables, message: Mapping[str, Any], name: str) -> Review:
    return making.edit(seen, name, fields_from(_form(message), seen.fields), _note(message))


def _merge(seen: Seen, tables: Tables, message: Mapping[str, Any], name: str) -> Review:
    others = [reviewing.seen(tables.store, other) for other in message.get("others", ())]
    here = [other for other in others if other is not None and other.event.event_id != seen.event.event_id]
    if not here:
        raise ValueError("Choose at least one event to merge with.")
    return making.merge(seen, here, name, note=_note(message))


def _split(seen: Seen, tables: Tables, message: Mapping[str, Any], name: str) -> Review:
    """The tellings that were chosen are one event, the others stay; the desk lists tellings as the event does."""
    told = [(mention.document_id, mention.start) for mention in seen.event.mentions]
    apart = {told[at] for at in message.get("apart", ()) if 0 <= at < len(told)}
    some = [one for one in seen.passages if (one.document_id, one.start) in apart]
    rest = [one for one in seen.passages if one not in some]
    if not some or not rest:
        raise ValueError("Choose some of the tellings, not all of them.")
    return making.split(seen, [(rest, seen.fields), (some, replace(seen.fields, summary=""))], name, _note(message))


def _contradict(seen: Seen, tables: Tables, message: Mapping[str, Any], name: str) -> Review:
    return making.contradict(seen, message.get("reason", ""), (), name, _note(message))


def _same(seen: Seen, tables: Tables, message: Mapping[str, Any], name: str) -> Review:
    return making.same(seen, message.get("reason", ""), (), name, _note(message))


DECISIONS: dict[str, Callable[[Seen, Tables, Mapping[str, Any], str], Review]] = {
    "confirm": _confirm,
    "reject": _reject,
    "edit": _edit,
    "merge": _merge,
    "split": _split,
    "contradict": _contradict,
    "same": _same,
}
DONE = {
    "confirm": "Confirmed.",
    "reject": "Rejected.",
    "edit": "Saved.",
    "merge": "Merged.",
    "split": "Split.",
    "contradict": "Marked as a contradiction.",
    "same": "Marked as no contradiction.",
}


def _added(desk: Desk, tables: Tables, message: Mapping[str, Any]) -> Review:
    document, (start, end) = _passage(tables, message)
    fields = fields_from(_form(message), blank(document.published_earliest))
    return making.add(document, start, end, fields, desk.reviewer or "somebody", _note(message))


def _passage(tables: Tables, message: Mapping[str, Any]) -> tuple[Document, tuple[int, int]]:
    document = tables.store.document(message.get("document", ""))
    if document is None:
        raise ValueError("This article is not here any more.")
    marked = message.get("passage")
    start, end = (marked["start"], marked["end"]) if marked else (0, 0)
    start, end = sorted((max(0, start), min(len(document.text), end)))
    text = document.text[start:end]
    start, end = start + len(text) - len(text.lstrip()), end - len(text) + len(text.rstrip())
    if start >= end:
        raise ValueError("Mark the sentence that tells the event first.")
    return document, (start, end)


def _form(message: Mapping[str, Any]) -> Mapping[str, Any]:
    form = message.get("form")
    if not isinstance(form, Mapping):
        raise ValueError("The form is empty; open the event again.")
    return form


def _try(desk: Desk, tables: Tables, message: Mapping[str, Any]) -> None:
    """What the form would do to the scores if it was saved as it is filled in."""
    try:
        if desk.article:
            review = _added(desk, tables, message)
        else:
            seen = reviewing.seen(tables.store, message.get("event_id", ""))
            if seen is None:
                return
            review = _edit(seen, tables, message, desk.reviewer or "somebody")
        assert review.after is not None
        months = months_of(tables, review.after.date_end)
        desk.tried = {"impact": impact_of(tables, [review], months), "error": ""}
    except ValueError as error:
        desk.tried = {"impact": [], "error": str(error)}


def _undo(desk: Desk, tables: Tables, message: Mapping[str, Any]) -> None:
    last = reviewing.last_of(tables.store, desk.reviewer)
    if last is None:
        raise ValueError("There is nothing of yours to take back.")
    review = making.undo([last.review_id], desk.reviewer)
    _keep(desk, tables, review, f"Taken back: {last.action.replace('_', ' ')}.")
    desk.start_over()
    desk.opened = last.event_id if last.action != "add" else ""


def _read_whole(desk: Desk, tables: Tables, message: Mapping[str, Any]) -> None:
    document = tables.store.document(message.get("document", ""))
    if document is None:
        raise ValueError("This article is not here any more.")
    _keep(desk, tables, making.article_reviewed(document, desk.reviewer), "Marked as read whole. U takes it back.")


ACTS: dict[str, Callable[[Desk, Tables, Mapping[str, Any]], None]] = {
    **dict.fromkeys(DECISIONS, _decide),
    "add": _add,
    "try": _try,
    "undo": _undo,
    "read": _read_whole,
}


def _problem(text: str) -> dict[str, str]:
    return {"kind": "problem", "text": text}
