"""The process that reads files, with a parser of web pages that does what the page says; for the tests."""

from __future__ import annotations

import os
import signal
import sys
import time

from events.reading import html, worker
from events.reading.results import RawArticle


def read_page(content: bytes) -> RawArticle:
    """Misbehave as the page's one word says; any other page is its own text."""
    word = content.decode()
    if word == "stumbles":
        raise ZeroDivisionError
    if word == "greedy":
        bytearray(1 << 34)
    if word == "loops":
        while True:
            pass
    if word == "stuck":  # in a library, where nothing interrupts it
        sum(range(1 << 62))
    if word == "dies":
        os.kill(os.getpid(), signal.SIGKILL)
    if word == "waits":
        time.sleep(1_000)
    if word == "prints":
        print("this is no answer")
    return RawArticle(f"The ministers met in Yerevan and told us: {word}. I am process {os.getpid()}.")


html.read_page = read_page

if __name__ == "__main__":
    sys.exit(worker.main())
