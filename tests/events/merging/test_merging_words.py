"""The words that merging asks for: a table that is missing is named."""

from __future__ import annotations

import shutil

import pytest

from events.merging import merging_words


def test_a_type_is_kin_to_itself_and_to_those_it_is_told_as():
    for kinship in merging_words.words_known()["kin_types"]:
        for event_type in kinship:
            assert merging_words.kin(event_type) >= {event_type, *kinship}
    assert merging_words.kin("PROTEST") >= {"PROTEST"}


def test_a_missing_table_is_named(tmp_path, monkeypatch):
    for name in merging_words.TABLES:
        shutil.copy(merging_words.DATA / name, tmp_path / name)
    text = (tmp_path / "merging.toml").read_text(encoding="utf-8")
    (tmp_path / "merging.toml").write_text(text.replace("same_act", "other"), encoding="utf-8")
    monkeypatch.setattr(merging_words, "DATA", tmp_path)
    with pytest.raises(ValueError, match="no same_act; write an empty one"):
        merging_words.words_known.__wrapped__()
