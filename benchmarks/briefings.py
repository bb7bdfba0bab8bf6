"""How long pictures and slides take, beside what the map's bundle takes to be made in the same run.

In: a store: ``python -m benchmarks.briefings STORE``. Out: processor time and its ratio to what the bundle takes.
The first picture of a shape lays the names out; those after it are no more than a step ("warm").
"""

from __future__ import annotations

import argparse
import json
import statistics
import time
from collections.abc import Callable

from dashboard.address import Opening
from dashboard.deck.pdf_file import pdf
from dashboard.deck.pptx_file import pptx
from dashboard.deck.slides import Stop, deck
from dashboard.map.bundle import as_json, build_bundle
from dashboard.map.shapes import read_shapes
from dashboard.picture import pictures, raster
from dashboard.state.tables import load_tables
from events.store.store import open_store

STOPS = 10
WARM = 12


def spent(act: Callable[[], object]) -> float:
    """Processor time of an act, in milliseconds."""
    begun = time.process_time()
    act()
    return 1000 * (time.process_time() - begun)


def main() -> None:
    """Measure and print."""
    parser = argparse.ArgumentParser(description=__doc__.splitlines()[0])
    parser.add_argument("store", help="the store's URL")
    tables = load_tables(open_store(parser.parse_args().store))
    shapes = read_shapes()
    bundle = spent(lambda: as_json(build_bundle(tables, shapes)))
    months = tables.months[-WARM - 1 :]
    views = [Opening(month) for month in months]
    drawn = [pictures.picture(tables, views[0])]
    figures = {
        "engine and first picture": spent(lambda: pictures.picture(tables, Opening(months[0], frame="full"))),
        "picture as SVG, warm": statistics.median(
            spent(lambda view=view: drawn.append(pictures.picture(tables, view))) for view in views[1:]
        ),
        "its PNG": statistics.median(spent(lambda one=one: raster.png(one)) for one in drawn[1:]),
    }
    stops = [Stop(Opening(month, member="ARM")) for month in months[-STOPS:]]
    made = []
    figures[f"deck of {STOPS}"] = spent(lambda: made.append(deck(tables, stops)))
    figures["its PPTX"] = spent(lambda: pptx(made[0]))
    figures["its PDF"] = spent(lambda: pdf(made[0]))
    print(f"bundle {bundle:.0f} ms of processor time")
    for name, value in figures.items():
        print(f"{name:26} {value:7.0f} ms {value / bundle:6.2f} of the bundle's")
    print(json.dumps({"bundle": round(bundle, 1)} | {name: round(value, 1) for name, value in figures.items()}))


if __name__ == "__main__":
    main()
