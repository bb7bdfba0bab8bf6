"""Dated sentences that no frame reads: what is made of them, and what is left alone."""

from __future__ import annotations

import pytest

from events.coding import plain_words
from events.vocabulary import EVENT_TYPES


@pytest.mark.parametrize(
    ("text", "event_type", "parties"),
    [
        ("On 4 May 2018 the Armenian prosecutors indicted a Russian businessman.", "COERCE", {"ARM"}),
        ("Moscow lambasted Astana on 3 August 2022.", "ACCUSE", {"RUS", "KAZ"}),
        ("Uzbek lawmakers promulgated the charter of the Eurasian union on 6 April 2020.", "AGREE", {"UZB"}),
        ("In March 2021 Tajikistan amassed armour on its frontier with Kyrgyzstan.", "MOBILIZE", {"TJK"}),
    ],
)
def test_a_dated_sentence_is_read_by_its_verbs_commonest_meaning(read, text, event_type, parties):
    (event,) = read(text)
    assert event.event_type == event_type
    assert parties <= {*event.source_actors, *event.target_actors}


@pytest.mark.parametrize(
    "text",
    [
        "Moscow lambasted Astana.",
        "Moscow might lambast Astana on 3 August 2022.",
        "On 3 August 2022 the relations of Kazakhstan and Russia resembled a marriage.",
        "On 3 August 2022 the goalkeeper of Kazakhstan foiled Russia's striker.",
        "On 3 August 2022 Kazakhstan trounced Russia 3-1.",
    ],
)
def test_undated_unreal_stative_and_sporting_sentences_tell_nothing(read, text):
    assert read(text) == []


def test_a_sentence_that_a_frame_reads_is_not_read_again_by_its_other_verbs(read):
    events = read("On 13 September 2022 Azerbaijan attacked Armenia, which shuddered.")
    assert [event.event_type for event in events] == ["ASSAULT"]


@pytest.mark.parametrize(
    ("said", "event_type"),
    [
        ("that the alliance had been a disgrace", "ACCUSE"),
        ("that Armenia would not pay its dues", "REJECT"),
        ("that the alliance was a pillar of peace", "SUPPORT"),
    ],
)
def test_a_saying_is_what_its_words_make_it(read, said, event_type):
    (event,) = read(f"On 5 January 2023 Pashinyan testified {said}.")
    assert event.event_type == event_type


def test_the_list_names_every_type():
    assert set(EVENT_TYPES) <= set(plain_words.plain_readings().values())


@pytest.mark.parametrize(
    ("text", "complaint"),
    [
        ('AGREE = ["sign"]\nREJECT = ["sign"]\n', "'sign' stands under AGREE and REJECT"),
        ('HUG = ["embrace"]\n', "HUG is neither an event type"),
    ],
)
def test_a_slip_in_the_list_is_named(tmp_path, monkeypatch, text, complaint):
    path = tmp_path / "plain_words.toml"
    path.write_text(text, encoding="utf-8")
    monkeypatch.setattr(plain_words, "DATA", path)
    with pytest.raises(ValueError, match=complaint) as error:
        plain_words.plain_readings.__wrapped__()
    assert "plain_words.toml" in str(error.value)


@pytest.mark.parametrize(
    ("text", "event_type"),
    [
        ("The jailing of seven candidates in Minsk on 20 December 2010 ended the thaw.", "COERCE"),
        ("After the referendum of 27 February 2022 in Belarus nothing was as before.", "AGREE"),
    ],
)
def test_a_dated_noun_tells_a_happening_where_no_verb_does(read, text, event_type):
    assert [event.event_type for event in read(text)] == [event_type]


def test_prosecutors_without_a_name_are_those_of_the_state_told_of(read):
    text = "Armenia changed hands. Armenians rejoiced. In July 2018 prosecutors indicted a general."
    (event,) = [e for e in read(text) if e.event_type == "COERCE"]
    assert event.source_actors == ("ARM",)


def test_words_to_nobody_without_a_date_back_nobody(read):
    text = "On Tuesday Rahmon met Putin.\n\nThe Tajik president noted that the harvest was good."
    assert [e.event_type for e in read(text, published="2022-05-05")] == ["CONSULT"]
    dated = read("On 5 May 2022 Rahmon assured reporters that the harvest was good.")
    assert [e.event_type for e in dated] == ["SUPPORT"]


def test_speaking_about_something_is_no_meeting(read):
    assert "CONSULT" not in {e.event_type for e in read("On 5 May 2022 Tokayev spoke about the harvest.")}


def test_a_participle_of_the_same_meaning_tells_no_second_act(read):
    assert len(read("On 5 May 2022 Russia throttled its neighbour Belarus, trimming subsidies.")) == 1
