"""Words of the dashboard: dates as honest as they are known, names, and what the colours mean.

In: dates, codes, numbers. Out: plain text (never markup). Where the words stand on the page is left to the page.
"""

from __future__ import annotations

import calendar
from collections.abc import Sequence
from datetime import date

from dashboard.address import Opening
from events.records import Document
from events.reviews.review import PROJECT, Review
from geo.zones import load_zones

MEMBERS = {
    "ARM": "Armenia",
    "BLR": "Belarus",
    "KAZ": "Kazakhstan",
    "KGZ": "Kyrgyzstan",
    "TJK": "Tajikistan",
    "AZE": "Azerbaijan",
    "GEO": "Georgia",
    "UZB": "Uzbekistan",
}
# PLOVER's event types (Halterman et al., 2023) in plain words; the tip gives PLOVER's own name.
EVENT_TYPES = {
    "AGREE": "agreement",
    "CONSULT": "talks",
    "SUPPORT": "support in words",
    "CONCEDE": "concession",
    "COOPERATE": "cooperation",
    "AID": "help",
    "RETREAT": "withdrawal",
    "REQUEST": "request",
    "ACCUSE": "criticism",
    "REJECT": "refusal",
    "THREATEN": "threat",
    "PROTEST": "protest",
    "SANCTION": "sanctions",
    "MOBILIZE": "show of force",
    "COERCE": "pressure",
    "ASSAULT": "attack",
}
DIRECTIONS = {-1: "away from Moscow", 0: "no clear direction", 1: "towards Moscow"}
# What an event did to a state's tie with Moscow, by who acted: being let down by Moscow and turning away from it both
# move a score down, and must not be told alike.
WAYS = {
    ("own", -1): "turned away from Moscow",
    ("own", 1): "moved towards Moscow",
    ("moscow", -1): "was let down by Moscow",
    ("moscow", 1): "was helped by Moscow",
    ("other", -1): "was drawn away from Moscow",
    ("other", 1): "was drawn towards Moscow",
}
ACTS = {"all": "", "own": ", by its own act", "moscow": ", by Moscow's act", "other": ", by others' acts"}
PRESSED = "came under pressure from Moscow"
BROUGHT_CLOSER = "was brought closer by Moscow"
HOSTILE = frozenset({"ACCUSE", "THREATEN", "PROTEST", "SANCTION", "MOBILIZE", "COERCE", "ASSAULT"})
HELPFUL = frozenset({"AID", "SUPPORT", "CONCEDE", "MOBILIZE", "RETREAT"})
WAY_WORDS = (*WAYS.values(), PRESSED, BROUGHT_CLOSER)
STATUS_CHANGES = {
    "member": "Became a member of the treaty",
    "suspended": "Membership suspended",
    "frozen": "Froze its part in the treaty",
    "left": "Left the treaty",
    "never": "Not yet a member of the treaty",
}
# The same as words that follow the state's name, for a caption: "Uzbekistan left the CSTO".
STATUS_TURNS = {
    "member": "became a member of the CSTO",
    "suspended": "was suspended from the CSTO",
    "frozen": "froze its part in the CSTO",
    "left": "left the CSTO",
    "never": "is not yet a member of the CSTO",
}
MEANING = """
**What a colour says.** Each state's colour is a score between −1 (away from Moscow) and +1 (towards Moscow), computed
from dated events that the articles report: each event pulls the states it bears on one way or the other and weighs by
its kind. When nothing new is told the score stays where it was and only its band widens. Choose a state to see its
colour taken apart into these events; each event shows the sentence it was read from.

**What it does not say.** It is not a poll, not a forecast, and not a judgement of a government. It knows only what the
articles that were read tell: a quiet month may be a month nobody wrote about. The band around a score (80 %) is wide
where events are doubtful or old, and the colour fades as it widens. A state with no event so far is grey with lines:
its value comes from its membership alone. Lines over a colour: no event of the last twelve months, the value is
carried forward.

**Russia** is the pole the others are measured against and has no score. **Outlines** tell membership: whole for
members, long dashes for one suspended or frozen, points (and a fill with dots) for states outside the CSTO in that
month. **Borders** are those recognised by the United Nations (Crimea is Ukraine's); conflict zones are hatched while
they hold, and outlines drawn by hand say *schematic*. **Hollow markers** are events whose place is known only as a
country; they stand at its middle and happened somewhere in it.
"""

# The boundary policy, one sentence each; docs/geography.md says how it is kept.
POLICY = (
    "Borders are those that the United Nations recognise, on every date shown.",
    "Crimea, Sevastopol, Donetsk, Luhansk, Kherson and Zaporizhzhia are Ukraine's; Nagorno-Karabakh is Azerbaijan's; "
    "Abkhazia and South Ossetia are Georgia's; Transnistria is Moldova's; Baikonur, leased by Russia, is Kazakhstan's.",
    "Land under dispute is never silently given to the one who holds it: it is hatched and labelled, in the years in "
    "which that was so, and a click tells what it was then.",
    "Outlines drawn by hand say so (schematic); fronts and lines of contact inside a zone are not drawn.",
    "Names follow the usual English form and carry no judgement.",
)


def event_type(code: str) -> str:
    """An event type in plain words; the code itself when it is none of PLOVER's."""
    return EVENT_TYPES.get(code, code)


def member_name(code: str) -> str:
    """A state's English name; the code itself when it is none of the eight."""
    return MEMBERS.get(code, code)


def month_name(month: str) -> str:
    """``"2022-09"`` as "September 2022"."""
    year, number = month.split("-")
    return f"{calendar.month_name[int(number)]} {year}"


def when(start: date, end: date) -> str:
    """An interval in words that claim no more than is known: "2021", "October 2022", "23 November 2022",
    "between February 2022 and May 2023".
    """
    if start == end:
        return f"{start.day} {_month(start)}"
    whole_months = start.day == 1 and end.day == calendar.monthrange(end.year, end.month)[1]
    if not whole_months:
        return f"between {_day(start, end)} and {end.day} {_month(end)}"
    if (start.month, end.month) == (1, 12):
        return str(start.year) if start.year == end.year else f"between {start.year} and {end.year}"
    if (start.year, start.month) == (end.year, end.month):
        return _month(start)
    first = calendar.month_name[start.month] if start.year == end.year else _month(start)
    return f"between {first} and {_month(end)}"


def _month(day: date) -> str:
    return f"{calendar.month_name[day.month]} {day.year}"


def _day(start: date, end: date) -> str:
    if (start.year, start.month) == (end.year, end.month):
        return str(start.day)
    if start.year == end.year:
        return f"{start.day} {calendar.month_name[start.month]}"
    return f"{start.day} {_month(start)}"


def published(document: Document | None, unknown: str = "date of publication not known") -> str:
    """When an article appeared, as closely as it is known; else `unknown`, also where there is no article."""
    days = [day for day in (document.published_earliest, document.published_latest) if day] if document else []
    return when(days[0], days[-1]) if days else unknown


TELLS = 0.005
"""Scores are told to two decimals: less is no difference."""


def signed(number: float) -> str:
    """Two decimals and always a sign, with a real minus."""
    if round(abs(number), 2) == 0:
        return "0.00"
    return f"{'−' if number < 0 else '+'}{abs(number):.2f}"


def status_change(status: str, month: str) -> str:
    """ "Left the treaty, December 2012"."""
    return f"{STATUS_CHANGES[status]}, {month_name(month)}"


def way(direction: int, by: str, event_type: str) -> str:
    """What an event did to a state's tie with Moscow, as words that follow the state's name; "" without direction."""
    if not direction:
        return ""
    if by == "moscow" and direction < 0 and event_type in HOSTILE:
        return PRESSED
    if by == "moscow" and direction > 0 and event_type not in HELPFUL:
        return BROUGHT_CLOSER
    return WAYS[by, direction]


NOT_SCORED = " (not scored: the sentence alone does not settle it)"


def effect(member: str, direction: int, by: str = "other", event_type: str = "", unsure: bool = False) -> str:
    """ "Armenia −1: was let down by Moscow"; a direction too unsure to be scored is said to be."""
    sign = {-1: "−1", 0: "0", 1: "+1"}[direction]
    return (
        f"{member_name(member)} {sign}: {way(direction, by, event_type) or DIRECTIONS[0]}{NOT_SCORED if unsure else ''}"
    )


def disagreement(contradictions: list[dict], of_readers: Sequence[dict] = ()) -> str:
    """ "Reports disagree: date (2022-09 / 2022-10); number (49 dead / 62 dead)"; empty where they agree.

    `of_readers` is what the rules and a language model read differently in one article.
    """
    parts = dict.fromkeys(f"{one['what']} ({' / '.join(one['values'])})" for one in contradictions)
    read = [f"{one['what']} ({' / '.join(f'{who}: {told}' for who, told in one['values'])})" for one in of_readers]
    lines = ("Reports disagree", [*parts]), ("Readers disagree", read)
    return ". ".join(f"{title}: {'; '.join(found)}" for title, found in lines if found)


def place(name: str, countries: str, where_precision: int) -> str:
    """A place's name, with a warning where nothing closer than a country is known."""
    shown = name or countries.replace("|", ", ") or "place not told"
    return f"{shown} (no closer place known)" if name and where_precision == 6 else shown


def heading(view: Opening, count: int, place: str = "") -> str:
    """ "12 events in the 12 months to September 2022 that bear on Armenia, in Nagorno-Karabakh"."""
    events = "1 event" if count == 1 else f"{count} events" if count else "No events"
    month = month_name(view.date)
    span = {
        "month": f"in {month}",
        "year": f"in the 12 months to {month}",
        "five": f"in the five years to {month}",
        "all": f"up to {month}",
    }[view.window]
    bearing = f" that bear{'s' if count == 1 else ''} on {member_name(view.member)}" if view.member else ""
    zone = f", in {zone_name(view.zone)}" if view.zone else ""
    spot = f", at {place or 'the chosen place'}" if view.place else ""
    return f"{events} {span}{bearing}{zone}{spot}{ACTS[view.by]}"


def zone_name(zone: str) -> str:
    """A conflict zone's name; areas that are only drawn are called as their id is."""
    known = load_zones().zones
    return known[zone].name if zone in known else zone.replace("-", " ").title()


PROJECT_REVIEW = "the project with a language model’s help"
REVIEWED_HOW = {
    "confirmed": "Confirmed",
    "disputed": "Disputed (two people differ), last",
    "edited": "Edited",
    "added": "Added",
    "merged": "Merged",
    "split": "Split",
}
REVIEW_ACTIONS = {
    "confirm": "confirmed",
    "reject": "rejected",
    "edit": "edited",
    "merge": "merged",
    "split": "split",
    "contradict": "marked as contradicting",
    "same": "marked as no contradiction",
    "add": "added",
    "article_reviewed": "read an article whole",
    "undo": "took back",
}
"""What a reviewer did, by `events.reviews.review.ACTIONS`."""
LONGEST_NAME = 40


def review(status: str, reviewer: str, at: str) -> str:
    """ "Edited by ana, 3 March 2026": how a person reviewed an event, who and when; empty where nobody did.

    Parameters
    ----------
    status, reviewer, at : str
        As `events.store.review_queue.Reviewed` has them.
    """
    if not status:
        return ""
    name = reviewer if len(reviewer) <= LONGEST_NAME else f"{reviewer[: LONGEST_NAME - 1]}…"
    who = PROJECT_REVIEW if reviewer == PROJECT else name
    day = f", {when(date.fromisoformat(at[:10]), date.fromisoformat(at[:10]))}" if at else ""
    return f"{REVIEWED_HOW.get(status, status.capitalize())} by {who}{day}"


def described(review: Review) -> str:
    """The event that a review speaks of, in the words it had or was given: the log keeps no sentence."""
    fields = review.after or review.before
    if fields is None:
        return ""
    return fields.summary or f"{event_type(fields.event_type)}, {when(fields.date_start, fields.date_end)}"


def of_them_reviewed(events: int, looked_at: int, by_project: int = 0, which: str = "") -> str:
    """ "4 of 6 events reviewed"; empty where there is no event. `which` says more of the events.

    Reviews that come with the project are not passed off as somebody's own. `dashboard/map/js/reviews.js` has the same
    words.
    """
    if not events:
        return ""
    some = f"{looked_at:,}" if looked_at else "none"
    many = f"all {events:,}" if looked_at == events > 2 else f"{some} of {events:,}"
    many = "both" if looked_at == events == 2 else many
    text = f"{many} event{'' if events == 1 else 's'}{which} reviewed"
    if not by_project:
        return text
    own = "" if by_project == looked_at else f", {by_project:,} of them"
    return f"{text}{own} by {PROJECT_REVIEW}"


def reviewed(events: int, of_them: int) -> str:
    """ "12 of them reviewed": how many of some events a reviewer has looked at."""
    many = "none" if not of_them else "all" if of_them == events else str(of_them)
    return f"{many} of them reviewed"


NO_ARTICLES = (
    "This store holds no articles yet, so the map shows what membership alone says. Feed it while the app runs: "
    "`python -m events ingest FOLDER`. To look around first, start the app with `--seeds`: it then reads the five "
    "articles that come with the program."
)


def sources(articles: int, events: int, looked_at: int) -> str:
    """Where it all comes from, and how much of it was reviewed, in two sentences."""
    found = f"{articles} article{'' if articles == 1 else 's'} read, {events} event{'' if events == 1 else 's'} found"
    read = f"{found}, {reviewed(events, looked_at)}." if events else f"{found}."
    return (
        f"{read} The articles that come with the project are its own retellings of published ones; put an original "
        "text into the seeds folder and it takes the retelling's place."
    )
