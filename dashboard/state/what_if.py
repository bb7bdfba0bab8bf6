"""What if the numbers were others: the changed method of this session, as sliders, in the address, and marked.

In: the address, the sliders. Out: a `Method`, the words that mark it, and the map's numbers by it. Scoring is left to
`alignment.scoring`; a method that is not the default is said so wherever its scores are shown or taken away.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass

import streamlit as st

from alignment.method import STATUSES, Method, load_method
from events.vocabulary import DIMENSIONS, EVENT_TYPES

PARAMETER = "method"
KEY = "u"
CHANGED, REFUSED = "what-if", "what-if-refused"
MOST_NAMED = 4
Key = tuple[tuple[str, float], ...]
"""Changed numbers as something that can be the key of a cache."""
NOT_DEFAULT = "Not the default method"


@dataclass(frozen=True, slots=True)
class Slider:
    """One number that can be moved. `key` is the method's, `label` what people read."""

    key: str
    label: str
    low: float
    high: float
    step: float
    unit: str = ""

    @property
    def name(self) -> str:
        """Its name in the address: all last parts of the method's keys differ."""
        return self.key.rpartition(".")[2]


STATUS_LABELS = {
    "member": "members",
    "suspended": "suspended members",
    "frozen": "members whose part is frozen",
    "left": "states that left",
    "never": "states not yet in",
}
GROUPS: dict[str, tuple[Slider, ...]] = {
    "Time and trust": (
        Slider("decay.half_life_months", "Half-life", 1, 60, 1, "months"),
        Slider("trust.min_confidence", "Least confidence", 0, 0.95, 0.05),
        Slider("trust.min_sure", "Least sure direction", 0, 0.95, 0.05),
        Slider("trust.reviewed_confidence", "Confidence of reviewed events", 0.5, 1, 0.01),
        Slider("trust.source_share", "Largest share of one source", 0.5, 1, 0.01),
    ),
    "How much is known": (
        Slider("status.start_mass", "Mass of the starting value", 0.25, 4, 0.25),
        Slider("status.change_mass", "Mass of a change of status", 0, 4, 0.25),
        Slider("decay.least_mass", "Least mass after long silence", 0.25, 4, 0.25),
        Slider("band.one_mass_sd", "Spread left by mass 1", 0.1, 1, 0.05),
    ),
    "Dimensions": tuple(Slider(f"dimensions.{name}", name.capitalize(), 0, 2, 0.1) for name in DIMENSIONS),
    "Weights of event types": tuple(Slider(f"weights.{name}", name.capitalize(), 0, 1, 0.025) for name in EVENT_TYPES),
    "Starting values": tuple(
        Slider(f"baseline.{name}", f"Of {STATUS_LABELS[name]}", -0.9, 0.9, 0.05) for name in STATUSES
    ),
}
SLIDERS = {slider.name: slider for group in GROUPS.values() for slider in group}


def read_changes(text: str) -> tuple[dict[str, float], list[str]]:
    """Read the address's part: ``half_life_months:24,AID:0.8``.

    Returns
    -------
    tuple
        The changed numbers by the method's keys, and one sentence (plain text) if something could not be followed.
    """
    changed, refused = {}, 0
    for part in filter(None, text.split(",")):
        name, _, value = part.partition(":")
        slider, number = SLIDERS.get(name), _number(value)
        if slider is None or number is None or not slider.low <= number <= slider.high:
            refused += 1
        else:
            changed[slider.key] = number
    notice = f"The link asks for {refused} change{'' if refused == 1 else 's'} to the method that cannot be made."
    return _without_defaults(changed), [notice] if refused else []


def write_changes(changed: Mapping[str, float] | Key) -> str:
    """The address's part for changed numbers; empty for the default method."""
    changed = dict(changed)
    return ",".join(f"{s.name}:{changed[s.key]:g}" for s in SLIDERS.values() if s.key in changed)


def method_of(changed: Mapping[str, float] | Key) -> Method:
    """The default method with these numbers changed."""
    return load_method().changed(dict(changed)) if changed else load_method()


def mark(changed: Mapping[str, float] | Key) -> str:
    """The words that go with every score by a changed method, as plain text; empty for the default."""
    changed = dict(changed)
    if not changed:
        return ""
    default = load_method().numbers()
    told = [
        f"{_label(slider)} {changed[slider.key]:g} {slider.unit}".rstrip() + f" instead of {default[slider.key]:g}"
        for slider in SLIDERS.values()
        if slider.key in changed
    ]
    more = [f"{len(told) - MOST_NAMED} more"] if len(told) > MOST_NAMED else []
    return f"{NOT_DEFAULT}: {'; '.join(told[:MOST_NAMED] + more)}"


def current() -> dict[str, float]:
    """The session's changed numbers; on its first page the address's."""
    if CHANGED not in st.session_state:
        st.session_state[CHANGED], st.session_state[REFUSED] = read_changes(st.query_params.get(PARAMETER, ""))
    return dict(st.session_state[CHANGED])


def show_sliders() -> None:
    """The sliders, in the sidebar."""
    changed, default = current(), load_method().numbers()
    with st.sidebar:
        st.markdown("### What if …")
        st.caption(
            "… the judgements behind the score were others? Move them and see what holds. "
            "The link in the address bar keeps them."
        )
        for title, sliders in GROUPS.items():
            moved = sum(slider.key in changed for slider in sliders)
            with st.expander(f"{title} ({moved} moved)" if moved else title, expanded=title == "Time and trust"):
                for slider in sliders:
                    _slider(slider, changed.get(slider.key, default[slider.key]), default[slider.key])


def show_mark() -> None:
    """What the link asked for in vain; the mark and the way back, where the method is not the default."""
    changed = current()
    for notice in st.session_state.get(REFUSED, ()):
        st.info(f"{notice} The rest is followed.", icon=":material/link:")
    if not changed:
        return
    with st.container(key="method-mark", horizontal=True, vertical_alignment="center"):
        st.markdown(f":material/warning: **{mark(changed)}.**")
        st.button("Back to the default method", on_click=_reset, shortcut=KEY, key="method-default")


def _slider(slider: Slider, value: float, default: float) -> None:
    whole = slider.step == int(slider.step)
    kind = int if whole else float
    st.session_state.setdefault(_widget(slider), kind(value))  # gone when another page was open in between
    st.slider(
        f"{slider.label}{f' ({slider.unit})' if slider.unit else ''}",
        min_value=kind(min(slider.low, default)),
        max_value=kind(max(slider.high, default)),
        step=kind(slider.step),
        key=_widget(slider),
        help=f"{default:g} by default",
        on_change=_moved,
        args=(slider.name,),
    )


def _moved(name: str) -> None:
    slider = SLIDERS[name]
    changed = {**current(), slider.key: float(st.session_state[_widget(slider)])}
    st.session_state[CHANGED] = _without_defaults(changed)


def _reset() -> None:
    st.session_state[CHANGED] = {}
    default = load_method().numbers()
    for slider in SLIDERS.values():
        whole = slider.step == int(slider.step)
        st.session_state[_widget(slider)] = int(default[slider.key]) if whole else float(default[slider.key])


def _widget(slider: Slider) -> str:
    return f"what-if-{slider.name}"


def _label(slider: Slider) -> str:
    section = slider.key.partition(".")[0]
    named = {
        "weights": f"weight of {slider.name}",
        "baseline": f"starting value of {STATUS_LABELS.get(slider.name)}",
        "dimensions": f"{slider.name} dimension times",
    }
    return named.get(section, slider.label.lower())


def _number(text: str) -> float | None:
    try:
        return float(text)
    except ValueError:
        return None


def _without_defaults(changed: Mapping[str, float]) -> dict[str, float]:
    default = load_method().numbers()
    return {key: value for key, value in changed.items() if abs(value - default[key]) > 1e-9}


def key_of(changed: Mapping[str, float]) -> Key:
    """The same as something that can be the key of a cache."""
    return tuple(sorted(changed.items()))
