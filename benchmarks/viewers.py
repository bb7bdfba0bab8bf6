"""What the server owes its viewers: the first map, the panel after a rest, many at once, and no memory that grows.

In: nothing (a temporary store is filled with made-up events, and servers are started). Out: figures, and as the last
line JSON. ``python -m benchmarks.viewers [--viewers 20] [--rests 15] [--think 2] [--steps 10000] [--opens 9]``; needs
Chromium, unless ``--opens 0``.

- *First map*: from the call of an address in a fresh browser to the painted map, beside Streamlit's own server with a
  page that says "Hello, world"; opened in turns, so that the machine's moods strike both.
- *Panel*: from the last key to the panel that tells of the new month, in that browser (the map's own rest of 150 ms is
  in it).
- *Viewers*: so many, each with an open page, of which all come to rest in the same moment, again and again, and which
  step each at a pace of its own (``--think`` seconds between two steps, by half more or less). Beside the time until
  the answer is there stand the milliseconds of processor time a step, the server's and the viewers' own, who have the
  same cores; and both for as many viewers of a plain Streamlit page with one field and one line in a fragment.
- *Put together*: the same for panels that nobody has asked for before, one viewer.
- *Memory*: the server's resident memory over many steps of one viewer.
"""

from __future__ import annotations

import argparse
import asyncio
import gzip
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
from dashboard.api import panel
from dashboard.state.tables import fingerprint
from dashboard.wording import month_name
from events.store.store import open_store
from tests.browser import FLAGS, find_browser
from tests.dashboard.serving import fill_store, running, serving

HELLO = 'import streamlit as st\n\nst.set_page_config(layout="wide")\nst.write("Hello, world")\n'
PLAIN = """import streamlit as st

@st.fragment
def step():
    st.write("In", st.text_input("Month", key="month"))

step()
"""
COMPARED = ("median", "p95", "server_cpu_ms")
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
    """A viewer of the map as the server sees one: an open session, and a line on which panels are asked for."""

    def __init__(self, address: str, state: str) -> None:
        self.address, self.state = address, state
        self.page = Session(address)

    async def open(self) -> None:
        """Open the page, and the line."""
        await self.page.open("date=2022-09")
        host, _, port = self.address.removeprefix("http://").partition(":")
        self._host = f"{host}:{port}"
        self._reader, self._writer = await asyncio.open_connection(host, int(port))

    async def rest_at(self, month: str) -> float:
        """Come to rest at a month, as the panel's script asks; return the milliseconds until the answer is there."""
        query = f"date={month}&by=all&window=year&colour=muted"
        head = f"GET /{self.state}?{query} HTTP/1.1\r\nHost: {self._host}\r\nAccept-Encoding: gzip\r\n\r\n"
        begun = time.perf_counter()
        self._writer.write(head.encode())
        told = (await self._reader.readuntil(b"\r\n\r\n")).decode().lower()
        body = await self._reader.readexactly(int(told.partition("content-length: ")[2].partition("\r")[0]))
        taken = (time.perf_counter() - begun) * 1000
        if " 200 " not in told or month_name(month).encode() not in gzip.decompress(body):
            raise RuntimeError(f"the answer is not the panel of {month}: {told}")
        return taken

    async def close(self) -> None:
        """Leave."""
        self._writer.close()
        await self.page.close()


class Session:
    """One session on a Streamlit server, without a browser: it speaks its protocol and reads each answer to its end.

    On the plain page (`PLAIN`) it steps, too: what the same costs where every step is a run of a fragment.
    """

    def __init__(self, address: str) -> None:
        self._url = f"{address.replace('http', 'ws', 1)}/_stcore/stream"
        self.script = self.fragment = self.widget = ""
        self.told = b""

    async def open(self, query: str = "") -> None:
        """Run the page once, and note what a step has to name."""
        self.socket = await connect(self._url, **LINK)
        message = BackMsg()
        message.rerun_script.query_string = query
        await self._run(message)

    async def rest_at(self, month: str) -> float:
        """Choose a month on the plain page, and return the milliseconds until the answer is complete."""
        message = BackMsg()
        script = message.rerun_script
        script.page_script_hash, script.fragment_id = self.script, self.fragment
        script.widget_states.widgets.add(id=self.widget, string_value=month)
        begun = time.perf_counter()
        await self._run(message)
        taken = (time.perf_counter() - begun) * 1000
        if f"In {month}".encode() not in self.told:
            raise RuntimeError(f"the answer does not tell of {month}")
        return taken

    async def close(self) -> None:
        """Leave."""
        await self.socket.close()

    async def _run(self, message: BackMsg) -> None:
        await self.socket.send(message.SerializeToString())
        self.told = b""
        async for frame in self.socket:
            self.told += frame
            told = ForwardMsg.FromString(frame)
            kind = told.WhichOneof("type")
            if kind == "new_session":
                self.script = told.new_session.page_script_hash
            elif kind == "delta":
                found = re.search(rb"\$\$ID-[0-9a-f]+-month(?![\w-])", frame)
                if found:
                    self.widget, self.fragment = found.group().decode(), told.delta.fragment_id
            elif kind == "script_finished":
                return


async def stepping(viewers: list[Viewer] | list[Session], pid: int, rests: int, think: float) -> dict[str, float]:
    """All step `rests` times; in the same moment, or each after a time of its own around `think` seconds.

    Returns
    -------
    dict
        `median` and `p95` of the milliseconds until an answer is there, and the processor's milliseconds a step: the
        `server`'s, and those of this program, which is all viewers at once (`client`).
    """
    dice, times = random.Random(7), []
    server, client = processor_seconds(pid), time.process_time()

    async def step(viewer: Viewer | Session) -> None:
        if think:
            await asyncio.sleep(dice.uniform(0.5 * think, 1.5 * think))
        times.append(await viewer.rest_at(dice.choice(MONTHS)))

    async def steps(viewer: Viewer | Session) -> None:
        for _ in range(rests):
            await step(viewer)

    if think:
        await asyncio.gather(*map(steps, viewers))
    else:
        for _ in range(rests):
            await asyncio.gather(*map(step, viewers))
            await asyncio.sleep(0.25)
    each = 1000 / len(times)
    spent = {"server": processor_seconds(pid) - server, "client": time.process_time() - client}
    return summary(times) | {f"{who}_cpu_ms": round(seconds * each, 2) for who, seconds in spent.items()}


async def many(viewers: list[Viewer] | list[Session], pid: int, rests: int, think: float) -> dict[str, object]:
    """So many viewers at once: in the same moment, and each at a pace of its own."""
    for viewer in viewers:
        await viewer.open()
    for month in MONTHS:  # what was put together for one viewer is there for all
        await viewers[0].rest_at(month)
    found = {
        "in_one_moment": await stepping(viewers, pid, rests, 0),
        "stepping": await stepping(viewers, pid, rests, think),
    }
    for viewer in viewers:
        await viewer.close()
    return found


async def put_together(viewer: Viewer, pid: int) -> dict[str, float]:
    """What a panel costs that nobody has asked for before, every second month."""
    await viewer.open()
    await viewer.rest_at(MONTHS[0])
    server, months = processor_seconds(pid), MONTHS[1::2]
    times = [await viewer.rest_at(month) for month in months]
    await viewer.close()
    return summary(times) | {"server_cpu_ms": round((processor_seconds(pid) - server) * 1000 / len(months), 2)}


async def memory_over(viewer: Viewer, steps: int, pid: int) -> dict[str, float]:
    """Megabytes of the server after a tenth of the steps, after half, and after all, one viewer."""
    await viewer.open()
    marks = {}
    for number in range(1, steps + 1):
        await viewer.rest_at(MONTHS[number % len(MONTHS)])
        if number in (steps // 10, steps // 2, steps):
            marks[str(number)] = resident_mb(pid)
    await viewer.close()
    return marks


def processor_seconds(pid: int) -> float:
    """What a process has taken of the processor."""
    fields = Path(f"/proc/{pid}/stat").read_text(encoding="ascii").rpartition(")")[2].split()
    return (int(fields[11]) + int(fields[12])) / os.sysconf("SC_CLK_TCK")


def resident_mb(pid: int) -> float:
    """Resident memory of a process."""
    kilobytes = re.search(r"VmRSS:\s+(\d+)", Path(f"/proc/{pid}/status").read_text(encoding="ascii"))
    return round(int(kilobytes[1]) / 1024, 1)


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
def streamlit_alone(folder: Path, name: str, source: str) -> Iterator[tuple[str, int]]:
    """Streamlit's own server with a small page: its address and process."""
    (folder / name).write_text(source, encoding="utf-8")
    with socket.socket() as free:
        free.bind(("127.0.0.1", 0))
        port = free.getsockname()[1]
    command = [
        sys.executable,
        "-m",
        "streamlit",
        "run",
        name,
        "--server.address",
        "localhost",
        "--server.port",
        str(port),
    ]
    quiet = ["--server.headless", "true", "--browser.gatherUsageStats", "false", "--server.fileWatcherType", "none"]
    environment = {**os.environ, "HOME": str(folder)}
    process = subprocess.Popen([*command, *quiet], cwd=folder, env=environment, stdout=subprocess.PIPE, text=True)
    try:
        for line in process.stdout:
            if "URL" in line:
                break
        yield f"http://localhost:{port}", process.pid
    finally:
        process.terminate()
        process.wait(timeout=20)


def in_browser(home: Path, opens: int) -> dict[str, object]:
    """What one viewer sees: the first map beside the smallest page, and the panel after a rest."""
    with (
        sync_playwright() as playwright,
        serving(home) as address,
        streamlit_alone(home, "hello.py", HELLO) as (hello, _),
    ):
        browser = playwright.chromium.launch(executable_path=find_browser(), args=FLAGS)
        pages = ((address, MAP_PAINTED), (hello, HELLO_PAINTED))
        rounds = [[first_paint(browser, *page) for page in pages] for _ in range(opens + 1)][1:]  # the first warms up
        ours, theirs = (statistics.median(column) for column in zip(*rounds, strict=True))
        panel = panel_after_rest(browser, address, 24)
        browser.close()
    ratio = round(ours / theirs, 2)
    return {"first_map_ms": round(ours), "hello_world_ms": round(theirs), "first_map_ratio": ratio, "panel_ms": panel}


def beside_streamlit(home: Path, options: argparse.Namespace) -> dict[str, object]:
    """Viewers of the map, and as many of a plain page whose steps are runs of a fragment."""
    result: dict[str, object] = {"viewers": options.viewers, "think_seconds": options.think}
    state = panel.address(fingerprint(open_store(f"sqlite:///{home / 'store.sqlite'}")))
    with running(home) as (address, process):
        ours = [Viewer(address, state) for _ in range(options.viewers)]
        result["put_together"] = asyncio.run(put_together(Viewer(address, state), process.pid))
        result["map"] = asyncio.run(many(ours, process.pid, options.rests, options.think))
        result["memory_mb"] = asyncio.run(memory_over(Viewer(address, state), options.steps, process.pid))
    with streamlit_alone(home, "plain.py", PLAIN) as (address, pid):
        theirs = [Session(address) for _ in range(options.viewers)]
        result["plain_fragment"] = asyncio.run(many(theirs, pid, options.rests, options.think))
    result["map_over_plain"] = {
        way: {name: round(result["map"][way][name] / result["plain_fragment"][way][name], 2) for name in COMPARED}
        for way in ("in_one_moment", "stepping")
    }
    return result


def main() -> None:
    """Measure, print."""
    parser = argparse.ArgumentParser(prog="python -m benchmarks.viewers", description=__doc__.splitlines()[0])
    parser.add_argument("--viewers", type=int, default=20, help="viewers at once (default 20)")
    parser.add_argument("--rests", type=int, default=15, help="steps of each (default 15)")
    parser.add_argument("--think", type=float, default=2.0, help="seconds between a viewer's steps (default 2)")
    parser.add_argument("--steps", type=int, default=10_000, help="steps over which memory is watched (10000)")
    parser.add_argument("--opens", type=int, default=9, help="openings of each page (default 9; 0: no browser)")
    options = parser.parse_args()
    with tempfile.TemporaryDirectory() as folder:
        home = Path(folder)
        fill_store(f"sqlite:///{home / 'store.sqlite'}")
        result: dict[str, object] = {"load": os.getloadavg()[0]}
        if options.opens:
            result |= in_browser(home, options.opens)
        result |= beside_streamlit(home, options)
    result["load_after"] = os.getloadavg()[0]
    for name, value in result.items():
        print(f"{name}: {value}")
    print(json.dumps(result))


if __name__ == "__main__":
    main()
