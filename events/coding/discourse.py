"""Fills in the parties that a sentence leaves out, from the pleas, fights and dealings told before it.

In: coded happenings in reading order. Out: the same with missing parties filled from the last plea or fight, and with
readings made exact that only the wider phrase decides (a vote for a resolution against Russia is a reproach). The
rules are stated in ``docs/codebook.md``.
"""

from __future__ import annotations

from dataclasses import dataclass, field, replace
from typing import TYPE_CHECKING

from events.actors.directory import camp, is_ally
from events.coding.coded import CodedEvent
from events.coding.effects import AT_ODDS, MEDIATED
from events.coding.fights import fill_fighter, only_states_fight
from events.coding.modes import mode_of
from events.coding.relations import make_meaning_exact
from events.text.word_lists import is_in, word_list
from events.vocabulary import SCORED

if TYPE_CHECKING:
    from spacy.tokens import Token

NEAR_SENTENCES = 2
TEXTS = word_list("text_voted_on")
AGAINST = word_list("blames_in_text")
DEMANDS = word_list("demanded")
RESCUED = word_list("rescuing")
MISSION = word_list("mission")
DEMANDING = word_list("demanding")


# Types that are told of one party for short, though they are acts towards another.
TWO_SIDED = frozenset(
    {"REQUEST", "REJECT", "AID", "SUPPORT", "MOBILIZE", "RETREAT", "AGREE", "SANCTION", "ACCUSE", "THREATEN"}
)
RECEIVED = frozenset({"AID", "MOBILIZE", "SANCTION", "ACCUSE"})  # done to somebody, by whom else the phrase names
BLOC_THEMES = word_list("of_the_bloc")


GOES_ON = frozenset({"CONCEDE", "REJECT", "ACCUSE", "THREATEN", "REQUEST"})
WATCHING = word_list("looking_on")
POINTERS = word_list("pointing_theme")
OBSERVERS = word_list("observers")
HANDING_OVER = word_list("handing_over")
BREAKAWAY = word_list("breakaway")
ORDERING = word_list("ordering")
DOMESTIC = word_list("at_home_alone")
FORCES = word_list("forces")
TAKING_PART = word_list("taking_part")
SORRY = word_list("sorry")


@dataclass(slots=True)
class Story:
    """The last plea and the last fight told, and in which sentence."""

    pleader: tuple[str, ...] = ()
    asked: tuple[str, ...] = ()
    plea_sentence: int = -10
    fighters: tuple[str, ...] = ()
    fight_sentence: int = -10
    sent: tuple[str, ...] = ()
    sent_to: tuple[str, ...] = ()
    dealings: dict[str, tuple[str, int]] = field(default_factory=dict)  # with whom a member last dealt, and where


def complete_one(coded: CodedEvent, story: Story, number: int) -> CodedEvent:
    """Fill in and make exact one happening, told in sentence `number`; `story` is brought up to date."""
    if coded.by_pronoun and coded.of_help and 0 < number - story.plea_sentence <= 1 and coded.sources == story.pleader:
        # "Yerevan asked the alliance for help; it sent a team": whoever was asked answers
        coded = replace(coded, sources=story.asked, targets=story.pleader)
    coded = _make_exact(_with_breakaway(coded))
    if coded.event_type == "REJECT":
        coded = _fill_refusal(coded, story, number)
    coded = _fill_parties(coded)
    if coded.event_type == "RETREAT" and not coded.sources and coded.theme in FORCES:
        coded = replace(coded, sources=story.sent, targets=coded.targets or story.sent_to)
    if coded.event_type in ("MOBILIZE", "AID") and coded.sources and coded.theme in FORCES:
        story.sent, story.sent_to = coded.sources, coded.targets
    if coded.event_type == "REQUEST" and coded.sources:
        story.pleader, story.asked, story.plea_sentence = coded.sources, coded.targets, number
    if coded.event_type == "ASSAULT":
        coded = fill_fighter(coded)
    coded = _go_on_with(coded, story, number)
    coded = make_meaning_exact(coded)
    coded = replace(coded, mode=mode_of(coded))
    if coded.event_type == "ASSAULT" and (coded.sources or coded.targets):
        story.fighters, story.fight_sentence = tuple(dict.fromkeys((*coded.sources, *coded.targets))), number
    return coded


def _with_breakaway(coded: CodedEvent) -> CodedEvent:
    """What Moscow does with Georgia's breakaway authorities is done against Georgia."""
    joins = coded.relation in ("friendly", "deployment") and _has_moscow(coded.sources)
    if not joins or set(coded.targets) & set(SCORED) - {"GEO"}:
        return coded
    heads = [c for t in (coded.token, *coded.token.children) for c in t.children]
    preps = [p for h in heads if h.lower_ in ("with", "to", "of") for p in h.children]
    if any(
        t.lower_ in BREAKAWAY for p in [*preps, *heads] if p.dep_ in ("pobj", "dobj", "dative") for t in (p, *p.lefts)
    ):
        return replace(coded, relation="hostile", targets=("GEO",))
    return coded


def _make_exact(coded: CodedEvent) -> CodedEvent:
    words = {t.lower_ for t in coded.token.subtree}
    if coded.theme in TEXTS and words & AGAINST:
        coded = _make_vote_exact(coded)
    if "CSTO" in coded.targets and len(coded.sources) > 2:
        # "the Central Asian countries" that face the alliance are those in it
        coded = replace(coded, sources=tuple(c for c in coded.sources if is_ally(c)) or coded.sources)
    by_moscow = _has_moscow(coded.sources)
    both = tuple(c for c in coded.within if c in SCORED)
    if by_moscow and coded.event_type in MEDIATED and frozenset(both) in AT_ODDS and set(coded.targets) < set(both):
        coded = replace(coded, targets=both)  # "endorsed a settlement of the Armenia-Azerbaijan conflict"
    if coded.event_type == "MOBILIZE" and by_moscow and (coded.theme == "peacekeeper" or words & RESCUED):
        coded = replace(coded, event_type="AID", relation="friendly")
    if coded.event_type == "MOBILIZE" and (coded.theme in OBSERVERS or words & MISSION):
        coded = replace(coded, event_type="AID", relation="friendly")
    if coded.event_type == "REQUEST" and (_demands(coded.token) or coded.token.lemma_ in DEMANDING):
        coded = replace(coded, relation="demand")
    if coded.event_type == "ASSAULT":
        coded = only_states_fight(coded)
    if coded.event_type == "REJECT" and by_moscow:
        # An ally's silence concerns the ally; the other side of the war had nothing to expect of it.
        allies = tuple(c for c in coded.targets if is_ally(c))
        if coded.targets and not allies:
            allies = tuple(c for c in coded.within if is_ally(c))
        watched = coded.token.lemma_ in WATCHING  # then whoever is named beside it is what was looked on at
        coded = replace(coded, targets=allies or (() if watched else coded.targets))
    return coded


def _make_vote_exact(coded: CodedEvent) -> CodedEvent:
    """A vote for a text that blames Moscow reproaches it; a vote against such a text backs it."""
    accused = tuple(c for c in coded.within if camp(c) == "moscow")
    if _has_moscow(coded.sources):
        return coded  # Moscow does not sign what reproaches it
    if _votes_against(coded.token):
        coded = replace(coded, targets=accused or ("RUS",))
    elif accused and coded.event_type in ("SUPPORT", "AGREE"):
        coded = replace(coded, event_type="ACCUSE", relation="hostile", targets=accused)
    return coded


def _fill_parties(coded: CodedEvent) -> CodedEvent:
    """Give a one-sided act its other party: from its own clause, its sentence, then the state the story is at."""
    if _stays_away(coded):
        # Drills and summits that a member stays away from are the alliance's, whoever hosts them.
        coded = replace(coded, targets=("CSTO",))
    parties = (*coded.sources, *coded.targets)
    if coded.event_type == "COOPERATE" and coded.theme in BLOC_THEMES and "CSTO" in coded.sentence_codes:
        coded = replace(coded, targets=coded.targets or tuple(c for c in ("CSTO",) if c not in parties))
    is_two_sided = coded.event_type in TWO_SIDED or coded.token.lemma_ in SORRY
    if not is_two_sided or not parties or _concerns_nobody_else(coded):
        return coded
    if coded.event_type == "REQUEST" and "CSTO" in coded.within and "CSTO" not in parties and _is_open(coded):
        coded = replace(coded, targets=(*coded.targets, "CSTO"))
    elif not any(c in SCORED for c in parties):
        if not (coded.sources and coded.targets) or all(camp(c) == "moscow" for c in parties):
            members = [c for c in (*coded.within, *coded.sentence_codes) if c in SCORED and _may_be_meant(coded, c)]
            told_of = () if is_between_others(coded) else tuple(c for c in coded.focus if _may_be_meant(coded, c))
            if not coded.sources and _is_handed_over(coded):  # "Russia was given trucks": whoever is meant gave them
                return replace(coded, sources=tuple(members[:1]) or told_of)
            coded = replace(coded, targets=(*coded.targets, *(members[:1] or told_of)))
    elif not coded.targets and any(c in SCORED for c in coded.sources):
        coded = replace(coded, targets=_towards_whom(coded))
    elif not coded.sources and coded.event_type in RECEIVED and not _is_told_of_it(coded):
        givers = [c for c in coded.within if camp(c) in ("moscow", "west")]
        coded = replace(coded, sources=tuple(c for c in givers if c not in coded.targets)[:1])
    return coded


def _is_open(coded: CodedEvent) -> bool:
    """Whether an appeal may be meant for the alliance: not when it is told to go to somebody outside it."""
    return all(camp(c) in ("moscow", "member") for c in coded.targets)


def _is_told_of_it(coded: CodedEvent) -> bool:
    """ "Was accused of closer ties with the Kremlin": who is named behind "of" is what it is about, not who blames."""
    preps = [t for t in coded.token.subtree if t.lower_ in ("of", "for", "over")]
    is_content = any(p.head == coded.token or any(c.dep_ == "pcomp" for c in p.children) for p in preps)
    return coded.event_type == "ACCUSE" and is_content


def _has_moscow(codes: tuple[str, ...]) -> bool:
    return any(camp(c) == "moscow" for c in codes)


def _is_handed_over(coded: CodedEvent) -> bool:
    """Whether its target stands as the subject of a passive that tells what it received."""
    children = {c.dep_ for c in coded.token.children}
    return coded.event_type == "AID" and coded.token.lemma_ in HANDING_OVER and {"auxpass", "nsubjpass"} <= children


def _may_be_meant(coded: CodedEvent, code: str) -> bool:
    """When Moscow looks on, whoever else is named beside it is what it looked on at; the alliance helps its own."""
    is_theirs = coded.event_type in ("AID", "MOBILIZE") and "CSTO" in coded.sources
    is_watched = coded.event_type == "REJECT" and coded.token.lemma_ in WATCHING
    return is_ally(code) or not (is_theirs or is_watched)


def _go_on_with(coded: CodedEvent, story: Story, number: int) -> CodedEvent:
    """ "Its crew shot down a Russian helicopter; Baku apologised": what comes right after is towards the same party."""
    parties = (*coded.sources, *coded.targets)
    members, others = [c for c in parties if c in SCORED], [c for c in parties if camp(c) in ("moscow", "west")]
    if coded.event_type in GOES_ON and len(members) == 1 and coded.sources and not others and not coded.targets:
        other, told = story.dealings.get(members[0], ("", -10))
        if other and number - told <= 1:
            coded = replace(coded, targets=(other,))
    if len(set(members)) == 1 and others:
        story.dealings[members[0]] = (others[0], number)
    return coded


def _votes_against(token: Token) -> bool:
    return token.lemma_ == "vote" and any(c.lower_ == "against" for c in token.children)


def _stays_away(coded: CodedEvent) -> bool:
    """Whether members stay away from what is the alliance's."""
    in_what = {
        p.lemma_.lower()
        for t in coded.token.subtree
        if t.lower_ == "in" and t.head.lemma_ in TAKING_PART
        for p in t.children
    }
    if not {coded.theme, *in_what} & BLOC_THEMES or coded.event_type not in ("SANCTION", "REJECT"):
        return False
    if coded.theme in POINTERS and not coded.bloc:
        return False  # "scrapped them": nothing says that it was the alliance's
    others = [c for c in coded.targets if c not in coded.sentence_codes or "CSTO" not in coded.sentence_codes]
    return bool(coded.sources) and all(camp(c) == "member" for c in (*coded.sources, *others))


def _concerns_nobody_else(coded: CodedEvent) -> bool:
    if coded.event_type == "RETREAT" and coded.theme not in FORCES and coded.theme != coded.token.lemma_:
        return True  # prisoners let go concern nobody but those who held them
    if coded.event_type == "ACCUSE" and _blames_others(coded.token):
        return True
    is_order = coded.event_type == "REQUEST" and coded.token.lemma_ in ORDERING and not coded.targets
    if is_order and not _has_moscow(coded.sources):
        return True  # "instructed the government to find routes that bypass Russia" is said to nobody abroad
    # "looked elsewhere": whoever it is, it is not the party named beside it
    return any(t.lower_ == "elsewhere" for t in coded.token.children)


def _is_about_something_else(coded: CodedEvent) -> bool:
    """ "Imposed an Internet blackout", "lifted caps on prices": a measure at home, whatever bloc was named before."""
    return coded.event_type == "SANCTION" and coded.theme in DOMESTIC


def _blames_others(verb: Token) -> bool:
    """ "Blamed the riots on terrorists": somebody is blamed who is no party, so none is to be looked for."""
    objects = [c for c in verb.children if c.dep_ == "dobj"]
    preps = [c for t in (verb, *objects) for c in t.children if c.lower_ == "on"]
    return is_in("laying_blame", verb.lemma_) and any(p.pos_ == "NOUN" for c in preps for p in c.children)


def _towards_whom(coded: CodedEvent) -> tuple[str, ...]:
    """Moscow or the West, where the phrase or sentence names them; else the alliance, where it is spoken of."""
    # Forces are sent to whom the phrase itself names, or nowhere abroad.
    named = coded.within if coded.event_type == "MOBILIZE" else (*coded.within, *coded.sentence_codes)
    # What a member does together with Moscow is not done towards whoever else is named.
    camps = ("moscow",) if _has_moscow(coded.sources) else ("moscow", "west")
    others = [c for c in named if c not in coded.sources and camp(c) in camps]
    if others:
        return tuple(others[:1])
    if coded.event_type in ("REJECT", "SANCTION") and coded.bloc and not _is_about_something_else(coded):
        return (coded.bloc,)
    about_bloc = coded.theme in BLOC_THEMES and (coded.bloc or coded.theme not in POINTERS)
    return ("CSTO",) if about_bloc else ()


def is_between_others(coded: CodedEvent) -> bool:
    """Whether the sentence names two parties, none of them a member: their affair, not the member's told of."""
    named = set(coded.sentence_codes)
    return len(named) > 1 and not named & {*SCORED, "CSTO"}


def _demands(token: Token) -> bool:
    """Whether the plea itself, not a clause beside it, is for respect, an end or a withdrawal."""
    for word in token.subtree:
        if word.lower_ in DEMANDS:
            between = [word, *(a for a in word.ancestors if token in a.ancestors)]
            is_infinitive = any(c.lower_ == "to" and c.dep_ == "aux" for c in word.children)
            if is_infinitive or not any(t.dep_ in ("relcl", "advcl", "ccomp") for t in between):
                return True
    return False


def _fill_refusal(coded: CodedEvent, story: Story, number: int) -> CodedEvent:
    bloc = next((c for c in coded.sentence_codes if c == "CSTO"), "")
    if coded.of_help and coded.by_pronoun and bloc and not _has_moscow(coded.sources):
        # "They had tested the CSTO's limits when it would not step in": it is the alliance that helps or does not
        misread = coded.sources
        coded = replace(coded, sources=(bloc,))
        coded = replace(coded, targets=tuple(c for c in coded.sentence_codes if is_ally(c) and c not in misread))
    plea_is_near = number - story.plea_sentence <= NEAR_SENTENCES
    if not coded.sources and plea_is_near:
        coded = replace(coded, sources=tuple(c for c in story.asked if c not in coded.targets))
        coded = replace(coded, targets=story.pleader)
        return coded
    moscow_only = coded.sources and all(camp(c) == "moscow" for c in coded.sources)
    if not moscow_only or any(c in SCORED for c in coded.targets):
        return coded
    if plea_is_near:
        coded = replace(coded, targets=story.pleader)
    elif number - story.fight_sentence <= NEAR_SENTENCES:
        fighters = tuple(c for c in story.fighters if c in SCORED)
        coded = replace(coded, targets=tuple(c for c in fighters if is_ally(c)) or fighters)
    return coded
