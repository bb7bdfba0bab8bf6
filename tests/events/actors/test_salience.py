"""Whom an article has named last."""

from __future__ import annotations

from events.actors.salience import Salience


def test_the_last_state_named_is_meant_but_never_russia_unless_it_is_asked_for():
    told = Salience(states=["ARM", "AZE", "RUS"])
    assert told.state() == ("AZE",)
    assert told.state(among=("RUS", "ARM")) == ("RUS",)
    assert told.state(among=("ARM",)) == ("ARM",)
    assert told.state(among=("KAZ",)) == ()


def test_the_pair_is_the_last_two_different_states_in_the_order_they_were_named():
    assert Salience(states=["KAZ", "ARM", "AZE", "AZE"]).pair() == ("ARM", "AZE")
    assert Salience(states=["ARM", "ARM"]).pair() == ()


def test_a_pair_may_leave_some_out():
    salience = Salience(states=["KGZ", "TJK", "RUS"])
    assert salience.pair() == ("TJK", "RUS")
    assert salience.pair(("RUS",)) == ("KGZ", "TJK")
