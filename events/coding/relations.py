"""Makes the relation between the parties exact, where the event type alone does not tell it.

In: a coded happening whose parties are filled in. Out: the same with its relation, and now and then its type, made
exact: a bond with the West that a member cuts, sanctions on Moscow that it does not join, a vote it only sits out, a
post that Moscow's forces give back. Words: classes of ``data/event_types.toml``. The rules stand in
``docs/codebook.md``.
"""

from __future__ import annotations

from dataclasses import replace

from events.actors.directory import camp, load_knowledge
from events.coding.coded import CodedEvent
from events.coding.lexicon import load_lexicon
from events.coding.plain_words import plain_readings
from events.parsing.factuality import Stance
from events.text.word_lists import word_list

PROMISED = frozenset({"AID", "COOPERATE", "MOBILIZE"})
OUTSIDE = ("moscow", "west", "rival")
PUNISHING = word_list("punishing")
TAKING_UP = word_list("taking_up")
RECOGNISING = word_list("recognising")
ORDERING = word_list("ordering")
CARRIED_OUT = frozenset({"SANCTION", "COERCE", "MOBILIZE", "RETREAT"})
FREEING = word_list("freeing")
GIVING_BACK = word_list("giving_back")
WRITTEN = word_list("written_notice")
CUTTING = word_list("cutting_a_bond")
LEAVING = word_list("leaving")
BASES = word_list("base")


def make_meaning_exact(coded: CodedEvent) -> CodedEvent:
    """Set the relation, and in a promise the type, that the words beside the act give it."""
    classes = load_lexicon().classes
    words = {t.lemma_.lower() for t in coded.token.subtree} | {coded.theme}
    if (notice := _notice_of_leaving(coded, words, classes)) is not None:
        coded = notice
    if coded.event_type in ("AGREE", "SUPPORT") and coded.token.pos_ == "VERB" and words & CUTTING & _of_a_base(coded):
        coded = replace(coded, event_type="SANCTION", relation="hostile")
    if coded.event_type in ("SANCTION", "REJECT") and _cuts_bond_with_west(coded, words & classes["bond"]):
        coded = replace(coded, relation="parting")
    if coded.event_type == "SANCTION" and coded.stance is Stance.ANNOUNCED and coded.token.lemma_ in LEAVING:
        coded = replace(coded, event_type="THREATEN", relation="hostile")  # "we will leave" is not leaving yet
    if coded.event_type == "REQUEST" and coded.token.lemma_ in ORDERING and (done := _ordered(coded)):
        coded = replace(coded, event_type=done, relation=load_lexicon().types[done].relation)
    if coded.event_type == "REJECT":
        coded = _make_refusal_exact(coded, words, classes["about_bloc"])
    if coded.event_type == "RETREAT" and _gives_back(coded, words & classes["post"]):
        coded = replace(coded, relation="withdrawal")
    if coded.event_type == "RETREAT" and coded.relation == "withdrawal" and _sends_people_home(coded, words, classes):
        coded = replace(coded, relation="friendly")
    if coded.stance is Stance.ANNOUNCED and coded.event_type in PROMISED and _from_outside(coded):
        coded = replace(coded, event_type="AGREE", relation="friendly")
    return coded


def _notice_of_leaving(coded: CodedEvent, words: set[str], classes: dict[str, frozenset[str]]) -> CodedEvent | None:
    """A note by which a member leaves, or its request to be let go, cuts the tie; any other note is only talk."""
    if coded.event_type not in ("AID", "REQUEST", "CONSULT"):
        return None
    is_note = coded.theme in WRITTEN
    asks_to_go = coded.event_type == "REQUEST" and any(
        c.dep_ in ("xcomp", "ccomp") and c.lemma_ in CUTTING for c in coded.token.children
    )
    if (is_note or asks_to_go) and words & CUTTING and words & (classes["about_bloc"] | classes["bond"]):
        targets = coded.targets or tuple(c for c in (coded.bloc,) if c)
        return replace(coded, event_type="SANCTION", relation="hostile", targets=targets)
    if is_note and coded.event_type == "AID":
        return replace(coded, event_type="CONSULT", relation="neutral")
    return None


def _of_a_base(coded: CodedEvent) -> set[str]:
    """The words of a clause that say what becomes of a base: "a law that sets a date for the base to close"."""
    by_members = coded.sources and all(camp(c) == "member" for c in coded.sources)
    if not by_members or not any(camp(c) in ("moscow", "west") for c in coded.targets):
        return set()
    words = load_knowledge().words
    for base in (t for t in coded.token.subtree if t.lemma_.lower() in BASES):
        owners = {c for t in base.lefts for c in words.get(t.text, ("", ()))[1]}
        if owners and not owners & set(coded.targets):
            continue  # Moscow was told that the American base would be shut: nothing is cut with Moscow
        near = {base.head, *base.head.ancestors, *(c for c in base.head.children), *base.children}
        if found := {t.lemma_.lower() for t in near if t.i > coded.token.i} & CUTTING:
            return found
    return set()


def _ordered(coded: CodedEvent) -> str:
    """What was done by an order to one's own: "ordered the airlines to stop flying to Georgia"."""
    chained = (c.lemma_.lower() for c in coded.token.children if c.dep_ in ("xcomp", "ccomp"))
    return next((r for v in chained if (r := plain_readings().get(v, "")) in CARRIED_OUT), "")


def _cuts_bond_with_west(coded: CodedEvent, bonds: set[str]) -> bool:
    return bool(bonds) and any(camp(c) == "member" for c in coded.sources) and _all_west(coded.targets)


def _all_west(codes: tuple[str, ...]) -> bool:
    return bool(codes) and all(camp(c) == "west" for c in codes)


def _make_refusal_exact(coded: CodedEvent, words: set[str], about_bloc: frozenset[str]) -> CodedEvent:
    if words & CUTTING & _of_a_base(coded):
        return replace(coded, relation="neutral")  # "refused to debate a shutdown of the base"
    if words & PUNISHING and words & TAKING_UP and "RUS" in (*coded.within, *coded.targets):
        # "would not join the sanctions on Russia": a refusal of the West's where it is named, else backing
        west = tuple(c for c in coded.sentence_codes if camp(c) == "west")
        if west:
            coded = replace(coded, event_type="REJECT", relation="parting", targets=west)
        else:
            coded = replace(coded, event_type="SUPPORT", relation="friendly", targets=("RUS",))
    elif words & RECOGNISING and coded.targets == ("UKR",):
        coded = replace(coded, targets=("RUS",))  # what is not recognised in Ukraine is Moscow's doing
    elif coded.token.lemma_ == "abstain" and not words & about_bloc:
        coded = replace(coded, relation="neutral")  # neither with Moscow nor against it
    return coded


def _gives_back(coded: CodedEvent, posts: set[str]) -> bool:
    """Whether Moscow's forces give up a post: "handed over the airport"."""
    return bool(posts) and coded.token.lemma_ in GIVING_BACK and any(camp(c) == "moscow" for c in coded.sources)


def _sends_people_home(coded: CodedEvent, words: set[str], classes: dict[str, frozenset[str]]) -> bool:
    """Whether a member lets somebody go who is no soldier and no post: "freed the manager and sent him home"."""
    is_freed = coded.token.lemma_ in FREEING and any(camp(c) == "member" for c in coded.sources)
    return is_freed and not words & (classes["troops"] | classes["post"] | classes["mission"])


def _from_outside(coded: CodedEvent) -> bool:
    return any(camp(c) in OUTSIDE for c in coded.sources)
