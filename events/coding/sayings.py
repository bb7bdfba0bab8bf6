"""Tells what a saying amounts to: a demand, a threat, a reproach, a refusal, backing.

In: a verb of saying in a sentence that no row of the lexicon reads. Out: the event type of what was said, whom it
blames, and whether it backs anybody. Word lists: ``data/coding_words.toml``.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from events.actors.directory import camp
from events.coding.lexicon import Lexicon
from events.coding.plain_words import SAYING, STATIVE, plain_nouns, plain_readings
from events.parsing.factuality import is_negated
from events.parsing.roles import own_words, roles_of
from events.text.word_lists import is_in, word_list

if TYPE_CHECKING:
    from spacy.tokens import Token

    from events.actors.coreference import Referents

SORRY = word_list("sorry")
LEAVING = word_list("leaving")
REVEALING = word_list("revealing")
BLOCS = frozenset({"CSTO", "EAEU", "CIS", "Union"})
NONE = frozenset({"no", "never", "nobody", "nothing", "neither", "none"})
GIVING_WAY = word_list("giving_way")
BEYOND_POWER = word_list("beyond_ones_power")
GETTING_READY = word_list("getting_ready")
WARMTH = word_list("warmth")
BEFORE_AND_AFTER = word_list("time_apart")
HAPPENING = word_list("happening")
HELD = frozenset({"CONSULT", "COOPERATE", "ASSAULT", "PROTEST"})
"""What is told once it is held."""
SUSPENDED = word_list("suspended")
DUTY = word_list("duty")
DEMANDING = word_list("demanding")
UNTOUCHED = word_list("leaving_untouched")


class Sayings:
    """Reads the verbs of saying of one paragraph."""

    def __init__(self, lexicon: Lexicon, referents: Referents) -> None:
        self._lexicon = lexicon
        self._who = referents

    def act_of(self, verb: Token) -> str:
        """The event type of a speech act, by the words that were said; empty where they amount to none."""
        own = [t for t in own_words(verb) if t != verb and not _is_of_another_clause(t, verb)]
        said = [t for c in verb.children if c.dep_ == "ccomp" for t in c.subtree] or own
        words = {t.lemma_.lower() for t in said}
        if asked := _asked(verb, words) or _answered(verb):
            return asked
        whole = {t.lemma_.lower() for t in own}
        if whole & (self._lexicon.classes["negative"] | self._lexicon.classes["blame"]):
            return "ACCUSE"
        is_suspended = any(t.lower_ in SUSPENDED and _is_state_of_things(t) for t in said)
        if is_suspended and whole & self._lexicon.classes["about_bloc"]:
            return "SANCTION"  # "said that its membership was frozen"
        if self.of_another(verb) and any(t.dep_ == "neg" and t.head.lemma_ in DUTY for t in said):
            return "ACCUSE"  # "said that the alliance had not met its duties"
        if any(is_in("unreal_adverb", c.lower_) for t in verb.children if t.dep_ == "ccomp" for c in t.children):
            return ""  # "said that they regularly held drills" tells a habit
        denied = _denials(said, verb)
        if denied:  # "would not be able to": nothing is turned down
            return "REJECT" if any(_is_refused(t, verb) for t in denied) else ""
        return _told(said, verb)

    def blamed(self, verb: Token) -> tuple[str, ...] | None:
        """Whom a speaker finds fault with: whoever the word of blame is said of; None where it is said of nobody."""
        if self.of_another(verb) and any(t.dep_ == "neg" and t.head.lemma_ in DUTY for t in verb.subtree):
            return self.of_another(verb)
        fault = self._lexicon.classes["negative"] | self._lexicon.classes["blame"]
        for clause in (c for c in verb.children if c.dep_ == "ccomp"):
            said = [s for s in clause.children if s.dep_ in ("nsubj", "nsubjpass")]
            if said and any(t.lemma_.lower() in fault or t.lower_ in fault for t in clause.subtree):
                return self._who.codes_of(said) or None
        return None

    def of_another(self, verb: Token) -> tuple[str, ...]:
        """Of whom else than the speaker something is said: the subject of what is said, if it is another party."""
        speakers = self._who.codes_of(roles_of(verb).subjects)
        clauses = [c for c in verb.children if c.dep_ == "ccomp"]
        spoken_of = self._who.codes_of(s for c in clauses for s in c.children if s.dep_ in ("nsubj", "nsubjpass"))
        return spoken_of if speakers and not set(spoken_of) & set(speakers) else ()


def _is_state_of_things(word: Token) -> bool:
    """ "Is frozen", "has been suspended": nobody is said to do it."""
    is_passive = word.dep_ == "ccomp" and any(c.dep_ == "auxpass" for c in word.children)
    return word.dep_ == "acomp" or is_passive


def _denials(said: list[Token], verb: Token) -> list[Token]:
    """What denies in the words said; "would never abandon" affirms."""
    denied = [t for t in said if t.dep_ == "neg" or t.lower_ in NONE]
    return [t for t in denied if not any(a.lemma_ in GIVING_WAY and a != verb for a in t.ancestors)]


def _told(said: list[Token], verb: Token) -> str:
    """The first act that the words said tell of; words of no act back somebody."""
    readings = plain_readings()
    if any(t.lemma_ in GETTING_READY and any(c.dep_ == "xcomp" for c in t.children) for t in said):
        return ""
    verbs = [t for t in said if t.pos_ == "VERB" and t != verb and not _is_beside(t)]
    told = [(t, readings.get(t.lemma_.lower(), STATIVE)) for t in verbs]
    if any(c.dep_ == "ccomp" and c.lemma_ in HAPPENING for c in verb.children):
        return ""  # "it happened near the village, the ministry said"
    first, act = next(((t, r) for t, r in told if r not in (STATIVE, SAYING)), (verb, "SUPPORT"))
    if _is_ahead(first) and act in ("AID", "MOBILIZE") and not _is_of_a_thing(first):
        return "AGREE"  # help that is promised
    if _is_ahead(first) and (act in HELD or _is_of_a_thing(first)):
        return ""
    plans = [c for c in verb.children if c.dep_ == "ccomp" and any(a.lower_ in ("will", "'ll") for a in c.children)]
    is_empty = first == verb and plans and not any(t.lemma_.lower() in WARMTH for t in said)
    return "" if is_empty else act


def _is_of_a_thing(verb: Token) -> bool:
    """ "Said that it would contribute to stability": no act that the speaker announces."""
    return any(c.dep_ == "nsubj" and c.lower_ in ("it", "this", "that") for c in verb.children)


def _is_beside(verb: Token) -> bool:
    """Whether a verb only says which thing is meant, or when: "when their car was returning"."""
    when = any(c.lower_ in ("when", "while") for c in verb.children if c.dep_ in ("advmod", "mark"))
    if when and any(c.lower_ == "to" and c.dep_ == "aux" for c in verb.children):
        return True  # "when to leave"
    is_at_another_time = any(c.dep_ == "mark" and c.lower_ in BEFORE_AND_AFTER for c in verb.children)
    is_aside = verb.dep_ == "advcl" and (when or is_at_another_time or verb.tag_ == "VBG")
    return verb.dep_ in ("relcl", "acl") or is_aside


def _is_ahead(verb: Token) -> bool:
    """ "Said that talks would be held": they have not been yet."""
    return any(c.dep_ == "aux" and c.lower_ in ("will", "would", "'ll", "may", "might") for c in verb.children)


def _asked(verb: Token, words: set[str]) -> str:
    """What a speaker demands of others or gives notice of: "its guards must go", "we want respect", "we will leave"."""
    if words & SORRY:
        return "CONCEDE"
    if any(_leaves_a_bloc(t) for t in verb.subtree if t != verb and not _is_of_another_clause(t, verb)):
        return "THREATEN"
    for clause in (c for c in verb.children if c.dep_ == "ccomp"):
        modals = {c.lower_ for c in clause.children if c.dep_ == "aux"}
        if clause.lemma_ in LEAVING and modals & {"will", "would", "'ll"} and not is_negated(clause):
            return "THREATEN"
        is_ours = any(c.dep_ == "nsubj" and c.tag_ == "PRP" and c.lower_ in ("we", "i") for c in clause.children)
        is_wanted = clause.lemma_ in {"want", *DEMANDING} and not (is_negated(clause) or modals & {"may", "might"})
        if (modals & {"must", "should"} and not is_ours) or is_wanted:
            return "REQUEST"
    return ""


def _is_refused(denial: Token, verb: Token) -> bool:
    """Whether a "not" or "no" in what is said turns something down, instead of telling what is not so."""
    heads = [denial.head, *denial.head.ancestors] if denial.dep_ != "neg" else [denial.head]
    told = next((t for t in heads if t.pos_ in ("VERB", "AUX")), verb)
    words = {told.lemma_, *(c.lemma_ for c in told.children if c.dep_ in ("acomp", "aux"))}
    return not words & {*BEYOND_POWER, *UNTOUCHED, "can", "could"}


def relation_of(verb: Token, parties: tuple[str, ...]) -> str:
    """Whether words that only make something known back anybody.

    Between a member and Moscow only warm ones do, or an answer that refuses nothing.
    """
    if verb.lemma_ in REVEALING:
        return "neutral"
    if not any(camp(c) == "moscow" for c in parties) or is_in("replying", verb.lemma_):
        return "friendly"
    beside = {t.i for c in verb.subtree if c.dep_ in ("acl", "relcl") for t in c.subtree}
    said = [t for t in verb.subtree if t.i not in beside]
    words = {t.lemma_.lower() for t in said} | {t.lower_ for t in said}
    return "friendly" if words & WARMTH else "neutral"


def _answered(verb: Token) -> str:
    """What was done in answer: "replied with visa bans"."""
    means = [
        p for c in verb.children if c.dep_ == "prep" and c.lower_ == "with" for p in c.children if p.dep_ == "pobj"
    ]
    return next((plain_nouns()[n.lemma_.lower()] for n in means if n.lemma_.lower() in plain_nouns()), "")


def _is_of_another_clause(token: Token, verb: Token) -> bool:
    """Whether a word stands in a clause that only says which thing is meant: "a paper that claimed it had left"."""
    above = [token, *(a for a in token.ancestors if verb in a.ancestors)]
    return any(a.dep_ == "relcl" and a.head.dep_ in ("pobj", "dobj") for a in above)


def _is_not_planned(token: Token) -> bool:
    """ "Had no plans to leave", "was not going to quit"."""
    if token.dep_ == "acl":
        return any(c.lower_ == "no" for c in token.head.children)
    if any(c.tag_ == "WRB" for c in token.children):
        return True  # "when to leave"
    return token.dep_ == "xcomp" and is_in("readiness", token.head.lemma_) and is_negated(token.head)


def _leaves_a_bloc(token: Token) -> bool:
    """ "Was free to walk out of the union", "did not rule out leaving the bloc"."""
    if token.lemma_ not in LEAVING or token.pos_ != "VERB" or is_negated(token) or _is_not_planned(token):
        return False
    if any(c.lower_ in ("would", "will") for c in token.head.children if is_in("entering", token.head.lemma_)):
        return False
    left = [t for c in token.children if c.dep_ in ("dobj", "prep") for t in c.subtree]
    return any(t.text in BLOCS or is_in("bloc_word", t.lower_) for t in left)
