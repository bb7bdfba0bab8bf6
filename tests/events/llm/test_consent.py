"""``extract --reader``: nothing is sent unless somebody agrees, and what the command then writes and says."""

from __future__ import annotations

import sys
from pathlib import Path

import pytest

from events.__main__ import main
from events.llm import client as chat
from events.llm.client import Settings
from events.llm.consent import described, estimate
from events.merging.between_extractors import DISPUTED_SIGN
from events.records import Disagreement, read_events
from tests.events.conftest import article
from tests.events.llm.answering import FILLER, PACT, answer, told
from tests.events.stub_chat import refuses

ROOT = Path(__file__).parents[3]
INVENTED = "On 4 May 2022 Armenia left the alliance for good."


@pytest.fixture
def command(stub, tmp_path, monkeypatch):
    """Run ``extract`` over a folder of articles with the stub as second reader: ``command("--yes", one=PACT)``."""
    for name, value in ((chat.URL, stub.url), (chat.MODEL, "small"), (chat.TIMEOUT, "10")):
        monkeypatch.setenv(name, value)
    for name in (chat.KEY, chat.PRICE):
        monkeypatch.delenv(name, raising=False)
    monkeypatch.setattr(sys, "stdin", Typed("", terminal=False))

    def run(*options, **texts):
        folder = tmp_path / "articles"
        folder.mkdir()
        for name, text in texts.items():
            (folder / f"{name}.txt").write_text(text, encoding="utf-8")
        return main(["extract", str(folder), "--output", str(tmp_path / "events.jsonl"), *options])

    return run


class Typed:
    """A keyboard, or none."""

    def __init__(self, line: str, terminal: bool) -> None:
        self._line, self._terminal = line, terminal

    def isatty(self) -> bool:
        return self._terminal

    def readline(self) -> str:
        return self._line


def test_by_default_nothing_is_sent_though_the_settings_are_there(command, stub):
    assert command(one=PACT) == 0
    assert stub.asked == []


def test_with_yes_the_articles_are_read_by_the_model(command, stub, tmp_path, capsys):
    stub.behave(answer(told()), answer(told(PACT)))
    assert command("--reader", "second", "--yes", one=PACT, two=FILLER + PACT) == 0
    events = list(read_events(tmp_path / "events.jsonl"))
    assert [event.mentions[0].document_id for event in events] == ["one", "two"]
    assert len(stub.asked) == 2
    assert "2 of 2 articles read, 2 events written" in capsys.readouterr().err


def test_without_a_terminal_and_without_yes_nothing_is_sent_or_written(command, stub, tmp_path, capsys):
    assert command("--reader", "second", one=PACT) == 2
    assert stub.asked == []
    assert not (tmp_path / "events.jsonl").exists()
    assert "no terminal to ask on; add --yes" in capsys.readouterr().err


@pytest.mark.parametrize(("line", "sent"), [("y\n", 1), ("Yes\n", 1), ("n\n", 0), ("\n", 0), ("", 0), ("yeah\n", 0)])
def test_at_a_terminal_only_a_yes_sends(command, stub, monkeypatch, line, sent):
    monkeypatch.setattr(sys, "stdin", Typed(line, terminal=True))
    stub.behave(answer(told()))
    assert command("--reader", "second", one=PACT) == (0 if sent else 2)
    assert len(stub.asked) == sent


def test_what_is_sent_where_at_which_cost_is_shown_before_it_is_sent(command, stub, monkeypatch, capsys):
    monkeypatch.setenv(chat.PRICE, "100/200")
    assert command("--reader", "second", one=PACT, two=FILLER + PACT) == 2
    shown = capsys.readouterr()
    assert shown.out == ""
    assert f"{stub.url}/chat/completions (model small)" in shown.err
    assert "articles: 2, in 2 requests" in shown.err
    guess = estimate([article(PACT, None), article(FILLER + PACT, None)])
    assert f"about {guess.tokens_sent:,} sent, about {guess.tokens_back:,} back" in shown.err
    assert f"about {guess.tokens_sent / 1e4 + guess.tokens_back / 5e3:.2f} at the price" in shown.err
    assert "min at" in shown.err


def test_the_estimate_is_what_is_then_sent(stub, reader):
    document = article(FILLER * 300)
    guess = estimate([document])
    stub.behave(answer())
    reader.extract(document)
    sent = sum(len(m["content"]) for asked in stub.asked for m in asked["body"]["messages"])
    assert (guess.requests, guess.tokens_sent) == (len(stub.asked), sent // 4)


def test_an_unknown_price_and_an_open_line_are_said():
    guess = estimate([article(PACT)])
    assert "unknown" in described(guess, Settings("http://host.example/v1", "m"))
    assert "not encrypted" in described(guess, Settings("http://host.example/v1", "m"))
    assert "not encrypted" not in described(guess, Settings("http://localhost:1/v1", "m"))
    assert "not encrypted" not in described(guess, Settings("https://host.example/v1", "m"))


def test_standard_input_is_not_read_twice_but_refused(stub, monkeypatch, tmp_path, capsys):
    monkeypatch.setenv(chat.URL, stub.url)
    monkeypatch.setenv(chat.MODEL, "small")
    assert main(["extract", "-", "--output", str(tmp_path / "events.jsonl"), "--reader", "second", "--yes"]) == 2
    assert "give files instead of standard input" in capsys.readouterr().err
    assert stub.asked == []


def test_a_missing_setting_ends_with_2_and_its_name(command, stub, monkeypatch, capsys):
    monkeypatch.delenv(chat.URL)
    assert command("--reader", "second", "--yes", one=PACT) == 2
    assert chat.URL in capsys.readouterr().err
    assert stub.asked == []


def test_articles_that_were_not_answered_are_set_aside_and_the_exit_code_says_so(command, stub, tmp_path, capsys):
    stub.behave(refuses(400, "context too long"), answer(told()))
    assert command("--reader", "second", "--yes", one=FILLER + PACT, two=PACT) == 1
    assert len(list(read_events(tmp_path / "events.jsonl"))) == 1
    assert "set aside: second reader: one: the address answered 400" in capsys.readouterr().err


def test_when_nothing_was_answered_the_command_ends_with_2(command, stub):
    stub.behave(refuses(400))
    assert command("--reader", "second", "--yes", one=PACT) == 2


def test_both_join_what_rules_and_model_tell_and_add_the_rest(command, stub, tmp_path):
    quiet = "In June 2022 the delegation from Yerevan was nowhere to be seen in Minsk."
    absent = told(quiet, event_type="REJECT", date_start="2022-06", date_end="2022-06", target_actors=["CSTO"])
    stub.behave(answer(told(), absent))
    assert command("--reader", "both", "--yes", one=f"{PACT}\n\n{quiet}\n") == 0
    kinds = [event.event_type for event in read_events(tmp_path / "events.jsonl")]
    assert kinds.count("AGREE") == 1
    assert "REJECT" in kinds


def test_with_both_a_silent_model_leaves_the_rules_reading(command, stub, tmp_path, capsys):
    stub.behave(refuses(400))
    assert command("--reader", "both", "--yes", one=PACT) == 1
    assert [event.event_type for event in read_events(tmp_path / "events.jsonl")] == ["AGREE"]
    assert "read by the rules alone" in capsys.readouterr().err


def test_events_say_which_readers_tell_them_and_what_these_tell_differently(command, stub, tmp_path):
    quiet = "In June 2022 the delegation from Yerevan was nowhere to be seen in Minsk."
    absent = told(quiet, event_type="REJECT", date_start="2022-06", date_end="2022-06", target_actors=["CSTO"])
    away = told(effects=[{"member": "ARM", "direction": -1, "dimension": "political"}])
    stub.behave(answer(away, absent))
    assert command("--reader", "both", "--yes", one=f"{PACT}\n\n{quiet}\n") == 0
    pact, refusal = read_events(tmp_path / "events.jsonl")
    assert pact.readers == ("rules", "second:small")
    assert pact.disagreements == (Disagreement("effect", (("rules", "ARM +1"), ("second:small", "ARM -1"))),)
    assert [(e.direction, e.sure) for e in pact.effects if e.member == "ARM"] == [(1, DISPUTED_SIGN)]
    assert refusal.readers == ("second:small",)
    assert refusal.disagreements == (Disagreement("told", (("second:small", "told"), ("rules", "not told"))),)
