"""Trains the learned reader: ``python -m training.train [--output FILE]``.

In: the passages by hand and the whole articles of `training.passages`, parsed by the program's own language model. Out:
``events/learned/model.npz`` and its hash, and figures on the parts held out. Nothing is drawn by lot: a passage's part
follows from its name, the optimiser starts from zero. On another machine the numbers may differ in the last digit kept.
"""

from __future__ import annotations

import argparse
import zlib
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import TYPE_CHECKING

from events.actors.directory import organisation_names
from events.coding.effects import Act
from events.extraction.article_events import judge_effects
from events.extraction.pipeline import Extractor, Stages
from events.learned.clauses import Features, Standing, is_candidate, of_actor, of_member, of_word, standing_of
from events.learned.judgement import SIGNS, evidence
from events.learned.model import FILE, HASH, Head, Model, probe_of, save
from events.learned.reader import Chances, Reading, read_word
from events.parsing.model import load_language
from events.records import Effect
from events.vocabulary import EVENT_TYPES, SCORED
from training.logistic import fit
from training.passages import ARTICLES, FOLDER, Label, Passage, codes, document_of, load

if TYPE_CHECKING:
    from spacy.tokens import Token

    from events.actors.coreference import Referents

PARTS = 5
STRENGTH = {"happening": 10.0, "type": 4.0, "part": 3.0, "sign": 6.0, "right": 30.0}
SELDOM = 10  # examples that a feature of the happening's head must have: it has the most examples
LEVELS = (0.5, 0.6, 0.7, 0.8, 0.9)


@dataclass(frozen=True, slots=True)
class Word:
    """A labelled trigger or a lure (without a label). `part` is the held-out part that it belongs to."""

    part: int
    token: Token
    who: Referents
    features: Features
    standing: Standing
    label: Label | None


@dataclass(frozen=True, slots=True)
class Find:
    """A direction that the rules read, and whether a label of its sentence has it."""

    part: int
    token: Token
    who: Referents
    act: Act
    effect: Effect
    is_right: bool


@dataclass(slots=True)
class Examples:
    """All that is learned from. `candidates` are the features of all words that may tell a happening, no vectors."""

    words: list[Word]
    candidates: list[tuple[int, Features, str]]
    finds: list[Find]


def part_of(passage: Passage) -> int:
    """The held-out part of a passage; those made from it by program would share it."""
    return zlib.crc32(passage.id.split("~")[0].encode()) % PARTS


def examples_of(extractor: Extractor, passages: Iterable[Passage]) -> Examples:
    """Parse the passages and gather what is learned from."""
    found = Examples([], [], [])
    for passage in passages:
        stages, part = extractor.stages(document_of(passage)), part_of(passage)
        _add_words(found, passage, stages, part)
        _add_finds(found, passage, stages, part)
    return found


def _add_words(found: Examples, passage: Passage, stages: Stages, part: int) -> None:
    tokens = [
        (token, who, paragraph.start + token.idx)
        for paragraph, who in zip(stages.article.paragraphs, stages.actors.referents, strict=True)
        for token in paragraph.doc
        if is_candidate(token)
    ]
    labelled: dict[Token, Label] = {}
    for label in passage.labels:
        inside = [t for t, _, at in tokens if label.start <= at and at + len(t) <= label.end]
        if inside:
            labelled.setdefault(min(inside, key=lambda t: len(list(t.ancestors))), label)
    for token, who, at in tokens:
        label = labelled.get(token)
        if label is None and any(one.start <= at < one.end for one in passage.labels):
            continue  # another word of a trigger
        features = of_word(token, who)
        names = {name: value for name, value in features.items() if "~" not in name}
        found.candidates.append((part, names, "yes" if label else "no"))
        if label or any(first <= at < last for first, last in passage.lures):
            found.words.append(Word(part, token, who, features, standing_of(token, who), label))


def _add_finds(found: Examples, passage: Passage, stages: Stages, part: int) -> None:
    who_in = {p.doc: who for p, who in zip(stages.article.paragraphs, stages.actors.referents, strict=True)}
    for placed in stages.placed:
        token, relation = placed.coded.token, placed.coded.relation
        for event in (told.event for told in judge_effects(stages.article.document, [placed], [None], None)):
            quote = event.mentions[0]
            inside = [label for label in passage.labels if quote.start <= label.start < quote.end]
            wanted = {(effect.member, effect.direction) for label in inside for effect in label.effects}
            act = Act(event.event_type, relation, "", event.source_actors, event.target_actors)
            for effect in (one for one in event.effects if one.direction):
                is_right = (effect.member, effect.direction) in wanted
                found.finds.append(Find(part, token, who_in[token.doc], act, effect, is_right))


def train(found: Examples, probe) -> tuple[Model, list[tuple[Find, float]]]:
    """The model, and how sure models that had not seen the passage are of each direction of the rules."""
    by_part = [_type_head(found.words, without=part) for part in range(PARTS)]
    types = [by_part[word.part].chances(word.features) for word in found.words]
    heads = [_heads(found, types, by_part[part], part) for part in range(PARTS)]
    told = [_evidence(Model(heads[find.part], probe), find) for find in found.finds]
    held_out: list[tuple[Find, float]] = []
    for part in range(PARTS):
        others = [n for n, find in enumerate(found.finds) if find.part != part]
        judge = _judge([told[n] for n in others], [found.finds[n] for n in others])
        held_out += [
            (find, judge.chances(one)["right"])
            for find, one in zip(found.finds, told, strict=True)
            if find.part == part
        ]
    _report(found, types, heads)
    final = _heads(found, types, _type_head(found.words), None)
    return Model(final | {"right": _judge(told, found.finds)}, probe), held_out


def _type_head(words: Sequence[Word], without: int | None = None) -> Head:
    kept = [(word.features, word.label.event_type) for word in words if word.label and word.part != without]
    features, labels = zip(*kept, strict=True)
    return fit(features, labels, strength=STRENGTH["type"], classes=sorted(EVENT_TYPES))


def _heads(found: Examples, types: Sequence[Chances], type_head: Head, without: int | None) -> dict[str, Head]:
    kept = [(features, label) for part, features, label in found.candidates if part != without]
    happening = fit(*zip(*kept, strict=True), strength=STRENGTH["happening"], fewest=SELDOM, classes=("no", "yes"))
    words = [pair for pair in zip(found.words, types, strict=True) if pair[0].part != without]
    parts = [one for word, chances in words if word.label for one in _parts(word, chances)]
    signs = [one for word, chances in words for one in _signs(word, chances)]
    return {
        "happening": happening,
        "type": type_head,
        "part": fit(*zip(*parts, strict=True), strength=STRENGTH["part"], classes=("none", "doer", "target")),
        "sign": fit(*zip(*signs, strict=True), strength=STRENGTH["sign"], classes=tuple(SIGNS.values())),
    }


def _parts(word: Word, types: Chances) -> list[tuple[Features, str]]:
    sources, targets = (codes(side) for side in (word.label.sources, word.label.targets))
    return [
        (
            of_actor(word.token, code, word.standing, word.who, types),
            "doer" if code in sources else "target" if code in targets else "none",
        )
        for code in word.standing
    ]


def _signs(word: Word, types: Chances) -> list[tuple[Features, str]]:
    told = {effect.member: effect.direction for effect in word.label.effects} if word.label else {}
    members = dict.fromkeys([code for code in word.standing if code in SCORED] + list(told))
    lemma = word.token.lemma_.lower()
    return [
        (of_member(word.features, lemma, member, word.standing, types), SIGNS[told.get(member, 0)])
        for member in members
    ]


def _evidence(model: Model, find: Find) -> Features:
    reading: Reading = read_word(model, find.token, find.who, (*find.act.sources, *find.act.targets))
    return evidence(reading, find.act, find.effect)


def _judge(told: Sequence[Features], finds: Sequence[Find]) -> Head:
    labels = ["right" if find.is_right else "wrong" for find in finds]
    return fit(told, labels, strength=STRENGTH["right"], fewest=1, classes=("wrong", "right"))


def _report(found: Examples, types: Sequence[Chances], heads: Sequence[dict[str, Head]]) -> None:
    told = [(w, max(t, key=t.__getitem__)) for w, t in zip(found.words, types, strict=True) if w.label]
    print(f"type of {len(told)} triggers: {sum(w.label.event_type == t for w, t in told) / len(told):.3f}")
    guesses = [
        (label, max(chances, key=chances.__getitem__))
        for word, by_type in zip(found.words, types, strict=True)
        if word.label
        for features, label in _parts(word, by_type)
        for chances in [heads[word.part]["part"].chances(features)]
    ]
    print(f"part of {len(guesses)} actors: {sum(a == b for a, b in guesses) / len(guesses):.3f}")


def main(arguments: list[str] | None = None) -> int:
    """Train, print figures on the parts held out, and write the model."""
    parser = argparse.ArgumentParser(prog="python -m training.train", description="Train the learned reader.")
    parser.add_argument("--output", type=Path, default=FILE, help=f"default: {FILE.name} where the program reads it")
    options = parser.parse_args(arguments)
    nlp = load_language(tuple(organisation_names()))
    found = examples_of(Extractor(nlp), [*load(FOLDER), *load(ARTICLES)])
    print(f"{len(found.candidates)} words, {len(found.words)} labelled, {len(found.finds)} directions of the rules")
    model, held_out = train(found, probe_of(nlp.vocab))
    for level in LEVELS:
        for name, taken in (("reader", held_out), ("both", [p for p in held_out if p[0].effect.sure >= level])):
            right = [find.is_right for find, sure in taken if sure >= level]
            print(f"directions surer than {level} by {name:6}: {sum(right)} of {len(right)} right")
    digest = save(model, options.output)
    if options.output == FILE:
        HASH.write_text(f"{digest}  {FILE.name}\n", encoding="ascii")
    print(f"{options.output}: {options.output.stat().st_size / 1e6:.2f} MB, SHA-256 {digest}")
    return 0


if __name__ == "__main__":
    raise SystemExit(main())
