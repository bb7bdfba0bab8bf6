"""``python -m alignment score`` and ``explain``: scores from an event file.

In: an event file (``python -m events extract`` writes it). Out: a CSV file of scores, or one score taken apart, on
standard output. Errors are one line on standard error; the exit code is then 2.
"""

from __future__ import annotations

import argparse
import json
import sys
from pathlib import Path

from alignment.event_file import file_reports, sources
from alignment.evidence import Evidence, prepare
from alignment.explanation import Explanation, explain
from alignment.months import FIRST_DAY
from alignment.scoring import STEPS, score_members
from events.dataframes import effects_frame
from events.output import whole_file
from events.records import Event, event_from_json
from events.vocabulary import SCORED


def main(arguments: list[str] | None = None) -> int:
    """Run the command line and return its exit code."""
    options = _parser().parse_args(arguments)
    try:
        events = _read_events(options.events)
        evidence = prepare(effects_frame(events), file_reports(events, sources(options.articles)))
        if options.command == "score":
            _score(evidence, options)
        else:
            _explain(evidence, options)
    except OSError as error:
        return _refuse(
            f"{error.filename}: {error.strerror}; check the path and its rights" if error.filename else str(error)
        )
    except ValueError as error:
        return _refuse(str(error))
    return 0


def _parser() -> argparse.ArgumentParser:
    parser = argparse.ArgumentParser(prog="python -m alignment", description="Score alignment with Moscow from events.")
    commands = parser.add_subparsers(dest="command", required=True)
    score = commands.add_parser("score", help="score every state over 2010-2024")
    score.add_argument("events", type=Path, help="event file (JSON Lines)")
    score.add_argument("--output", type=Path, required=True, help="CSV file to write")
    score.add_argument("--step", choices=STEPS, default="month", help="one value a month or a year (default: month)")
    taken = commands.add_parser("explain", help="take one score apart into its events")
    taken.add_argument("events", type=Path, help="event file (JSON Lines)")
    taken.add_argument("--member", choices=SCORED, required=True, help="state (ISO 3166-1 alpha-3)")
    taken.add_argument("--date", required=True, help="month (2022-11), or year for its end")
    taken.add_argument("--format", choices=("text", "json"), default="text", help="default: text")
    for command in (score, taken):
        command.add_argument(
            "--articles",
            type=Path,
            nargs="+",
            default=[],
            help="articles the events come from; they name outlets",
        )
    return parser


def _read_events(path: Path) -> list[Event]:
    events: dict[str, Event] = {}
    try:
        with path.open(encoding="utf-8") as lines:
            for number, line in enumerate(lines, start=1):
                if line.strip():
                    _add_line(events, line, f"{path}, line {number}")
    except UnicodeDecodeError as error:
        raise ValueError(f"{path}: not UTF-8 text; give the file that python -m events extract wrote") from error
    return list(events.values())


def _add_line(events: dict[str, Event], line: str, where: str) -> None:
    try:
        event = event_from_json(line)
    except ValueError as error:
        raise ValueError(f"{where}: {error}; mend or remove the line") from error
    if event.date_start < FIRST_DAY:
        raise ValueError(f"{where}: the event starts before {FIRST_DAY}, which is background; remove the line")
    if event.event_id in events:
        raise ValueError(f"{where}: event {event.event_id} stands on an earlier line already; remove one of the two")
    events[event.event_id] = event


def _score(evidence: Evidence, options: argparse.Namespace) -> None:
    scores = score_members(evidence, step=options.step)
    with whole_file(options.output) as out:
        scores.to_csv(out, index=False, float_format="%.6f", lineterminator="\n", encoding="utf-8")
    print(f"{len(scores)} scores written to {options.output}", file=sys.stderr)


def _explain(evidence: Evidence, options: argparse.Namespace) -> None:
    explanation = explain(options.member, options.date, evidence)
    print(_as_json(explanation) if options.format == "json" else _as_text(explanation))


def _as_json(explanation: Explanation) -> str:
    record = {name: getattr(explanation, name) for name in ("member", "date", "baseline", "score", "low", "high")}
    parts = [
        {"event_id": row.event_id, "part": row.part} if row.event_id else {"status": row.status, "part": row.part}
        for row in explanation.parts.itertuples()
    ]
    order = ("member", "date", "baseline", "parts", "score", "low", "high")
    record["parts"] = parts
    return json.dumps({name: record[name] for name in order}, ensure_ascii=False)


def _as_text(explanation: Explanation) -> str:
    lines = [f"{explanation.member} at the end of {explanation.date}:"]
    lines.append(f"{explanation.baseline:+9.4f}  starting value (membership in 2010)")
    lines += [
        f"{row.part:+9.4f}  {row.event_id or f'change of status in {row.date}: {row.status}'}"
        for row in explanation.parts.itertuples()
    ]
    lines.append(f"{explanation.score:+9.4f}  score, band {explanation.low:+.3f} to {explanation.high:+.3f}")
    lines += [
        f"{row.source} alone is {row.share:.0%} of the evidence, the most that one source may be"
        for row in explanation.sources.itertuples()
        if row.held
    ]
    return "\n".join(lines)


def _refuse(message: str) -> int:
    print(f"error: {message}", file=sys.stderr)
    return 2
