"""How long from a key to a painted map: our component beside the same map as a Plotly chart in a fragment, in one run.

In: nothing (events are made up, as many as asked for; all of them are on the map at the end). Out: a line for each
number of events and each map, and as the last line JSON: medians, 95th percentiles, their ratio, painted steps a second
and long tasks while playing, and the bundle's size packed. ``python -m benchmarks.map_step [--steps 100]``; needs
Chromium.

Painted means: the first animation frame after the new month is in the page has done its layout and paint and is handed
over to the compositor (a message posted in that frame has come back), whose threads then still draw it. `next_frame`
waits for one frame more, as a cautious upper bound: on a 60 Hz screen that alone adds 17 ms to both.
"""

from __future__ import annotations

import argparse
import gzip
import json
import os
import socket
import statistics
import subprocess
import sys
import tempfile
import time
import urllib.error
import urllib.request
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

from playwright.sync_api import Browser, Page, sync_playwright

from dashboard.map.bundle import build_bundle
from dashboard.map.shapes import read_shapes
from tests.browser import FLAGS, find_browser
from tests.dashboard.serving import ROOT, fill_store, serving
from tools.many_events import make_tables

PLOTLY_APP = "benchmarks/plotly_fragment.py"
START = "2014-01"
SIZE = {"width": 1600, "height": 1000}
PLAY_SECONDS = 4
LIMIT_MS = 10_000
# `arrived` tells which month is in the page; once it has changed, one frame is painted, and a second one.
ARM = """([arrived]) => {
  const there = new Function("return " + arrived);
  const before = there();
  const moved = () => there() !== undefined && there() !== before;
  window.measured = new Promise((done) => window.addEventListener("keydown", async (event) => {
    while (!moved()) await new Promise((go) => setTimeout(go, 0));
    const painted = await new Promise((told) => requestAnimationFrame(() => {
      const channel = new MessageChannel();
      channel.port1.onmessage = () => told(performance.now() - event.timeStamp);
      channel.port2.postMessage(0);
    }));
    await new Promise(requestAnimationFrame);
    done([painted, performance.now() - event.timeStamp]);
  }, { capture: true, once: true }));
}"""
# Counts the months that have been in the page at an animation frame, and tasks longer than 50 ms, while the map plays.
PLAY = """async ([seconds]) => {
  const root = document.querySelector("[data-map]");
  const speed = document.querySelector("input.speed");
  speed.max = 60;
  speed.value = 60;
  speed.dispatchEvent(new Event("input"));
  const long = [];
  const watch = new PerformanceObserver((list) => long.push(...list.getEntries().map((entry) => entry.duration)));
  watch.observe({ entryTypes: ["longtask"] });
  document.querySelector("button.play").click();
  const from = performance.now();
  let [painted, last] = [0, root.dataset.date];
  while (performance.now() - from < seconds * 1000 && root.dataset.date < "2024-12") {
    await new Promise(requestAnimationFrame);
    if (root.dataset.date !== last) { painted += 1; last = root.dataset.date; }
  }
  const passed = (performance.now() - from) / 1000;
  watch.disconnect();
  return { steps_a_second: painted / passed, long_tasks: long.length, longest_ms: Math.max(0, ...long) };
}"""
COMPONENT = ("[data-map]", "document.querySelector('[data-map]').dataset.date")
PLOTLY = (
    "[data-testid=stSlider] input",
    "document.querySelector('.js-plotly-plot')?._fullLayout?.title?.text",
)


def measure(page: Page, steps: int, target: tuple[str, str]) -> dict[str, dict[str, float]]:
    """Step `steps` times, with pauses that differ so that keys fall anywhere between two frames."""
    focus, arrived = target
    page.focus(focus)
    painted, next_frame = [], []
    for step in range(steps + 3):
        page.evaluate(ARM, [arrived])
        page.keyboard.press("ArrowRight")
        times = page.evaluate(f"Promise.race([window.measured, new Promise((_, no) => setTimeout(no, {LIMIT_MS}))])")
        if step >= 3:  # the first steps warm the page up
            painted.append(times[0])
            next_frame.append(times[1])
        page.wait_for_timeout(20 + 7 * (step % 10))
    return {"painted": summary(painted), "next_frame": summary(next_frame)}


def summary(times: list[float]) -> dict[str, float]:
    """Median and 95th percentile."""
    return {
        "median": round(statistics.median(times), 1),
        "p95": round(statistics.quantiles(times, n=20, method="inclusive")[-1], 1),
    }


@contextmanager
def plotly_app(events: Path) -> Iterator[str]:
    """The comparison app under `streamlit run`, with events from a Parquet file."""
    with socket.socket() as free:
        free.bind(("127.0.0.1", 0))
        port = free.getsockname()[1]
    command = [sys.executable, "-m", "streamlit", "run", PLOTLY_APP, "--server.port", str(port), "--", str(events)]
    environment = {**os.environ, "PYTHONPATH": str(ROOT)}
    process = subprocess.Popen(command, cwd=ROOT, env=environment, stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL)
    try:
        address = f"http://localhost:{port}"
        _wait(address)
        yield address
    finally:
        process.terminate()
        process.wait(timeout=20)


def _wait(address: str) -> None:
    for _ in range(200):
        try:
            urllib.request.urlopen(f"{address}/_stcore/health", timeout=1).close()
            return
        except (urllib.error.URLError, ConnectionError):
            time.sleep(0.1)
    raise RuntimeError(f"{address} did not answer")


def component(browser: Browser, address: str, bundle: bytes, steps: int) -> dict:
    """Our map with the bundle put in the place of the server's own."""
    page = browser.new_page(viewport=SIZE)
    page.route("**/bundles/map-*.json", lambda route: route.fulfill(body=bundle, content_type="application/json"))
    page.goto(f"{address}/?date={START}&window=all")
    page.wait_for_selector("[data-map][data-ready]")
    page.wait_for_selector(".js-plotly-plot")
    page.wait_for_timeout(1000)
    forward = measure(page, steps, COMPONENT)
    page.keyboard.press("Home")
    page.wait_for_timeout(500)
    played = page.evaluate(PLAY, [PLAY_SECONDS])
    page.close()
    return {**forward, "play": {name: round(value, 1) for name, value in played.items()}}


def plotly(browser: Browser, events: Path, steps: int) -> dict:
    """The same map and events as a Plotly chart."""
    with plotly_app(events) as address:
        page = browser.new_page(viewport=SIZE)
        page.goto(address)
        page.wait_for_function("document.querySelector('.js-plotly-plot')?._fullLayout?.title?.text")
        page.wait_for_timeout(1000)
        times = measure(page, steps, PLOTLY)
        page.close()
    return times


def main() -> None:
    """Measure both maps with each number of events, print all."""
    parser = argparse.ArgumentParser(prog="python -m benchmarks.map_step", description=__doc__.splitlines()[0])
    parser.add_argument("--steps", type=int, default=100, help="steps measured for each map (default 100)")
    parser.add_argument("--events", type=int, nargs="+", default=[5_000, 100_000], help="numbers of events")
    options = parser.parse_args()
    results = {}
    with tempfile.TemporaryDirectory() as folder, sync_playwright() as playwright:
        home = Path(folder)
        fill_store(f"sqlite:///{home / 'store.sqlite'}")
        browser = playwright.chromium.launch(executable_path=find_browser(), args=FLAGS)
        for count in options.events:
            tables = make_tables(count)
            bundle = json.dumps(build_bundle(tables, read_shapes()), separators=(",", ":")).encode()
            tables.events.to_parquet(home / "events.parquet")
            with serving(home) as address:
                ours = component(browser, address, bundle, options.steps)
            theirs = plotly(browser, home / "events.parquet", max(10, options.steps // 4))
            ratio = round(theirs["painted"]["median"] / ours["painted"]["median"], 1)
            packed = len(gzip.compress(bundle)) // 1000
            results[count] = {"component": ours, "plotly_fragment": theirs, "ratio": ratio, "bundle_gzip_kb": packed}
            print(f"{count} events, component: {ours['painted']} ms to paint, {ours['next_frame']} to the frame after")
            print(f"{count} events, playing: {ours['play']}; bundle {packed} kB packed")
            print(f"{count} events, Plotly in a fragment: {theirs['painted']} ms; {ratio} times ours", flush=True)
        browser.close()
    print(json.dumps(results))


if __name__ == "__main__":
    main()
