"""Finds which of a sentence's dates belongs to which event.

In: a happening's token and the dates of its sentence on the tokens of its parse. Out: the dates that are its own, the
nearest in the parse first. What a happening without one is dated by is left to `events.grounding.event_time`.
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date
from typing import TYPE_CHECKING

from events.dates.datelines import is_dateline
from events.dates.resolver import DateSpan
from events.parsing.factuality import is_going_on
from events.text.word_lists import is_in, word_list

if TYPE_CHECKING:
    from spacy.tokens import Doc, Token

DIRECT = 3  # a date, its noun and its preposition
NONE = 5  # the cost of a date that belongs to another happening
KIND_RANK = {"explicit": 0, "partial": 0, "recent": 3}  # a year in the text outdoes one counted from it
TOLD = frozenset({"explicit", "partial", "relative", "anchored"})
HELD = word_list("being_held")
APART = word_list("time_apart")
PLANNED = word_list("planned")
SUBJECTS = frozenset({"nsubj", "nsubjpass"})
TO_COME = word_list("to_come")
SINCE = re.compile(r"\bsince\b[^.;]{0,80}$", re.IGNORECASE)


@dataclass(frozen=True, slots=True)
class DatedMention:
    """A date expression at its token in a paragraph's Doc; `start` and `end` count the paragraph's characters."""

    token: Token
    span: DateSpan
    start: int
    end: int


def place_dates(doc: Doc, offset: int, spans: list[DateSpan]) -> list[DatedMention]:
    """Put document-wide date spans on the tokens of a paragraph that starts at `offset`."""
    found = []
    for span in spans:
        chars = doc.char_span(span.start - offset, span.end - offset, alignment_mode="expand")
        if chars is not None and len(chars):
            found.append(DatedMention(chars.root, span, span.start - offset, span.end - offset))
    return found


def dates_for(
    token: Token, dates: Sequence[DatedMention], rivals: Sequence[Token], latest: date | None = None
) -> list[DateSpan]:
    """The dates that belong to a happening, nearest in the parse; several when the text lists several years.

    What begins after `latest` (the publication) dates no happening that the text tells as past.
    """
    dates = [d for d in dates if latest is None or d.span.latest <= latest or not _is_ahead(d, latest)]
    saying = _announcement(token)
    if saying is not None and any(_cost(saying, d.token, rivals) <= 1 and d.span.kind in TOLD for d in dates):
        token = saying
    usable = [d for d in dates if d.span.kind != "until" or _is_by(d.span)]
    ranked = sorted(
        (
            (_weighed(token, d, rivals), KIND_RANK.get(d.span.kind, 1), abs(d.token.i - token.i), n, d)
            for n, d in enumerate(usable)
        )
    )
    if not ranked or ranked[0][0] >= NONE:
        return []
    best = _announced(ranked)
    listed = [best.span]
    for _, _, _, _, other in ranked[1:]:
        if _is_list(best, other):
            listed.append(other.span)
    return sorted(listed, key=lambda s: s.earliest)


def _announcement(token: Token) -> Token | None:
    """The verb that announces an act to come ("declared in January that it would abstain"), whose date is the news."""
    head = token.head
    is_to_come = token.dep_ == "ccomp" and any(c.tag_ == "MD" and c.lower_ in TO_COME for c in token.children)
    return head if is_to_come and head.pos_ == "VERB" else None


def _announced(ranked: list[tuple]) -> DatedMention:
    """The nearest date, but not a term set for what is told by another: "announced in March … to leave by August"."""
    others = [
        row[-1] for row in ranked if row[0] < NONE and row[-1].span.kind != "until" and row[-1] is not ranked[0][-1]
    ]
    first = ranked[0][-1]
    return others[0] if first.span.kind == "until" and others and not _is_dateline(others[0]) else first


def _is_by(span: DateSpan) -> bool:
    """ "by Wednesday" dates what was done by then; "until 2012" and "before 2010" do not."""
    return span.text.lower().startswith("by ")


def _is_list(best: DatedMention, other: DatedMention) -> bool:
    """Tell "in 2021 and 2022" and "either in 2021 or in 2022": the same kind, a word or two apart."""
    first, second = sorted((best, other), key=lambda d: d.start)
    if first.span.precision != second.span.precision or first.span.precision < 4 or first.span.kind != second.span.kind:
        return False
    return best.token.doc.text[first.end : second.start].strip(" ,") in ("and", "or", "and in", "or in", "")


def _weighed(token: Token, dated: DatedMention, rivals: Sequence[Token]) -> int:
    """Cost of a date, with what its own words say about when it may be taken."""
    cost = _cost(token, dated.token, rivals)
    if _had_been_before(token) and dated.token not in token.subtree:
        return NONE  # "left in May, where a force had been deployed": it had come before that
    if dated.span.precision >= 5 and _is_of_a_title(dated.token):
        return NONE
    if _is_dateline(dated):
        return max(cost, 4)  # the day of writing, for what has no other
    if dated.span.kind == "since" and token.pos_ == "NOUN" and token in dated.token.subtree:
        return 0  # "since the end of the war of 2020" dates the war
    is_told = is_going_on(token) or has_had(token)
    if dated.span.kind == "since" and not is_told and cost < NONE:
        return cost + 2  # "the eighth such gesture since summer" tells no time of its own
    if dated.span.kind == "recent" and cost > 1:
        return cost + 2
    if cost > 1 and is_going_on(token) and _is_over(dated) and not _is_of_the_report(dated):
        return cost + 2  # "has been seeking …, and when the invasion began turned down": the perfect has no past date
    return cost


def _is_of_a_title(dated: Token) -> bool:
    """Whether a year only says when somebody held an office: "Pashinyan, its chair in 2022, said"."""
    noun = dated.head.head
    return dated.head.dep_ == "prep" and noun.dep_ == "appos" and is_in("person_noun", noun.lemma_.lower())


def _is_of_the_report(dated: DatedMention) -> bool:
    """Whether a day is that of the saying: "has left the pact, officials said on Thursday" is Thursday's news."""
    governor = next((t for t in dated.token.ancestors if t.pos_ in ("VERB", "AUX")), None)
    is_day = dated.span.precision == 1 and dated.span.kind == "relative"
    return is_day and governor is not None and is_in("reporting", governor.lemma_)


def _had_been_before(verb: Token) -> bool:
    """Whether a clause behind a comma tells what had been so already: "…, where a force had been deployed"."""
    edge = verb.left_edge
    is_set_off = edge.tag_ in ("WRB", "WDT", "WP") and edge.i > 0 and edge.nbor(-1).text == ","
    return verb.dep_ == "relcl" and is_set_off and has_had(verb)


def _is_over(dated: DatedMention) -> bool:
    return dated.span.kind in TOLD and not SINCE.search(dated.token.doc.text[: dated.start])


def _is_dateline(dated: DatedMention) -> bool:
    """Whether a date is a report's place and day of writing: "MINSK, Aug. 17 (Agency) —"."""
    return is_dateline(dated.token.doc.text, dated.start, dated.end)


def _cost(token: Token, dated: Token, rivals: Sequence[Token]) -> int:
    """0 the date hangs on the happening itself … 5 it belongs to another clause."""
    path = [dated, *(_clause_around(dated) or dated.ancestors)]
    climbed: list[Token] = []
    for step in path:
        if step == token:
            return _cost_of_climb(token, dated, climbed, rivals)
        climbed.append(step)
    governor = next((t for t in path[1:] if t.pos_ in ("VERB", "AUX")), None)
    if governor is None:
        return 2
    if _is_planned(governor):
        return 2 if token in governor.ancestors else NONE  # "the drill scheduled for October" dates the drill alone
    if governor in rivals and governor != token:
        above = list(token.ancestors)
        if governor in above:
            return 1 if token.dep_ in ("xcomp", "ccomp", "pcomp", "advcl", "dobj", "acl") or token.pos_ == "NOUN" else 2
        return 3 if dated.i < token.i else NONE
    if governor in token.ancestors or token in governor.ancestors:
        return 2
    return 3


def _cost_of_climb(token: Token, dated: Token, climbed: Sequence[Token], rivals: Sequence[Token]) -> int:
    """The cost of a date that hangs on the happening through the words `climbed`."""
    if any(_is_aside(t) for t in climbed):
        return NONE
    if token.pos_ == "VERB" and any(_is_planned(t) for t in climbed):
        return NONE - 1  # when the drill was planned for tells roughly when it was called off
    if dated.i > token.i and any(_is_joined(t, dated, token) or _is_added(t, rivals) for t in climbed):
        return NONE  # "turned it down, and on 12 December signed"
    # "handed back on Friday" before "empty since 1990", which hangs on a noun further down
    if any(t in rivals and t.i < dated.i and _is_before_or_after(t) for t in climbed):
        return NONE  # "asked for talks after it was hit by riots this week"
    if any(t in rivals for t in climbed):
        return 3
    is_of_a_noun = token.pos_ == "VERB" and any(_is_of_a_noun(t) for t in climbed)
    return 2 if is_of_a_noun else int(len(climbed) > DIRECT)


def _is_before_or_after(verb: Token) -> bool:
    """Whether a clause tells what came before or after the act that it hangs on."""
    return verb.dep_ == "advcl" and any(c.dep_ == "mark" and c.lower_ in APART for c in verb.children)


def _is_of_a_noun(verb: Token) -> bool:
    """Whether a clause only says which thing is meant: "for refusing the help offered in November"."""
    return verb.dep_ in ("acl", "relcl") and verb.pos_ == "VERB" and verb.lemma_ not in HELD


def _clause_around(dated: Token) -> list[Token]:
    """The verb right behind a date that leads its clause, and what it is in.

    "Uzbekistan on 12 December signed", "and, on 3 May, signed": the parser hangs such a date on the clause before now
    and then.
    """
    doc, last, first = dated.doc, dated.right_edge.i + 1, dated.head.i if dated.head.pos_ == "ADP" else dated.i
    if first - 2 > dated.sent.start and last + 1 < dated.sent.end and doc[last].text == doc[first - 1].text == ",":
        verb, leads = doc[last + 1], doc[first - 2].lower_ in ("and", "but")
    elif first > dated.sent.start and last < dated.sent.end:
        verb, leads = doc[last], doc[first - 1].pos_ in ("PROPN", "NOUN") or doc[first - 1].lower_ in ("and", "but")
    else:
        return []
    return [verb, *verb.ancestors] if leads and verb.tag_ == "VBD" and verb.dep_ != "relcl" else []


def _is_joined(verb: Token, dated: Token, token: Token) -> bool:
    """Whether a verb joined to `token` keeps its date for itself; "took the town and burned it on 5 May" shares one."""
    if verb.dep_ != "conj" or verb.pos_ not in ("VERB", "AUX"):
        return False
    apart = "," in verb.doc[token.i : verb.i].text
    return apart or dated.i < verb.i or any(c.dep_ in SUBJECTS for c in verb.children)


def _is_added(verb: Token, rivals: Sequence[Token]) -> bool:
    """Whether a participle tells a happening of its own: "sending aid, … voting for a resolution in April"."""
    return verb in rivals and verb.dep_ == "acl" and verb.tag_ == "VBG"


def _is_aside(verb: Token) -> bool:
    """Whether a clause tells of another time than the one it hangs on: "…, which it chaired this year", "as it had".

    "The summit, which was held in May" is no aside, nor is what merely says which thing is meant ("a text that …").
    """
    if verb.dep_ == "relcl":
        set_off = verb.left_edge.i > 0 and verb.left_edge.nbor(-1).text in (",", "(", "–", "—")
        return verb.lemma_ in PLANNED or ((set_off or has_had(verb)) and verb.lemma_ not in HELD)
    return verb.dep_ == "advcl" and any(c.dep_ == "mark" and c.lower_ == "as" for c in verb.children) and has_had(verb)


def _is_ahead(dated: DatedMention, latest: date) -> bool:
    """Whether a date begins after `latest`, or was planned for a time that was not over then."""
    governor = next((t for t in dated.token.ancestors if t.pos_ in ("VERB", "AUX")), None)
    return dated.span.earliest > latest or (governor is not None and _is_planned(governor))


def _is_planned(verb: Token) -> bool:
    """Whether a verb tells for when something is planned: "scheduled (to be held) in October", "was to open on"."""
    if verb.dep_ == "xcomp":
        plan = verb.head
        is_plan = plan.lemma_ in PLANNED and (plan.dep_ in ("acl", "relcl", "advcl") or plan.tag_ == "VBN")
        return (is_plan and plan.dep_ != "ROOT") or (plan.lemma_ == "be" and plan.dep_ == "relcl")
    return verb.lemma_ in PLANNED and verb.dep_ in ("acl", "relcl")


def in_aside(dated: Token) -> bool:
    """Whether a date stands in a clause that tells of another time than its sentence."""
    governor = next((t for t in dated.ancestors if t.pos_ in ("VERB", "AUX")), None)
    return governor is not None and (_is_aside(governor) or _is_planned(governor))


def has_had(verb: Token) -> bool:
    return any(c.dep_ == "aux" and c.lower_ in ("had", "'d") for c in verb.children)
