"""How long from a key to a painted map: our component beside the same map as a Plotly chart in a fragment.

In: nothing (a temporary store is filled with made-up events). Out: both figures, and as the last line JSON with the
medians, the 95th percentiles and their ratio. ``python -m benchmarks.map_step [--steps 100]``; needs Chromium.

Painted means: the first animation frame after the new month is in the page has done its layout and paint (a message
posted in that frame has come back). `next_frame_ms` waits for one frame more, as a cautious upper bound: on a 60 Hz
screen that alone adds 17 ms to both.
"""

from __future__ import annotations

import argparse
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

from playwright.sync_api import Page, sync_playwright

from tests.browser import FLAGS, find_browser
from tests.dashboard.serving import ROOT, fill_store, serving

PLOTLY_APP = "benchmarks/plotly_fragment.py"
START = "2014-01"
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
def plotly_app(home: Path) -> Iterator[str]:
    """The comparison app under `streamlit run`."""
    with socket.socket() as free:
        free.bind(("127.0.0.1", 0))
        port = free.getsockname()[1]
    command = [sys.executable, "-m", "streamlit", "run", PLOTLY_APP, "--server.port", str(port)]
    environment = {**os.environ, "STORE_URL": f"sqlite:///{home / 'store.sqlite'}", "PYTHONPATH": str(ROOT)}
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


def main() -> None:
    """Measure both, print both."""
    parser = argparse.ArgumentParser(prog="python -m benchmarks.map_step", description=__doc__.splitlines()[0])
    parser.add_argument("--steps", type=int, default=100, help="steps measured for each map (default 100)")
    steps = parser.parse_args().steps
    with tempfile.TemporaryDirectory() as folder, sync_playwright() as playwright:
        home = Path(folder)
        fill_store(f"sqlite:///{home / 'store.sqlite'}")
        browser = playwright.chromium.launch(executable_path=find_browser(), args=FLAGS)
        with serving(home) as address:
            page = browser.new_page(viewport={"width": 1600, "height": 1000})
            page.goto(f"{address}/?date={START}")
            page.wait_for_selector("[data-map][data-ready]")
            page.wait_for_selector(".js-plotly-plot")
            page.wait_for_timeout(1000)
            component = measure(page, steps, COMPONENT)
            page.close()
        with plotly_app(home) as address:
            page = browser.new_page(viewport={"width": 1600, "height": 1000})
            page.goto(address)
            page.wait_for_function("document.querySelector('.js-plotly-plot')?._fullLayout?.title?.text")
            page.wait_for_timeout(1000)
            plotly = measure(page, steps, PLOTLY)
            page.close()
        browser.close()
    for name, times in (("component", component), ("Plotly in a fragment", plotly)):
        print(f"{name}: {times['painted']} ms to paint, {times['next_frame']} ms to the frame after")
    result = {
        "component_ms": component["painted"],
        "plotly_fragment_ms": plotly["painted"],
        "ratio": round(plotly["painted"]["median"] / component["painted"]["median"], 1),
        "component_next_frame_ms": component["next_frame"],
        "plotly_fragment_next_frame_ms": plotly["next_frame"],
    }
    print(json.dumps(result))


if __name__ == "__main__":
    main()
