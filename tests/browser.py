"""Find a Chromium for the browser tests, or install one; `python -m tests.browser` does it once.

Order: one that is there (``BROWSER_PATH`` or on the PATH), Debian's package when root on Debian, Playwright's own.
Browser tests never skip: with no Chromium this stops with the reason.
"""

from __future__ import annotations

import os
import shutil
import subprocess
import sys
from pathlib import Path

NAMES = ("chromium", "chromium-browser", "google-chrome", "google-chrome-stable")
MAC = Path("/Applications/Google Chrome.app/Contents/MacOS/Google Chrome")
# Quiet and offline: without these a fresh Chromium asks its maker's hosts at every start.
FLAGS = [
    "--no-sandbox",
    "--disable-gpu",
    "--disable-quic",
    "--no-first-run",
    "--disable-background-networking",
    "--disable-component-update",
    "--disable-sync",
]


def find_browser() -> str | None:
    """Path of a Chromium that is there, or None (Playwright's own is found by Playwright)."""
    given = os.environ.get("BROWSER_PATH")
    if given:
        return given
    for name in NAMES:
        path = shutil.which(name)
        if path:
            return path
    return str(MAC) if MAC.exists() else None


def playwright_has_its_own() -> bool:
    """True when Playwright's own Chromium is installed."""
    from playwright.sync_api import sync_playwright

    with sync_playwright() as playwright:
        return Path(playwright.chromium.executable_path).exists()


def ensure_browser() -> None:
    """Install a Chromium when there is none.

    Raises
    ------
    SystemExit
        When neither Debian's package nor Playwright's download can be had.
    """
    if find_browser() or playwright_has_its_own():
        return
    if Path("/etc/debian_version").exists() and os.geteuid() == 0:
        print("No Chromium found: installing Debian's package …", file=sys.stderr)
        subprocess.run(["apt-get", "update", "-qq"], check=False)
        environment = {**os.environ, "DEBIAN_FRONTEND": "noninteractive"}
        command = ["apt-get", "install", "-y", "-qq", "chromium", "fonts-dejavu-core"]
        done = subprocess.run(command, check=False, env=environment)
        if done.returncode == 0 and find_browser():
            return
    print("No Chromium found: asking Playwright for its own …", file=sys.stderr)
    done = subprocess.run([sys.executable, "-m", "playwright", "install", "chromium"], check=False)
    if done.returncode != 0:
        sys.exit("The browser tests need Chromium: install one, or name it with BROWSER_PATH=/path/to/chromium.")


if __name__ == "__main__":
    ensure_browser()
    print("Chromium:", find_browser() or "Playwright's own")
