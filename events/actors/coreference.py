"""Finds whom a phrase stands for: a name, an office ("the president"), a pronoun, a description ("the bloc").

In: parsed paragraphs in reading order with their actor mentions. Out: for any token, the codes of the actors its
phrase stands for. A small rule set over salience, not a coreference model: what it adds is measured in
``docs/extraction.md``.
"""

from __future__ import annotations

from collections.abc import Iterable
from typing import TYPE_CHECKING

from events.actors import pointing
from events.actors.descriptions import (
    is_bare_institution,
    is_count,
    is_definite,
    is_pair,
    is_spared,
    led_by_moscow,
    region,
    state_of,
)
from events.actors.directory import ActorMention, is_ally, load_knowledge
from events.actors.person_names import PERSONAL
from events.actors.salience import Salience
from events.text.word_lists import is_in, word_list
from events.vocabulary import SCORED

if TYPE_CHECKING:
    from spacy.tokens import Doc, Span, Token

ORGANISATIONS = ("CSTO", "NATO", "EU", "EAEU", "CIS", "SCO", "UN", "OSCE", "OTS")
PLURAL = frozenset({"they", "them", "their", "theirs", "themselves"})
ALLIANCE_WORDS = word_list("alliance_word")
LONGEST_LIST = 24  # a list longer than that names nobody in particular, and must not exhaust the stack
BLOCS = ("CSTO", "NATO", "EU", "EAEU", "CIS", "SCO", "OTS")
# Phrase parts that name whose something is ("the president of Tajikistan", "Moscow's request").
QUOTES = ('"', "“", "«", "‘")
INSIDE = frozenset({"compound", "amod", "poss", "nmod", "appos", "nummod", "npadvmod"})
OF_PREPS = frozenset({"of", "from", "between", "among", "in", "with"})


class Referents:
    """Actor codes by phrase for one paragraph.

    `salience` is read and brought up to date; `home` is the state that the author's "we" stands for, if any. `persons`
    has whose name "he" or "she" stands for; `unsure` are a "they" for a state, not its people, and a speaker's "we".
    """

    def __init__(
        self, doc: Doc, mentions: dict[int, ActorMention], salience: Salience, home: str = "", section: str = ""
    ) -> None:
        self._mentions = mentions
        self._home = home
        self._told_of = section or home
        self._section = section  # until the paragraph names a state itself
        self._pointed: dict[int, tuple[str, ...]] = {}
        self.persons: dict[int, str] = {}
        self.unsure: set[int] = set()
        self._stand_ins = load_knowledge().stand_ins
        self._salience = salience
        is_quote = doc.text.lstrip().startswith(QUOTES)
        salience.speaker = (salience.speaker or salience.person) if is_quote else ()
        self._speaker = salience.speaker
        self._blocs: dict[int, str] = {}
        last = ""
        self._focus: dict[int, tuple[str, ...]] = {}
        self._subject_in = -1
        for sentence in doc.sents:
            self._person_is_subject = False
            for token in sentence:
                self._read(token)
                if token.pos_ in ("VERB", "AUX"):
                    self._remember_subject(token)
            self._remember_subject(sentence.root)
            salience.names.end_sentence()
            self._read_first_person(sentence)
            here = [c for t in sentence for c in self.named(t) if c in ("CSTO", "EAEU", "CIS")]
            self._blocs[sentence.start] = here[-1] if here else last
            last = here[-1] if here else ""
            self._focus[sentence.start] = (self._told_of,) if self._told_of else salience.state(SCORED)

    def bloc(self, token: Token) -> str:
        """The organisation of Moscow's that this sentence or the one before named last, or an empty string."""
        return self._blocs.get(token.sent.start, "")

    def focus(self, token: Token) -> tuple[str, ...]:
        """The state that is told of: the one the article writes most about, else the last named; or none."""
        return self._focus.get(token.sent.start, ())

    def is_name(self, token: Token) -> bool:
        """Whether the token is part of an actor's own name, not a word that points to one."""
        return token.i in self._mentions

    def named(self, token: Token) -> tuple[str, ...]:
        """Codes of the name the token is part of, or of what it points to."""
        mention = self._mentions.get(token.i)
        return mention.codes if mention else self._pointed.get(token.i, ())

    def codes(self, token: Token, conjuncts: bool = True) -> tuple[str, ...]:
        """Codes of the actors a phrase stands for, by its head token; in text order, without repeats."""
        found: list[str] = []
        self._collect(token, found, conjuncts, depth=0)
        return tuple(dict.fromkeys(found))

    def listed(self, heads: Iterable[Token]) -> tuple[str, ...]:
        """As `codes_of`, with the names that stand right before in a list the parser cut ("Armenia, Belarus and …")."""
        found: list[str] = []
        for head in heads:
            codes = self.codes(head) or self._all_but(head)
            if codes and self.is_name(head):
                found.extend(self._names_before(head))
            found.extend(codes)
        return tuple(dict.fromkeys(found))

    def _all_but(self, head: Token) -> tuple[str, ...]:
        """ "None of the members except Belarus": the bloc's other members, when the bloc is the one of the story."""
        members = [t for t in head.subtree if t == head or t.head.lower_ == "of"]
        if not (is_in("none_word", head.lower_) or head.left_edge.lower_ == "no"):
            return ()
        spared = {c for t in head.sent for c in self.named(t) if t.i > head.i and is_spared(t)}
        if not spared and not any(is_in("member_of", t.lemma_.lower()) for t in members):
            return ()
        return (
            tuple(c for c in SCORED if is_ally(c) and c not in spared) if "CSTO" in self._salience.organisations else ()
        )

    def _names_before(self, head: Token) -> list[str]:
        doc, found = head.doc, list[str]()
        i = min(t.i for t in (head, *head.children) if t.dep_ == "compound" or t == head) - 1
        joined = False
        while i > head.sent.start and doc[i].lower_ in (",", "and") and (doc[i - 1].i in self._mentions):
            joined = joined or doc[i].lower_ == "and"
            if not joined and doc[i - 1].dep_ == "pobj":
                break  # "Amid a rift with Russia, Armenia froze …": a phrase put before, no list
            mention = self._mentions[doc[i - 1].i]
            found[:0] = mention.codes
            i = mention.start - 1
        is_beside = i >= 0 and is_in("circumstance", doc[i].lower_)  # "like Armenia and Georgia, Uzbekistan …"
        return [] if is_beside else found

    def codes_of(self, heads: Iterable[Token]) -> tuple[str, ...]:
        """Codes of several phrases, in order, without repeats."""
        return tuple(dict.fromkeys(code for head in heads for code in self.codes(head)))

    def _collect(self, token: Token, found: list[str], conjuncts: bool, depth: int) -> None:
        if is_in("not_acting", token.lemma_.lower()):
            return
        named = self.named(token)
        found.extend(named)
        if self._are_members(token):
            for child in token.rights:  # "CSTO states" are some of its members: those named behind, if any
                if child.dep_ in ("appos", "conj"):
                    self._collect(child, found, True, depth + 1)
            return
        if depth < 4 and not (named and self._is_proper(token)):
            for child in token.children:
                if child.dep_ in INSIDE and not pointing.is_of_somebody_else(child):
                    self._collect(child, found, True, depth + 1)
                elif not found and child.dep_ == "prep" and child.lower_ in OF_PREPS:
                    self._collect_inner(child, found, depth + 1)
        if conjuncts and depth < LONGEST_LIST:
            self._collect_joined(token, found, depth + 1)

    def _collect_joined(self, token: Token, found: list[str], depth: int) -> None:
        """What is joined to a phrase by "and"."""
        for child in token.children:
            is_joined = child.dep_ == "conj" and child.pos_ in ("NOUN", "PROPN", "PRON", "ADJ", "X")
            if is_joined and not pointing.is_speaker(child, self._mentions):
                self._collect(child, found, True, depth)

    def _are_members(self, token: Token) -> bool:
        """ "Its members", "CSTO states": some members of an organisation, not the organisation."""
        named = (c for t in token.lefts for c in self.named(t))
        return is_in("member_of", token.lemma_.lower()) and any(c in ORGANISATIONS for c in named)

    def _collect_inner(self, prep: Token, found: list[str], depth: int) -> None:
        """What the phrase says behind "of": "the president of Tajikistan"."""
        for inner in prep.children:
            if inner.dep_ == "pobj":
                self._collect(inner, found, True, depth)
                if not found and is_in("office", prep.head.lemma_.lower()):
                    found.extend(state_of(inner))

    def _is_proper(self, token: Token) -> bool:
        mention = self._mentions.get(token.i)
        return mention is not None and mention.kind != "demonym"

    def _read(self, token: Token) -> None:
        mention = self._mentions.get(token.i)
        if mention:
            if mention.end == token.i + 1:
                self._note(mention, token.dep_ in ("nsubj", "nsubjpass"))
                if mention.kind == "person":
                    self._salience.names.known_name(token)
            return
        if token.dep_ == "nsubj" and is_in("office", token.lower_) and self._has_name(token):
            self._remember_person(self.codes(token), True)  # "Kyrgyzstan's president says she has …"
        if self._home and pointing.holds_office_of_nobody_named(token, self._mentions):
            self._pointed[token.i] = (self._home,)
        if token.ent_type_ == "PERSON" and token.dep_ not in ("compound", "poss"):
            self._salience.names.name(token)
            self._remember_person(self._person(token), token.dep_ in ("nsubj", "nsubjpass"))
        pointed = self._points_to(token) or self._guards(token)
        if pointed:
            self._pointed[token.i] = pointed
            if token.lower_ in PLURAL and len(pointed) == 1 and not self._salience.is_plural:
                self.unsure.add(token.i)
        if token.lower_ in PERSONAL:
            self.persons[token.i] = self._salience.names.meant_by(token)

    def _guards(self, token: Token) -> tuple[str, ...]:
        """Whose "the peacekeepers" are: those of the party last told to have some."""
        if not pointing.are_peacekeepers(token):
            return ()
        self._salience.guards = self.codes(token) or self._salience.guards
        return self._salience.guards if is_definite(token) and not self.codes(token) else ()

    def _remember_person(self, codes: tuple[str, ...], is_subject: bool) -> None:
        """ "He" goes on with the last sentence's subject before anyone else it names."""
        if is_subject or not self._person_is_subject:
            self._salience.person = codes
        self._person_is_subject = self._person_is_subject or is_subject

    def _note(self, mention: ActorMention, is_subject: bool) -> None:
        if set(mention.codes) & set(SCORED):
            self._section = ""
        for code in mention.codes:
            kept = self._salience.organisations if code in ORGANISATIONS else self._salience.states
            kept.append(code)
            del kept[:-12]
        if mention.kind == "person":
            self._remember_person(mention.codes, is_subject)

    def _person(self, token: Token) -> tuple[str, ...]:
        """A person who is not in the table: whose office-holder, if the phrase says so; nobody's otherwise."""
        parts = [t for t in token.subtree if t.dep_ in INSIDE or t == token]
        if any(is_in("office", t.lemma_.lower()) for t in parts):
            return tuple(dict.fromkeys(c for t in parts for c in self.named(t)))
        return ()

    def _points_to(self, token: Token) -> tuple[str, ...]:
        low, salience = token.lower_, self._salience
        if token.tag_ in ("PRP", "PRP$"):
            return self._pronoun(token)
        if low == "ethnic":
            return salience.state(SCORED)  # "ethnic Kyrgyz and Uzbeks" are people of the state spoken of
        if low == "latter" or (low == "former" and token.dep_ != "amod"):
            order = -1 if low == "latter" else -2
            return tuple(salience.states[order:][:1]) if len(salience.states) >= 2 else ()
        if is_in("pair_word", low) and token.pos_ in ("NOUN", "NUM", "DET", "PRON") and is_pair(token):
            is_named = is_count(token) or any(t.i in self._mentions for t in token.subtree)
            return () if is_named else salience.pair(self.codes_of(pointing.doers_of_both(token)))
        return self._described(token) if token.pos_ in ("NOUN", "PROPN") else ()

    def _described(self, token: Token) -> tuple[str, ...]:
        """Whom a noun stands for that names nobody: "the bloc", "the country", "its president", "Parliament"."""
        low, salience = token.lower_, self._salience
        if led := led_by_moscow(token):
            return (led,)
        if is_bare_institution(token):
            return self._state_told_of()
        if not is_definite(token) and not (is_in("speaker", low) and token.dep_ == "nsubj"):
            return ()
        is_named = token.tag_ == "NNP" and any(c.lower_ == "for" for c in token.rights)  # "Organization for …"
        if low in self._stand_ins and not (
            is_named or (low == "allies" and any(c.dep_ == "poss" for c in token.children))
        ):
            return self._bloc(token)  # but "his allies" are some states
        if is_in("state_word", low):
            return salience.state(region(token))
        is_town = low == "capital" and token.dep_ == "appos"  # "Stepanakert, the regional capital"
        if (is_in("office", low) or is_in("office", token.lemma_.lower())) and not (is_town or self._has_name(token)):
            return self._office(token)
        return ()

    def _office(self, token: Token) -> tuple[str, ...]:
        """Whose office is meant: the last subject's, unless a clause put before named somebody else."""
        if self._section:
            return (self._section,)
        subject = self._salience.subject
        is_other = self._subject_in == token.sent.start and token.dep_ == "nsubj" and not set(subject) & set(SCORED)
        if is_other:  # "When Washington gave him a prize, the government tore up …"
            return self._state_told_of()
        return self._salience.state() if subject in ((), ("CSTO",)) else subject

    def _state_told_of(self) -> tuple[str, ...]:
        return (self._told_of,) if self._told_of else self._salience.state(SCORED)

    def _pronoun(self, token: Token) -> tuple[str, ...]:
        low, salience = token.lower_, self._salience
        if low in PERSONAL:
            return salience.person
        if low in ("its", "their", "it", "they") and (ahead := pointing.subject_ahead(token, self._mentions)):
            return ahead
        if token.dep_ in ("dobj", "dative", "pobj") and low in ("them", "it"):
            return self._other_than(salience.subject)
        if low in ("it", "its", "itself"):
            # "It" is one party; after a sentence about two, it is the last of them.
            return salience.subject[-1:] if len(salience.subject) > 1 else salience.subject
        if low in ("they", "them", "their", "themselves"):
            return salience.subject
        return ()

    def _read_first_person(self, sentence: Span) -> None:
        """ "We" in a quotation is the speaker's state, elsewhere the one the author writes for."""
        persons = [t for t in sentence if t.lower_ in ("we", "our", "us", "ours", "i", "my")]
        if not persons:
            return
        if self._speaker:  # a paragraph that is one quotation, of whom was told of last
            self._pointed.update({t.i: self._speaker for t in persons})
            self.unsure.update(t.i for t in persons)
        elif self._home:
            self._pointed.update({t.i: (self._home,) for t in persons if t.lower_ not in ("i", "my")})
        for verb in sentence:
            if verb.pos_ == "VERB" and (is_in("reporting", verb.lemma_) or is_in("announcing", verb.lemma_)):
                codes = tuple(c for s in verb.children if s.dep_ == "nsubj" for c in self.codes(s))
                for token in persons:
                    if codes and token.head != verb:
                        self._pointed[token.i] = codes
                        self.unsure.add(token.i)

    def _other_than(self, subject: tuple[str, ...]) -> tuple[str, ...]:
        named = [c for c in (*self._salience.states,) if c not in subject]
        return tuple(named[-1:])

    def _has_name(self, token: Token) -> bool:
        return any(t.i in self._mentions for t in token.subtree if t.dep_ in INSIDE or t.dep_ == "pobj")

    def _bloc(self, token: Token) -> tuple[str, ...]:
        meant = self._stand_ins[token.lower_]
        if meant == "EU":
            unions = [c for c in self._salience.organisations if c in ("EU", "EAEU")]
            return tuple(unions[-1:])
        # The alliance of these articles is the CSTO, unless this very sentence has just named another.
        named = [c for c in self._salience.organisations if c != "UN"]
        if here := [c for t in token.sent[: token.i - token.sent.start] for c in self.named(t) if c in BLOCS]:
            return (here[-1],)
        if token.lower_ in ALLIANCE_WORDS:
            named = [c for c in named if c in ("CSTO", "NATO")]  # no other bloc is an alliance
        return (meant,) if meant in named or not named else tuple(named[-1:])

    def _remember_subject(self, root: Token) -> None:
        for token in root.children:
            if token.dep_ in ("nsubj", "nsubjpass") and (codes := self.codes(token) or self._all_but(token)):
                self._salience.subject = codes
                self._salience.is_plural = token.tag_ in ("NNS", "NNPS") or len(codes) > 1
                self._subject_in = token.sent.start
                return
