"""Streamlit's options, as ``dashboard/server/streamlit.toml`` has them, whatever the working folder.

In: that file, and where the server listens. Out: options that no other file and no variable overrides. Streamlit itself
looks for ``.streamlit/config.toml``, which is a link to it.
"""

from __future__ import annotations

import tomllib
from pathlib import Path

FILE = Path(__file__).parent / "streamlit.toml"


def read_options() -> dict[str, object]:
    """The file's options by name: ``server.port``."""
    with FILE.open("rb") as file:
        return {f"{part}.{name}": value for part, these in tomllib.load(file).items() for name, value in these.items()}


def set_options(address: str, port: int) -> None:
    """Have Streamlit take these options alone. Left to itself it looks for its file in the working folder, and where
    there is none it sends usage statistics and writes an id of the machine to the home folder."""
    from streamlit.web.bootstrap import load_config_options

    here = {
        "server.address": address,
        "server.port": port,
        "client.allowedOrigins": [f"http://{address}:{port}"],
    }
    load_config_options({name.replace(".", "_", 1): value for name, value in (read_options() | here).items()})
