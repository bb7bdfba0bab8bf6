"""Every caption that the map shows for some articles, to be read against them by a person.

    python -m evaluation.captions seeds/ --output captions.txt

In: articles. Out: a text file: each month's and each year's caption, each state's and zone's, each distinct sentence
once, with the month it was first said in. What is asked of the server (the cause of a difference between two dates) is
not in it.
"""

from __future__ import annotations

import argparse
import tempfile
from pathlib import Path

from playwright.sync_api import sync_playwright

from events.ingest.ingest import ingest_sources
from events.reading.finding import find_sources
from events.store.store import Store, open_store
from tests.browser import FLAGS, find_browser
from tests.dashboard.map_scripts import load_scripts

ALL = """() => { const [data, said] = [timeline, []];
const views = [["", {}], ["by year", { step: "year" }], ...data.members.map((m) => [m.iso3, { member: m.iso3 }]),
  ...data.members.map((m) => [`${m.iso3} by year`, { member: m.iso3, step: "year" }]),
  ...[...new Set(data.zones.map((z) => z.zone))].map((zone) => [zone, { zone }])];
for (const [name, view] of views) for (let month = 0; month < data.months.length; month += 1) {
  if (view.step === "year" && !data.months[month].endsWith("-12")) continue;
  said.push([name, data.months[month], captionOf(data, { ...timeline_state, ...view, month }).text]); }
return said; }"""


def said(store: Store) -> list[list[str]]:
    """View, month and caption, for every view and month."""
    with sync_playwright() as playwright:
        browser = playwright.chromium.launch(executable_path=find_browser(), args=FLAGS)
        page = browser.new_page()
        load_scripts(page, store)
        found = page.evaluate(ALL)
        browser.close()
    return found


def main() -> None:
    """Run the command line."""
    parser = argparse.ArgumentParser(description=__doc__.splitlines()[0])
    parser.add_argument("paths", nargs="+", type=Path)
    parser.add_argument("--output", type=Path, required=True)
    options = parser.parse_args()
    with tempfile.TemporaryDirectory() as folder:
        store = open_store(f"sqlite:///{folder}/store.sqlite")
        ingest_sources(store, find_sources(options.paths))
        rows = said(store)
    known = set()
    with options.output.open("w", encoding="utf-8") as out:
        for view, month, text in rows:
            if (view, text) not in known:
                out.write(f"{month} {view}\t{text}\n")
            known.add((view, text))
    print(f"{len(rows)} captions, {len(known)} of them distinct, written to {options.output}")


if __name__ == "__main__":
    main()
