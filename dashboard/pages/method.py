"""The page *Method*: what the score is, for someone who does not believe it yet.

In: the method's numbers, membership, the store's tables. Out: the page. Every number on it comes from the code or the
data files, so that it cannot say what is no longer so.
"""

from __future__ import annotations

from collections.abc import Mapping

import pandas as pd
import streamlit as st

from alignment.membership import Membership, load_membership
from alignment.method import Method, load_method
from dashboard import wording
from dashboard.loading import shared
from dashboard.state import reviewed_only, what_if
from dashboard.state.tables import Tables
from dashboard.version import version
from events.ingest.ingest import extractor_version

FORMULA = r"""
\begin{aligned}
n &\leftarrow \max(2^{-1/h}\,n,\; n_0) && \text{each month: evidence fades, the score stays} \\
\text{score} &\leftarrow \frac{n\cdot\text{score}+\sum_i w_i\,d_i}{n+\sum_i w_i} && \text{the month’s news} \\
n &\leftarrow n+\sum_i w_i
\end{aligned}
"""


def show() -> None:
    """Draw the page."""
    _, tables = shared.ready()
    method, membership = load_method(), load_membership()
    what_if.show_mark()
    reviewed_only.keep_in_address()
    if what_if.current():
        st.caption("This page describes the default method.")
    left, right = st.columns(2, gap="large")
    with left:
        _prose(method, tables)
    with right:
        st.subheader("The numbers and where they come from")
        st.table(numbers(method), hide_index=True, border="horizontal")
        st.subheader("Who belonged when")
        st.table(spells(membership), hide_index=True, border="horizontal")


def _prose(method: Method, tables: Tables) -> None:
    st.header("Method: what the number is, and what it is not")
    st.markdown(claim())
    st.latex(FORMULA)
    st.markdown(formula(method))
    for title, text in {
        "How sure it is": band(method),
        "Who says so": trust(method),
        "What it cannot tell": limits(),
        "Borders": borders(),
        "What it was made from": data(tables),
        "How to cite": citation(),
    }.items():
        st.subheader(title)
        st.markdown(text)
    st.code(cited(tables), language=None, wrap_lines=True)


def claim() -> str:
    """What is claimed, in two sentences."""
    return (
        "The score says how close a state stood to Moscow and the CSTO at the end of a month **as far as the articles "
        "that were read tell**, from −1 (away) to +1 (towards). It is where dated events last left it, each of which "
        "can be opened on the map down to the sentence it was read from; Russia is the pole and has no score."
    )


def formula(method: Method) -> str:
    """The formula in words, with its numbers."""
    weights = sorted(method.weights.items(), key=lambda item: -item[1])
    first, last = weights[0], weights[-1]
    baselines = ", ".join(
        f"{wording.signed(value)} for {what_if.STATUS_LABELS[name]}" for name, value in method.baselines.items()
    )
    return (
        "The score is a weighted mean of what was told, a *local level with a discount* (West and Harrison, *Bayesian "
        "Forecasting and Dynamic Models*).\n"
        f"- It **starts** in January 2010 at what membership says ({baselines}), on *n* = {method.start_mass:g} of "
        "evidence.\n"
        "- *d*, the **direction**, is what an event means for the state: −1 away from Moscow, +1 towards. An event of "
        "no direction moves nothing.\n"
        f"- *w*, the **mass** of an event, is the weight of its type, from {last[1]:g} ({last[0]}) to {first[1]:g} "
        f"({first[0]}: the absolute intensities of PLOVER 1.0 divided by 20, two of them our own), times the number of "
        f"its dimension (at present {_dimensions(method)}), times its **confidence**, the belief that it was read "
        "rightly, of all who tell it together.\n"
        "- **News** moves the score towards its direction by its share of the evidence, *w* / (*n* + *w*), wherever "
        "the score stands. An event known to a year comes in twelve small steps and never lands on 1 January.\n"
        f"- **Age**: evidence weighs half against what is new after *h* = {method.half_life_months:g} months, and all "
        f"that is known of a state never less than *n*₀ = {method.least_mass:g}. **Silence moves no score**; it widens "
        "the band.\n"
        "- **A change of status** (leaving, freezing) counts like an event in its own direction. Its mass rests on "
        f"{method.change_mass:g}, as the starting value rests on {method.start_mass:g}: where the two are alike, a "
        "state of which nothing else is told comes to stand exactly at its new status’s value.\n"
        "- The **parts** of a score add up to it: each event’s part is its share of the evidence times its direction, "
        "the rest is what is left of the starting value."
    )


def band(method: Method) -> str:
    """The band and what it rests on."""
    return (
        f"The band is meant to hold the state’s place {method.level:.0%} of the time, if the judgements below hold. "
        f"Its variance is {method.one_mass_sd:g}² / n, and what misreadings may hide, which pull towards the middle "
        "however many events there are. It narrows with evidence, widens as evidence fades, up to what "
        f"the status alone leaves open, and never narrows without news. The {method.one_mass_sd:g} is chosen so that "
        "four in five members of which nothing is told stand on Moscow’s side. A simulation that draws ties, and "
        "articles that tell of them rightly or wrongly, falls into the band about as often as it promises; "
        "docs/method.md has the figures."
    )


def trust(method: Method) -> str:
    """Reports, copies and the bound of a source."""
    least = (
        "No event is left out for being doubtful"
        if method.min_confidence == 0
        else f"Events less sure than {method.min_confidence:g} are left out"
    )
    unsure = (
        "An event is shown but **not scored** when its direction is a guess: where the clause was read by its verb "
        f"alone, a party was filled in from elsewhere, or a second reading differs (surer than {method.min_sure:g} "
        "counts). "
    )
    return unsure + (
        "An event that several outlets tell is **surer, not weightier**: its confidence is 1 − Π(1 − c) over its "
        "outlets. An outlet that tells it five times, or an article that copies another, counts once. What rests on "
        f"**one outlet’s word alone** makes up at most {method.source_share:.0%} of a state’s evidence, however much "
        f"it prints; what it says last is still heard. {least}: it counts as far as it is believed."
    )


def limits() -> str:
    """What the score does not say."""
    return (
        "- It knows only the articles it was given; what nobody wrote is not in it. **Silence is not neutrality.**\n"
        "- The articles choose what they tell. Feeding another can move a month without anything having happened.\n"
        "- The reading is a machine’s and errs; docs/extraction.md says how often. That is why every event shows its "
        "sentence.\n"
        "- Weights, half-life, masses and starting values are judgements. Move them with the sliders beside the map "
        "and see what holds; docs/method.md says where the states’ order turns round.\n"
        "- It is no poll, no forecast, and no measure of a government’s intentions. Compare directions and times, "
        "not the last decimals."
    )


def borders() -> str:
    """The boundary policy."""
    return (
        "Borders are those the United Nations recognise; Crimea is Ukraine’s. Conflict zones are hatched and labelled "
        "in the months in which they held, and never silently assigned. An event’s place plays no part in the score: "
        "only its effect on a state does."
    )


def data(tables: Tables) -> str:
    """Version and date of program and data."""
    documents = tables.documents
    dates = documents["published_latest"].dropna()
    span = f", published until {dates.max():%B %Y}" if len(dates) else ""
    return (
        f"- {tables.document_count} articles{span}; {tables.event_count} events, "
        f"{wording.reviewed(tables.event_count, tables.reviewed_count)}; scores from {tables.months[0]} to "
        f"{tables.months[-1]}.\n- Program {version()}, extraction {extractor_version()}, state of the data "
        f"`{tables.mark[:12]}`."
    )


def citation() -> str:
    """What a citation should hold."""
    return "Name the version and the state of the data, because both change the numbers, and the month you read."


def cited(tables: Tables) -> str:
    """A citation to copy."""
    return (
        f"CSTO Alignment Timeline, version {version()}: score of [state], [month], from "
        f"{tables.document_count} articles and {tables.event_count} events (data {tables.mark[:12]}), default method."
    )


def numbers(method: Method) -> pd.DataFrame:
    """Every number of the method with its source."""
    values = method.numbers()
    return pd.DataFrame(
        {
            "Number": list(values),
            "Value": [f"{value:g}" for value in values.values()],
            "Where it comes from": [method.sources.get(key, "") for key in values],
        }
    )


def spells(membership: Membership) -> pd.DataFrame:
    """Accession, suspension, departure and frozen participation of all nine states."""
    rows = [
        {
            "State": {**wording.MEMBERS, "RUS": "Russia"}.get(spell.member, spell.member),
            "Status": spell.status,
            "From": spell.first.isoformat(),
            "To": spell.last.isoformat() if spell.last else "",
            "Source": spell.source,
            "Note": spell.note,
        }
        for spell in membership.spells
    ]
    return pd.DataFrame(rows)


def _dimensions(method: Method) -> str:
    values: Mapping[str, float] = method.dimensions
    if len(set(values.values())) == 1:
        return f"all {len(values)} count {next(iter(values.values())):g}"
    return ", ".join(f"{name} {value:g}" for name, value in values.items())
