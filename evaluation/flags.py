"""The contradictions that an event file flags, each once with its sentences, to be judged by a reader.

In: an event file over several articles together, by ``python -m events extract --merge``. Out: a numbered list.

    python -m evaluation.flags merged.jsonl
"""

from __future__ import annotations

import argparse
import sys
from collections.abc import Sequence
from pathlib import Path

from evaluation.contradictions import findings


def main(arguments: Sequence[str] | None = None) -> int:
    """Print the flags."""
    parser = argparse.ArgumentParser(description=__doc__.splitlines()[0])
    parser.add_argument("predicted", type=Path)
    for number, one in enumerate(findings(parser.parse_args(arguments).predicted), start=1):
        print(f"{number}. {one.what}: {' / '.join(one.values)}")
        for mention in one.mentions:
            print(f"   {mention.document_id}: {' '.join(mention.quote.split())}")
    return 0


if __name__ == "__main__":
    sys.exit(main())
