"""How long a first visit takes over a slow line: bytes, time to a word, to a painted map, to the panel, in Chromium.

In: nothing (events are made up). Out: for each way of serving a line, and as the last line JSON. `plain` leaves out the
two middlewares that are there for slow lines (`dashboard.server.first_page`, `dashboard.server.compression`), so that
before and after are measured in one run. ``python -m benchmarks.slow_line [--rounds 3]``; needs Chromium.

The line is Chromium's own: 100 kB/s each way and 300 ms of delay, with nothing in the browser's cache. Bytes are those
on the line: Streamlit's are its files and what it asks for; ours are the map's bundle and what the components bring
through Streamlit's web socket (Chromium does not tell how well that is packed, so these are counted unpacked).
"""

from __future__ import annotations

import argparse
import json
import statistics
import tempfile
import time
from pathlib import Path
from urllib.parse import urlparse

from playwright.sync_api import Browser, sync_playwright

from tests.browser import FLAGS, find_browser
from tests.dashboard.serving import fill_store, serving

BYTES_A_SECOND = 100_000
DELAY_MS = 300
PATIENCE_MS = 240_000
LEFT_OUT = ("FirstPage", "PackedFiles")
PLAIN = "from benchmarks.slow_line import serve_plain; serve_plain()"


def serve_plain() -> None:
    """The same server without what is there for slow lines."""
    from dashboard.server import server

    whole = server.parts

    def without() -> dict[str, object]:
        found = whole()
        found["middleware"] = [
            one for one in found["middleware"] if one.cls.__name__ not in ("FirstPage", "PackedFiles")
        ]
        return found

    server.parts = without
    server.serve("localhost", 0)


def visit(browser: Browser, address: str) -> dict[str, float]:
    """One first visit; seconds from the request on, and thousands of bytes until the map was painted."""
    page = browser.new_page(viewport={"width": 1366, "height": 768})
    page.set_default_timeout(PATIENCE_MS)
    line = page.context.new_cdp_session(page)
    line.send("Network.enable")
    line.send(
        "Network.emulateNetworkConditions",
        {
            "offline": False,
            "latency": DELAY_MS,
            "downloadThroughput": BYTES_A_SECOND,
            "uploadThroughput": BYTES_A_SECOND,
        },
    )
    asked: dict[str, str] = {}
    counted = {"streamlit": 0, "bundle": 0, "socket": 0}
    line.on("Network.requestWillBeSent", lambda about: asked.update({about["requestId"]: about["request"]["url"]}))

    def arrived(about: dict) -> None:
        path = urlparse(asked.get(about["requestId"], "")).path
        counted["bundle" if path.startswith("/bundles/") else "streamlit"] += about["encodedDataLength"]

    line.on("Network.loadingFinished", arrived)
    line.on(
        "Network.webSocketFrameReceived",
        lambda about: counted.update(socket=counted["socket"] + len(about["response"]["payloadData"]) * 3 // 4),
    )
    begin = time.perf_counter()
    page.goto(address, wait_until="commit")
    page.wait_for_function("document.body?.innerText.trim()")
    word = time.perf_counter() - begin
    page.wait_for_selector("[data-map][data-ready]")
    painted = time.perf_counter() - begin
    bytes_then = dict(counted)
    page.wait_for_selector("[data-panel]", state="attached")
    panel = time.perf_counter() - begin
    page.close()
    kilobytes = {f"{name}_kb": count // 1000 for name, count in bytes_then.items()}
    return {"word_s": word, "painted_s": painted, "panel_s": panel, **kilobytes}


def main() -> None:
    """Measure both in turns, print both."""
    parser = argparse.ArgumentParser(prog="python -m benchmarks.slow_line", description=__doc__.splitlines()[0])
    parser.add_argument("--rounds", type=int, default=3, help="visits each (default 3)")
    options = parser.parse_args()
    results = {}
    with tempfile.TemporaryDirectory() as folder, sync_playwright() as playwright:
        home = Path(folder)
        fill_store(f"sqlite:///{home / 'store.sqlite'}")
        browser = playwright.chromium.launch(executable_path=find_browser(), args=FLAGS)
        for name, command in (("plain", ("-c", PLAIN)), ("as served", ("-m", "dashboard", "--port", "0"))):
            with serving(home, command) as address:
                warm = browser.new_page()
                warm.goto(address)
                warm.wait_for_selector("[data-map][data-ready]", timeout=PATIENCE_MS)
                warm.close()
                visits = [visit(browser, address) for _ in range(options.rounds)]
            results[name] = {key: round(statistics.median(one[key] for one in visits), 1) for key in visits[0]}
            print(f"{name}: {results[name]}", flush=True)
        browser.close()
    ratio = results["plain"]["painted_s"] / results["as served"]["painted_s"]
    print(f"painted {ratio:.1f} times as soon")
    print(json.dumps({**results, "ratio": round(ratio, 2)}))


if __name__ == "__main__":
    main()
