"""The page *Tours*: briefings that are made of stops on the map, by name; each stop with the briefer's own words.

In: the store, and what the briefer does. Out: the page, and tours in the store. What may be done to a tour is left to
`dashboard.tours.editing`; stops are added on the map.
"""

from __future__ import annotations

import itertools
import re
from collections.abc import Callable
from functools import partial
from urllib.parse import urlencode

import streamlit as st
from streamlit.delta_generator import DeltaGenerator

from dashboard.deck import kept_tours
from dashboard.deck.kept_tours import Found
from dashboard.deck.slides import Stop, source_of
from dashboard.deck.tour import LONGEST, Tour, changes_of, sentences, tour_text, turning_points, view_text, view_words
from dashboard.loading import outage, shared
from dashboard.review.desk import may_review
from dashboard.state.tables import Tables
from dashboard.tours import editing
from dashboard.tours.editing import LONGEST_NAME
from dashboard.tours.on_map import CHOSEN

SAID, PLACE, NAMES, REMOVED = "tours-said", "tour-place", "tour-stop-names", "tour-removed-stop"
OPENED = "tour-open-"
TURNING_POINTS = 10
MARKUP = re.compile(r"([\\`*_{}\[\]()#+\-.!|~<>$:&\"'])")
_numbers = itertools.count()


def show() -> None:
    """Draw the page."""
    shared.ready()
    st.title("Tours")
    st.caption(
        "A tour is a briefing in stops: views of the map, each with your own words. On the map, A adds the view on the "
        "screen as a stop of the tour that is chosen here."
    )
    with outage.told():
        tables = shared.latest()
        name = _chosen(tables)
        _actions(tables, name)
        for kind, text in st.session_state.pop(SAID, []):
            (st.success if kind == "done" else st.error)(plain(text))
        if name:
            _tour(tables, name)


def plain(text: str) -> str:
    """Text that Streamlit takes for Markdown, written so that it shows as it is."""
    return MARKUP.sub(r"\\\1", text)


def _chosen(tables: Tables) -> str:
    """The tour that is shown: the one chosen in this session, at first the link's."""
    names = kept_tours.names(tables)
    wanted = st.session_state.get(CHOSEN) or st.query_params.get("tour", "")
    st.session_state[CHOSEN] = wanted if wanted in names else next(iter(names), "")
    if not names:
        st.info("There are no tours yet.")
        return ""
    shipped = kept_tours.shipped()
    told = {one: f"{one} (comes with the program, read only)" if one in shipped else one for one in names}
    st.session_state["tour-list"] = st.session_state[CHOSEN]  # a tour made a moment ago is the one that is shown
    st.selectbox("Tour", names, key="tour-list", format_func=lambda one: told.get(one, one), on_change=_choose)
    return st.session_state[CHOSEN]


def _choose() -> None:
    st.session_state[CHOSEN] = st.session_state["tour-list"]
    st.session_state.pop(PLACE, None)


def _do(act: Callable[[], str | None], said: str = "") -> bool:
    """Do what was asked for; say so, or why not. What an act gives is the name of the tour to be shown."""
    for key in [key for key in st.session_state if str(key).startswith(OPENED)]:
        st.session_state[key] = False  # what is said would lie beneath
    try:
        shown = act()
    except (*editing.REFUSALS, *outage.FAILURES) as error:
        words = outage.words(error) if isinstance(error, outage.FAILURES) else str(error)
        st.session_state[SAID] = [("problem", words)]
        st.session_state.pop(NAMES, None)
        return False
    if shown is not None:
        st.session_state[CHOSEN] = shown
        st.session_state.pop(PLACE, None)
    if said:
        st.session_state[SAID] = [("done", said)]
    return True


def _actions(tables: Tables, name: str) -> None:
    if not may_review():
        st.info(editing.NOT_ALLOWED)
        return
    own = bool(name) and name not in kept_tours.shipped()
    with st.container(horizontal=True, key="tour-actions"):
        with _opened("New"):
            wanted = st.text_input("Name", key="tour-new", max_chars=LONGEST_NAME)
            draft = st.toggle(f"Begin with the {TURNING_POINTS} turning points", key="tour-draft")
            st.button("Make it", on_click=_new, args=(tables, wanted, draft), key="tour-make")
        if name:
            with _opened("Copy"):
                wanted = st.text_input("Name of the copy", key="tour-copy-name", max_chars=LONGEST_NAME)
                copy = partial(editing.copy_tour, tables, name, wanted)
                st.button("Copy it", on_click=_do, args=(copy, "Copied."), key="tour-copy")
        if own:
            with _opened("Rename"):
                wanted = st.text_input("New name", key=f"tour-rename-name-{name}", max_chars=LONGEST_NAME)
                rename = partial(editing.rename_tour, tables, name, wanted)
                st.button("Rename it", on_click=_do, args=(rename, "Renamed."), key="tour-rename")
            with _opened("Delete"):
                st.text("The tour and all its words are removed for good.")
                remove = partial(editing.remove_tour, tables, name)
                st.button("Delete it", on_click=_do, args=(remove, "Deleted."), key="tour-delete", type="primary")
        with _opened("Import"):
            given = st.file_uploader("A tour’s file (tour.toml)", type="toml", key="tour-file")
            if given is not None:
                wanted = st.text_input("Name, if not the file’s own", key="tour-file-name", max_chars=LONGEST_NAME)
                take = partial(editing.read_in, tables, given.getvalue(), given.name, wanted)
                st.button("Take it in", on_click=_do, args=(take, "Taken in."), key="tour-import")


def _opened(name: str) -> DeltaGenerator:
    """What opens below a button; it closes once it was used."""
    return st.popover(name, key=f"{OPENED}{name}", on_change="rerun")


def _new(tables: Tables, wanted: str, draft: bool) -> None:
    points = turning_points(tables, TURNING_POINTS) if draft else []
    stops = [editing.drafted(tables, stop) for stop in points]
    _do(partial(editing.add_tour, tables, wanted, stops), "Made. On the map, A adds stops to it.")


def _tour(tables: Tables, name: str) -> None:
    try:
        found = kept_tours.find(tables, name)
    except editing.REFUSALS as error:
        st.error("This tour cannot be read any more.")
        st.text(str(error))
        return
    if found is None:
        st.info(editing.GONE)
        return
    if st.session_state.get(REMOVED, ("",))[0] == name and may_review():
        st.button("Put the removed stop back", on_click=_put_back, args=(tables, found), key="tour-put-back")
    if not found.tour.stops:
        st.info("No stops yet. Open the map, go to a view, and press A.")
        return
    _links(name)
    changed = changes(tables.mark, tour_text(found.tour), tables, found)
    _warning(found.tour, changed)
    left, right = st.columns([1, 1.2], gap="large")
    with left:
        at = _stops(found.tour, changed)
    with right:
        _stop(tables, found, at, changed[at])


def _links(name: str) -> None:
    """Where the tour leads; files have addresses of their own (`dashboard.downloads.files` says why)."""
    about = urlencode({"tour": name})
    with st.container(horizontal=True, key="tour-links"):
        st.link_button("Open on the map", f"./?{about}&stop=1", icon=":material/map:")
        st.link_button("Present", f"./?{about}&stop=1&present=1", icon=":material/slideshow:")
        for label, file in (("PowerPoint", "deck.pptx"), ("PDF", "deck.pdf"), ("Export (tour.toml)", "tour.toml")):
            st.link_button(label, f"./files/{file}?{about}", icon=":material/download:")


@st.cache_resource(show_spinner=False, max_entries=20)
def changes(mark: str, text: str, _tables: Tables, _found: Found) -> list[list[str]]:
    """What each stop shows otherwise than when it was made, in the store's state `mark` of a tour that reads `text`."""
    return [changes_of(stop, _tables) for stop in _found.tour.stops]


def _warning(tour: Tour, changed: list[list[str]]) -> None:
    many = sum(map(bool, changed))
    if many:
        stops = "One stop shows" if many == 1 else f"{many} stops show"
        st.warning(
            f"{stops} something else than when {'it was' if many == 1 else 'they were'} made, because articles or "
            "reviews came in since. They are marked below, with what changed.",
            icon=":material/change_circle:",
        )


def label(number: int, stop: Stop, changed: list[str]) -> str:
    """A stop in the list: its number, whether it shows something else, its headline, and its view in words."""
    shown = view_words(stop.view)
    text = f"**{plain(stop.headline)}**  \n{plain(shown)}" if stop.headline else plain(shown)
    return f"{number}\\. {':material/change_circle: ' if changed else ''}{text}"


def _stops(tour: Tour, changed: list[list[str]]) -> int:
    last = len(tour.stops) - 1
    st.session_state[PLACE] = min(st.session_state.get(PLACE, 0), last)
    told = [label(number, *one) for number, one in enumerate(zip(tour.stops, changed, strict=True), 1)]
    return st.radio("Stops", range(last + 1), key=PLACE, format_func=lambda at: told[at] if at < len(told) else "")


def _stop(tables: Tables, found: Found, at: int, changed: list[str]) -> None:
    stop, name = found.tour.stops[at], found.tour.title
    own = found.edition is not None and may_review()
    if changed:
        st.warning("\n".join(f"- {plain(line)}" for line in ["This stop shows something else now:", *changed]))
    if own:
        _order(tables, found, at, bool(changed))
        _fields(tables, found, at)
    else:
        _words(stop)
    st.link_button("Open this stop", f"./?{urlencode({'tour': name, 'stop': at + 1})}", icon=":material/map:")
    st.caption(f"The view: {plain(view_text(stop.view))}")


def _words(stop: Stop) -> None:
    """The words of a stop that is only read."""
    if stop.headline:
        st.markdown(f"**{plain(stop.headline)}**")
    for title, words in (("Note, for the speaker alone", stop.note), ("Quote", stop.quote)):
        if words:
            st.caption(title)
            st.text(words)


def _fields(tables: Tables, found: Found, at: int) -> None:
    stop, name = found.tour.stops[at], _names(found)[at]
    for word, title in (("headline", "Headline"), ("note", "Note, for the speaker alone")):
        field = st.text_area if word == "note" else st.text_input
        key = f"tour-{word}-{name}"
        about = {"key": key, "max_chars": LONGEST[word], "on_change": _write, "args": (tables, found, at, word, key)}
        field(title, getattr(stop, word), **about)
    _quote(tables, found, at, f"tour-quote-{name}")


def _quote(tables: Tables, found: Found, at: int, key: str) -> None:
    """A quote is a sentence of the view's events: nobody can put words into an article's mouth."""
    stop = found.tour.stops[at]
    known = sentences(tables, stop.view)
    options = list(dict.fromkeys(("", stop.quote, *known)))
    told = {one: f"{one} ({source_of(known[one])})" if one in known else one or "No quote" for one in options}
    st.selectbox(
        "Quote: a sentence of one of this view’s events",
        options,
        index=options.index(stop.quote),
        format_func=lambda one: told.get(one, one),
        key=key,
        on_change=_write,
        args=(tables, found, at, "quote", key),
    )
    if stop.quote:  # the field shows its beginning alone
        st.text(told[stop.quote])


def _order(tables: Tables, found: Found, at: int, changed: bool) -> None:
    last = len(found.tour.stops) - 1
    with st.container(horizontal=True, key="tour-order"):
        move = partial(_move, tables, found, at)
        st.button("Earlier", on_click=move, args=(-1,), key="tour-up", shortcut="Alt+Up", disabled=at == 0)
        st.button("Later", on_click=move, args=(1,), key="tour-down", shortcut="Alt+Down", disabled=at == last)
        st.button("Remove", on_click=_remove, args=(tables, found, at), key="tour-remove")
        if changed:
            st.button("It is right as it is now", on_click=_take, args=(tables, found, at), key="tour-as-now")


def _names(found: Found) -> list[int]:
    """A number of its own for each stop, which it keeps wherever it is moved, so that its fields go with it."""
    about = tour_text(found.tour)
    known, numbers = st.session_state.get(NAMES, ("", []))
    if known != about:
        numbers = [next(_numbers) for _ in found.tour.stops]
        st.session_state[NAMES] = about, numbers
    return numbers


def _keep(tables: Tables, found: Found, stops: list[Stop], numbers: list[int], said: str = "") -> bool:
    def act() -> None:
        now = editing.keep_stops(tables, found, stops)
        st.session_state[NAMES] = tour_text(now.tour), numbers

    return _do(act, said)


def _write(tables: Tables, found: Found, at: int, word: str, key: str) -> None:
    stops = list(found.tour.stops)
    stops[at] = editing.with_words(stops[at], word, st.session_state[key] or "")
    _keep(tables, found, stops, _names(found))


def _move(tables: Tables, found: Found, at: int, by: int) -> None:
    numbers = _names(found)
    number = numbers[at]
    order = [one for one in numbers if one != number]
    order.insert(at + by, number)
    if _keep(tables, found, editing.moved(found.tour.stops, at, by), order):
        st.session_state[PLACE] = at + by


def _remove(tables: Tables, found: Found, at: int) -> None:
    numbers = [one for place, one in enumerate(_names(found)) if place != at]
    stops = [one for place, one in enumerate(found.tour.stops) if place != at]
    if _keep(tables, found, stops, numbers, "The stop is removed."):
        st.session_state[REMOVED] = found.tour.title, at, found.tour.stops[at]


def _put_back(tables: Tables, found: Found) -> None:
    _, at, stop = st.session_state[REMOVED]
    numbers = [*_names(found)]
    numbers.insert(at, next(_numbers))
    if _keep(tables, found, [*found.tour.stops[:at], stop, *found.tour.stops[at:]], numbers, "The stop is back."):
        st.session_state[PLACE] = min(at, len(found.tour.stops))
        del st.session_state[REMOVED]


def _take(tables: Tables, found: Found, at: int) -> None:
    stops = list(found.tour.stops)
    stops[at] = editing.accepted(tables, stops[at])
    _keep(tables, found, stops, _names(found), "What the stop shows now is what it is held against from here on.")
