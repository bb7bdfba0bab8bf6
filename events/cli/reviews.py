"""``python -m events reviews``: the log of reviews out, in, and what it says of the extractor.

The work is left to `events.store.reviewing` and `events.reviews`.
"""

from __future__ import annotations

import argparse
import json
import sys
from pathlib import Path

from sqlalchemy.exc import SQLAlchemyError

from events.cli.shared import ALL_READ, NOTHING_USABLE, SOME_SET_ASIDE, STORE_HELP, existing_store, opened_store, say
from events.output import whole_file
from events.reviews.agreement import agreement
from events.reviews.decisions import decisions
from events.reviews.labels import labels
from events.reviews.lines import reviews_from_text
from events.reviews.precision import lines, report
from events.reviews.review import review_to_json
from events.store import reviewing
from events.store.failures import reason
from events.store.store import Store, StoreError

AT_ONCE = 200


def add_reviews(commands: argparse._SubParsersAction) -> None:
    """The commands for the log of reviews."""
    command = commands.add_parser("reviews", help="write out, take in, or sum up what people reviewed")
    what = command.add_subparsers(required=True, metavar="WHAT")
    out = what.add_parser("export", help="write all reviews to a file, one JSON line each, the first first")
    out.add_argument("--output", required=True, metavar="FILE", help="file to write; - for standard output")
    out.set_defaults(run=_command(_export))
    back = what.add_parser("import", help="take in reviews of such a file; those that the store has change nothing")
    back.add_argument("file", metavar="FILE", help="file to read; - for standard input")
    back.set_defaults(run=_command(_import))
    summed = what.add_parser("report", help="how right the extractor is, and how far reviewers agree")
    summed.add_argument("--labels", metavar="FILE", help="also write the reviews as labels, in the form of training/")
    summed.set_defaults(run=_command(_report))
    for one in (out, back, summed):
        one.add_argument("--store", metavar="URL", help=STORE_HELP)


def _command(work):
    def run(options: argparse.Namespace) -> int:
        # Reviews may come before the articles they speak of: they take hold once those are there.
        opening = opened_store if work is _import else existing_store
        with opening(options.store) as store:
            if store is None:
                return NOTHING_USABLE
            try:
                return work(store, options)
            except (StoreError, SQLAlchemyError) as error:
                say(f"the store failed: {reason(error)}; run it again")
            except OSError as error:
                say(f"{error.filename or 'the file'}: {error.strerror or error}")
            return NOTHING_USABLE

    return run


def _export(store: Store, options: argparse.Namespace) -> int:
    count = 0
    with whole_file(options.output) as out:
        for review in reviewing.all_reviews(store):
            out.write(f"{review_to_json(review)}\n".encode())
            count += 1
    say(f"{count} reviews written to {'standard output' if options.output == '-' else options.output}")
    return ALL_READ


def _import(store: Store, options: argparse.Namespace) -> int:
    standard_input = options.file == "-"
    text = sys.stdin.read() if standard_input else Path(options.file).read_text(encoding="utf-8", errors="replace")
    reviews, problems = reviews_from_text(text, options.file)
    read, new = len(reviews), 0
    for first in range(0, read, AT_ONCE):
        new += len(reviewing.add_reviews(store, reviews[first : first + AT_ONCE]).reviews)
    for problem in problems:
        say(f"set aside: {problem}")
    say(f"{new} reviews taken in, {read - new} known already, {len(problems)} set aside; store: {store.address}")
    if not read:
        return NOTHING_USABLE if problems else ALL_READ
    return SOME_SET_ASIDE if problems else ALL_READ


def _report(store: Store, options: argparse.Namespace) -> int:
    log = list(reviewing.all_reviews(store))
    if not log:
        say("nobody has reviewed anything in this store yet")
        return NOTHING_USABLE
    documents = store.documents_frame()
    for line in lines(report(log, dict(zip(documents["id"], documents["outlet"], strict=True)))):
        print(line)
    agreed = agreement(log)
    print()
    for one in agreed:
        alpha = "no alpha (all say one thing)" if one.alpha is None else f"alpha {one.alpha:.2f}"
        print(f"agreement on {one.field}: {one.share:.2f} of pairs over {one.events} events, {alpha}")
    if not agreed:
        print("no event was judged by two reviewers yet")
    if options.labels:
        decided = decisions(log).by_id.values()
        wanted = sorted({passage.document_id for one in decided for passage in one.passages})
        found = {name: document for name in wanted if (document := store.document(name)) is not None}
        with whole_file(options.labels) as out:
            for label in labels(decided, found):
                out.write(f"{json.dumps(label, ensure_ascii=False)}\n".encode())
        say(f"labels written to {options.labels}")
    return ALL_READ
