"""``python -m alignment score`` and ``explain``: scores from an event file.

In: an event file (``python -m events extract`` writes it). Out: a CSV file of scores, or one score taken apart, on
standard output. Errors are one line on standard error; the exit code is then 2.
"""

from __future__ import annotations

import argparse
import json
import sys
from pathlib import Path

from alignment.evidence import Evidence, prepare
from alignment.explaining import Explanation, explain
from alignment.from_files import file_reports, sources
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
    fields = ("member", "date", "baseline", "parts", "latent", "score", "low", "high")
    record = {name: getattr(explanation, name) for name in fields}
    record["parts"] = explanation.parts.to_dict(orient="records")
    return json.dumps(record, ensure_ascii=False)


def _as_text(explanation: Explanation) -> str:
    lines = [f"{explanation.member} at the end of {explanation.date}, on the latent scale:"]
    lines.append(f"{explanation.baseline:+9.4f}  baseline (membership)")
    lines += [f"{part:+9.4f}  {event_id}" for event_id, part in explanation.parts.itertuples(index=False)]
    lines.append(f"{explanation.latent:+9.4f}  sum")
    lines += [
        f"{source} alone told {told:+.4f}; held to the bound of one source, {counted:+.4f} of it counts"
        for source, told, counted in explanation.sources.itertuples(index=False)
        if told != counted
    ]
    lines.append(f"score {explanation.score:+.3f}, band {explanation.low:+.3f} to {explanation.high:+.3f}")
    return "\n".join(lines)


def _refuse(message: str) -> int:
    print(f"error: {message}", file=sys.stderr)
    return 2
