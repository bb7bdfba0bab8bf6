"""What the server owes its viewers: the first map, the panel after a rest, many at once, and no memory that grows.

In: nothing (a temporary store is filled with made-up events, and a server started). Out: figures, and as the last line
JSON. ``python -m benchmarks.viewers [--viewers 20] [--rests 15] [--reruns 10000] [--opens 9]``; needs Chromium.

- *First map*: from the call of an address in a fresh browser to the painted map, beside Streamlit's own server with a
  page that says "Hello, world"; opened in turns, so that the machine's moods strike both.
- *Panel*: from the last key to the panel that tells of the new month, in that browser (the map's own rest of 150 ms is
  in it).
- *Viewers*: so many connections, as browsers would hold them, of which all come to rest in the same moment, again and
  again; for each the time until the server's answer is complete.
- *Memory*: the server's resident memory over many reruns of one session.
"""

from __future__ import annotations

import argparse
import asyncio
import json
import os
import random
import re
import socket
import statistics
import subprocess
import sys
import tempfile
import time
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

from playwright.sync_api import Browser, sync_playwright
from streamlit.proto.BackMsg_pb2 import BackMsg
from streamlit.proto.ForwardMsg_pb2 import ForwardMsg
from websockets.asyncio.client import connect

from benchmarks.map_step import summary
from dashboard.wording import month_name
from tests.browser import FLAGS, find_browser
from tests.dashboard.serving import fill_store, serving

HELLO = 'import streamlit as st\n\nst.set_page_config(layout="wide")\nst.write("Hello, world")\n'
MAP_PAINTED = "() => document.querySelector('[data-map][data-ready] [data-iso3=KAZ]')?.style.fill"
HELLO_PAINTED = "() => document.querySelector('.stMarkdown')?.textContent.includes('Hello, world')"
PANEL_AFTER_KEY = """(month) => new Promise((done) => {
  window.addEventListener("keydown", (event) => {
    const look = () => document.querySelector(".panel-heading").textContent.includes(month)
      ? requestAnimationFrame(() => done(performance.now() - event.timeStamp)) : setTimeout(look, 2);
    look();
  }, { capture: true, once: true });
})"""
MONTHS = [f"{year}-{month:02d}" for year in range(2010, 2025) for month in range(1, 13)]
LONG_MS = 60_000
LINK = {"max_size": None, "subprotocols": ["streamlit"], "open_timeout": 60}


class Viewer:
    """One session on the server, without a browser: it speaks Streamlit's protocol and reads each answer to its end."""

    def __init__(self, socket):
        self.socket = socket
        self.page = self.fragment = self.widget = ""
        self.seen: set[str] = set()
        self.told = b""
        self.referred = False

    async def open(self) -> None:
        """Run the page once, and note what a step has to name."""
        message = BackMsg()
        message.rerun_script.query_string = "date=2022-09"
        await self._run(message)

    async def rest_at(self, month: str) -> float:
        """Come to rest at a month, as the map tells it, and return the milliseconds until the answer is complete."""
        message = BackMsg()
        script = message.rerun_script
        script.page_script_hash, script.fragment_id = self.page, self.fragment
        script.cached_message_hashes.extend(sorted(self.seen))
        script.widget_states.widgets.add(id=self.widget, json_value=json.dumps({"view": {"date": month}}))
        begun = time.perf_counter()
        await self._run(message)
        taken = (time.perf_counter() - begun) * 1000
        if not (self.referred or month_name(month).encode() in self.told):
            raise RuntimeError(f"the answer is not the panel of {month}")
        return taken

    async def _run(self, message: BackMsg) -> None:
        await self.socket.send(message.SerializeToString())
        self.told, self.referred = b"", False
        async for frame in self.socket:
            self.told += frame
            told = ForwardMsg.FromString(frame)
            kind = told.WhichOneof("type")
            if kind == "new_session":
                self.page = told.new_session.page_script_hash
            elif kind == "delta":
                self._note(told, frame)
            elif kind == "ref_hash":
                self.referred = True  # what this browser has been sent before
            elif kind == "script_finished":
                return

    def _note(self, told: ForwardMsg, frame: bytes) -> None:
        found = re.search(rb"\$\$ID-[0-9a-f]+-map(?![\w-])", frame)
        if found:  # the part of the page that holds the map and the panel; others hold a thousandth of it
            self.widget, self.fragment = found.group().decode(), told.delta.fragment_id
        if told.metadata.cacheable:
            self.seen.add(told.hash)


async def viewers_at_once(address: str, viewers: int, rests: int) -> dict[str, float]:
    """All come to rest at once, `rests` times; milliseconds until each has its answer."""
    url = f"{address.replace('http', 'ws', 1)}/_stcore/stream"
    sockets = [await connect(url, **LINK) for _ in range(viewers)]
    sessions = [Viewer(each) for each in sockets]
    for session in sessions:
        await session.open()
    dice = random.Random(7)
    times: list[float] = []
    for number in range(rests + 1):
        found = await asyncio.gather(*(session.rest_at(dice.choice(MONTHS)) for session in sessions))
        times += found if number else []  # the first warms the caches up
        await asyncio.sleep(0.25)
    for each in sockets:
        await each.close()
    return summary(times)


async def memory_over(address: str, reruns: int, pid: int) -> dict[str, float]:
    """Megabytes of the server after a tenth of the reruns and after all, one session."""
    url = f"{address.replace('http', 'ws', 1)}/_stcore/stream"
    async with connect(url, **LINK) as each:
        session = Viewer(each)
        await session.open()
        marks = {}
        for number in range(1, reruns + 1):
            await session.rest_at(MONTHS[number % len(MONTHS)])
            if number in (reruns // 10, reruns // 2, reruns):
                marks[str(number)] = resident_mb(pid)
    return marks


def resident_mb(pid: int) -> float:
    """Resident memory of a process."""
    kilobytes = re.search(r"VmRSS:\s+(\d+)", Path(f"/proc/{pid}/status").read_text(encoding="ascii"))
    return round(int(kilobytes[1]) / 1024, 1)


def server_pid(port: str) -> int:
    """The process that serves the app at a port."""
    for entry in Path("/proc").iterdir():
        if entry.name.isdigit() and (entry / "cmdline").exists():
            words = (entry / "cmdline").read_bytes().split(b"\0")
            if b"dashboard" in words and port in (entry / "environ").read_text(encoding="utf-8", errors="replace"):
                return int(entry.name)
    raise RuntimeError("the server's process was not found")


def first_paint(browser: Browser, address: str, painted: str) -> float:
    """Milliseconds from calling an address in a fresh browser profile to what is painted."""
    context = browser.new_context(viewport={"width": 1600, "height": 1000})
    page = context.new_page()
    begun = time.perf_counter()
    page.goto(address, wait_until="commit")
    page.wait_for_function(painted, polling="raf", timeout=LONG_MS)
    page.evaluate("new Promise((go) => requestAnimationFrame(() => setTimeout(go)))")
    taken = (time.perf_counter() - begun) * 1000
    context.close()
    return taken


def panel_after_rest(browser: Browser, address: str, steps: int) -> dict[str, float]:
    """Milliseconds from a key to the panel of its month."""
    page = browser.new_page(viewport={"width": 1600, "height": 1000})
    page.goto(f"{address}/?date=2015-12")
    page.wait_for_selector("[data-panel]")
    page.wait_for_timeout(2000)
    times = []
    for number in range(steps):
        month = month_name(MONTHS[MONTHS.index("2016-01") + number])
        told = page.evaluate_handle(f"(month) => (window.told = ({PANEL_AFTER_KEY})(month), 0)", month)
        told.dispose()
        page.keyboard.press("ArrowRight")
        times.append(page.evaluate("window.told"))
        page.wait_for_timeout(300)
    page.close()
    return summary(times)


@contextmanager
def hello_world(folder: Path) -> Iterator[str]:
    """Streamlit's own server with the smallest of pages."""
    (folder / "hello.py").write_text(HELLO, encoding="utf-8")
    with socket.socket() as free:
        free.bind(("127.0.0.1", 0))
        port = free.getsockname()[1]
    command = [sys.executable, "-m", "streamlit", "run", "hello.py", "--server.port", str(port)]
    quiet = ["--server.headless", "true", "--browser.gatherUsageStats", "false", "--server.fileWatcherType", "none"]
    environment = {**os.environ, "HOME": str(folder)}
    process = subprocess.Popen([*command, *quiet], cwd=folder, env=environment, stdout=subprocess.PIPE, text=True)
    try:
        for line in process.stdout:
            if "URL" in line:
                break
        yield f"http://localhost:{port}"
    finally:
        process.terminate()
        process.wait(timeout=20)


def in_browser(home: Path, opens: int) -> dict[str, object]:
    """What one viewer sees: the first map beside the smallest page, and the panel after a rest."""
    with sync_playwright() as playwright, serving(home) as address, hello_world(home) as hello:
        browser = playwright.chromium.launch(executable_path=find_browser(), args=FLAGS)
        pages = ((address, MAP_PAINTED), (hello, HELLO_PAINTED))
        rounds = [[first_paint(browser, *page) for page in pages] for _ in range(opens + 1)][1:]  # the first warms up
        ours, theirs = (statistics.median(column) for column in zip(*rounds, strict=True))
        panel = panel_after_rest(browser, address, 24)
        browser.close()
    ratio = round(ours / theirs, 2)
    return {"first_map_ms": round(ours), "hello_world_ms": round(theirs), "first_map_ratio": ratio, "panel_ms": panel}


def main() -> None:
    """Measure, print."""
    parser = argparse.ArgumentParser(prog="python -m benchmarks.viewers", description=__doc__.splitlines()[0])
    parser.add_argument("--viewers", type=int, default=20, help="sessions at once (default 20)")
    parser.add_argument("--rests", type=int, default=15, help="times that all of them come to rest (default 15)")
    parser.add_argument("--reruns", type=int, default=10_000, help="reruns over which memory is watched (10000)")
    parser.add_argument("--opens", type=int, default=9, help="openings of each page (default 9)")
    options = parser.parse_args()
    with tempfile.TemporaryDirectory() as folder:
        home = Path(folder)
        fill_store(f"sqlite:///{home / 'store.sqlite'}")
        result = in_browser(home, options.opens)
        with serving(home) as address:
            result["viewers"] = options.viewers
            result["answer_ms"] = asyncio.run(viewers_at_once(address, options.viewers, options.rests))
            result["memory_mb"] = asyncio.run(memory_over(address, options.reruns, server_pid(str(home))))
    for name, value in result.items():
        print(f"{name}: {value}")
    print(json.dumps(result))


if __name__ == "__main__":
    main()
