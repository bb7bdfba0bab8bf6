"""Whom words point to that the sentence itself settles: the subject that follows, the holder of an office.

In: a token of a parsed paragraph, and its actor mentions. Out: codes, or whether the sentence leaves it open. What the
story before settles is left to `events.actors.coreference`.
"""

from __future__ import annotations

from collections.abc import Mapping
from typing import TYPE_CHECKING

from events.text.word_lists import is_in

if TYPE_CHECKING:
    from spacy.tokens import Token

    from events.actors.directory import ActorMention


def subject_ahead(token: Token, mentions: Mapping[int, ActorMention]) -> tuple[str, ...]:
    """In a phrase put before its subject ("During clashes on its border, Armenia …") the subject that follows."""
    root = token.sent.root
    subject = next((c for c in root.children if c.dep_ in ("nsubj", "nsubjpass")), None)
    if subject is None or subject.left_edge.i <= token.i or subject.tag_ in ("PRP", "WP"):
        return ()
    fronted = next((a for a in token.ancestors if a.head == root), None)
    if fronted is None or fronted.dep_ not in ("prep", "advcl"):
        return ()
    codes = tuple(dict.fromkeys(c for t in subject.subtree if t.i in mentions for c in mentions[t.i].codes))
    return codes[:1] if token.lower_ in ("it", "its") else codes


def holds_office_of_nobody_named(token: Token, mentions: Mapping[int, ActorMention]) -> bool:
    """ "Defence Minister Abildayev": of whose state nobody says, so of the one that the article is about."""
    if token.ent_type_ != "PERSON" or token.dep_ == "compound":
        return False
    parts = [t for t in token.subtree if t.dep_ == "compound" or t == token]
    holds = any(is_in("office", t.lemma_.lower()) and t.text[:1].isupper() for t in parts if t != token)
    return holds and not any(t.i in mentions or t.ent_type_ in ("NORP", "GPE") for t in token.subtree)


def is_speaker(token: Token, mentions: Mapping[int, ActorMention]) -> bool:
    """In "sent troops to Minsk, Putin, its chair, said" the speaker, whom the parser joins to the last name."""
    root, mention = token.sent.root, mentions.get(token.i)
    is_person = mention is not None and mention.kind == "person"
    says = is_in("reporting", root.lemma_) and not any(c.dep_ in ("nsubj", "nsubjpass") for c in root.children)
    return is_person and says and token.i < root.i


def are_peacekeepers(token: Token) -> bool:
    """ "The peacekeepers", "the peacekeeping mission"."""
    parts = {t.lower_ for t in token.lefts if t.dep_ in ("compound", "amod")}
    return token.pos_ == "NOUN" and (token.lemma_.lower() == "peacekeeper" or "peacekeeping" in parts)


def is_of_somebody_else(part: Token) -> bool:
    """ "Putin's allies", "a Russian ally": somebody's, and not that somebody; but Western partners are the West."""
    noun = part.head
    if not is_in("relational", noun.lemma_.lower()):
        return False
    return part.dep_ == "poss" or (part.lower_ == "russian" and noun.lemma_.lower() == "ally")


def doers_of_both(token: Token) -> list[Token]:
    """Who does something to "both countries", and so is neither: "Putin telephoned the presidents of both"."""
    is_both = "both" in {token.lower_, *(c.lower_ for c in token.children)}
    if not is_both or token.dep_ not in ("dobj", "pobj") or token.head.lower_ == "between":
        return []
    verb = next((a for a in token.ancestors if a.pos_ == "VERB"), None)
    return [] if verb is None else [c for c in verb.children if c.dep_ == "nsubj"]
