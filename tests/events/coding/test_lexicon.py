"""The file of event types: what it must name, and that a slip in it is named."""

from __future__ import annotations

import pytest

from events.coding import lexicon
from events.vocabulary import DIMENSIONS, EVENT_TYPES


def load():
    return lexicon.load_lexicon.__wrapped__()


@pytest.fixture
def spoil(tmp_path, monkeypatch):
    """Replace words of the file, in a copy of it."""

    def replace(old, new):
        text = lexicon.DATA.read_text(encoding="utf-8")
        assert old in text, f"the file no longer holds {old!r}"
        path = tmp_path / "event_types.toml"
        path.write_text(text.replace(old, new, 1), encoding="utf-8")
        monkeypatch.setattr(lexicon, "DATA", path)

    return replace


@pytest.fixture
def add(spoil):
    """Add a row to a copy of the file."""

    def append(row):
        spoil("\n[classes]\n", f"\n{row}\n[classes]\n")

    return append


def test_the_types_are_plovers_sixteen():
    assert set(load().types) == set(EVENT_TYPES)


@pytest.mark.parametrize("event_type", EVENT_TYPES)
def test_every_type_has_a_verb_that_tells_it(event_type):
    told = {frame.event_type for frames in load().verbs.values() for frame in frames}
    assert event_type in told


@pytest.mark.parametrize("event_type", EVENT_TYPES)
def test_every_type_has_a_relation_and_a_dimension(event_type):
    kind = load().types[event_type]
    assert kind.relation in lexicon.RELATIONS
    assert kind.dimension in DIMENSIONS
    assert kind.quad.split()[0] in ("verbal", "material")


def test_what_a_refused_act_becomes_is_a_type():
    negated = {frame.negated for frames in load().verbs.values() for frame in frames}
    assert negated - {""} <= set(EVENT_TYPES)


def test_a_verb_with_a_particle_is_tried_before_the_bare_verb():
    for frames in load().verbs.values():
        counts = [len(frame.particles) for frame in frames]
        assert counts == sorted(counts, reverse=True)


def test_a_class_stands_for_its_nouns():
    read = load()
    assert any(frame.object and read.classes["deal"] <= frame.object.words for frame in read.verbs["sign"])


@pytest.mark.parametrize("name", ["AGREE", "ASSAULT"])
def test_a_file_that_lacks_a_type_is_refused(spoil, name):
    spoil(f"[types.{name}]", "[types.OTHER]")
    with pytest.raises(ValueError, match=r"event_types\.toml.*PLOVER"):
        load()


@pytest.mark.parametrize(
    ("row", "message"),
    [
        ('type = "AGREED"\nverbs = ["nod"]', r"nod: type 'AGREED' is not"),
        ('type = "AGREE"\nverbs = ["nod"]\nrelation = "warm"', r"nod: relation 'warm' is not one of friendly"),
        ('type = "AGREE"\nverbs = ["nod"]\ndimension = "moral"', r"nod: dimension 'moral' is not one of military"),
        ('type = "AGREE"\nverbs = ["nod"]\nneeds = "actor, luck"', r"nod: needs 'luck' is not one of actor"),
    ],
)
def test_a_slip_in_a_verbs_row_is_named(add, row, message):
    add(f"[[verb]]\n{row}")
    with pytest.raises(ValueError, match=rf"event_types\.toml: {message}"):
        load()


@pytest.mark.parametrize(
    ("row", "message"),
    [
        ('type = "WAR"\nnouns = ["brawl"]', r"brawl: type 'WAR' is not"),
        ('type = "ASSAULT"\nnouns = ["brawl"]\nneeds = "three"', r"brawl: needs 'three' is not one of"),
    ],
)
def test_a_slip_in_a_nouns_row_is_named(add, row, message):
    add(f"[[noun]]\n{row}")
    with pytest.raises(ValueError, match=rf"event_types\.toml: {message}"):
        load()
