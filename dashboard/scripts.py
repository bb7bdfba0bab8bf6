"""The scripts and styles that go to the browser, read from the folders of `dashboard/`.

In: names of files below ``dashboard/``. Out: one text each time. A style is its files one after the other. A script is
an ECMAScript module with all that it imports, put into one module in the order of the imports: Streamlit takes a
component's script as one text, and nothing but Python runs here.

The modules share one scope once they are joined. So an import names what it takes, top-level names are unique, and no
two modules import each other. What is not understood is refused, with the file and the line, and never guessed at::

    import { clamp, html } from "./dom.js";
    export function …        export const …        export let …        export default function …

Lines that are only comments stay behind: they are for those who read the modules.
"""

from __future__ import annotations

import re
from dataclasses import dataclass
from functools import cache
from pathlib import Path

FOLDER = Path(__file__).parent
IMPORT = re.compile(r"^import \{(?P<names>[^}]*)\} from \"(?P<path>\.[^\"]+\.js)\";$\n?", re.MULTILINE)
DECLARED = re.compile(
    r"^(?P<export>export )?(?P<default>default )?(?:async )?(?:function\*?|class|const|let) "
    r"(?:\[(?P<list>[\w, ]+)\]|(?P<name>\w+))",
    re.MULTILINE,
)
NOT_UNDERSTOOD = re.compile(
    r"^(?:import\b|export\b|var\b|(?:const|let) \{).*|\bimport\(.*|\bimport\.meta.*", re.MULTILINE
)


class ModuleError(ValueError):
    """A module that cannot be joined; the message says which, where and why."""


@dataclass(frozen=True, slots=True)
class Module:
    """A module as it is read: `imports` are pairs of path and names, `body` is the code without them."""

    path: Path
    imports: tuple[tuple[Path, tuple[str, ...]], ...]
    declared: frozenset[str]
    exported: frozenset[str]
    body: str


def joined(*names: str) -> str:
    """Styles and markup: the files of these names, one after the other.

    Parameters
    ----------
    *names : str
        Paths below ``dashboard/``, such as ``map/map.css``.

    Raises
    ------
    OSError
        A file is missing.
    ValueError
        A script is asked for, which brings what it imports: see `bundled`.
    """
    scripts = [name for name in names if name.endswith(".js")]
    if scripts:
        raise ValueError(f"{scripts[0]} is a module: ask bundled() for it")
    return "\n".join((FOLDER / name).read_text(encoding="utf-8") for name in names)


def bundled(entry: str, folder: Path = FOLDER) -> str:
    """A module and all that it imports, as one module whose only export is the entry's.

    Parameters
    ----------
    entry : str
        Path below `folder`, such as ``map/js/main.js``.
    folder : Path
        Where the modules lie.

    Raises
    ------
    ModuleError
        Something is written in a way that is not understood, is imported and not there, has a name that another
        module has too, or two modules import each other.
    """
    order: list[Module] = []
    _follow((folder / entry).resolve(), (), order)
    owners: dict[str, Path] = {}
    for module in order:
        for name in sorted(module.declared):
            if name in owners:
                raise ModuleError(f"{module.path}: {name} is declared in {owners[name].name} too")
            owners[name] = module.path
    parts = [re.sub(r"^export (?!default )", "", module.body, flags=re.MULTILINE) for module in order]
    if len(order) > 1 and any("export default" in part for part in parts[:-1]):
        raise ModuleError(f"{entry}: only the entry has a default export")
    return "\n".join(parts)


def _follow(path: Path, above: tuple[Path, ...], order: list[Module]) -> None:
    """Put a module behind all that it imports."""
    if path in above:
        circle = " → ".join(step.name for step in (*above[above.index(path) :], path))
        raise ModuleError(f"{path}: modules import each other: {circle}")
    if any(module.path == path for module in order):
        return
    module = _read(path)
    for wanted, names in module.imports:
        _follow(wanted, (*above, path), order)
        there = next(found for found in order if found.path == wanted)
        for name in names:
            if name not in there.exported:
                raise ModuleError(f"{path}: {wanted.name} does not export {name}")
    order.append(module)


@cache
def _read(path: Path) -> Module:
    if not path.is_file():
        raise ModuleError(f"{path}: there is no such module")
    text = path.read_text(encoding="utf-8")
    code = _without_comments(text, path)
    imports = tuple(
        ((path.parent / found["path"]).resolve(), tuple(filter(None, map(str.strip, found["names"].split(",")))))
        for found in IMPORT.finditer(code)
    )
    for _, names in imports:
        if strange := [name for name in names if not name.isidentifier()]:
            raise ModuleError(f"{path}: an import takes names as they are, not {strange[0]!r}")
    body = IMPORT.sub("", code).strip("\n")
    declared: set[str] = set()
    exported: set[str] = set()
    for found in DECLARED.finditer(body):
        here = [name.strip() for name in (found["list"] or found["name"]).split(",")]
        declared.update(here)
        if found["export"] and not found["default"]:
            exported.update(here)
    for found in NOT_UNDERSTOOD.finditer(body):
        if not DECLARED.match(found.group()):
            line = text[: text.find(found.group())].count("\n") + 1
            raise ModuleError(f"{path}:{line}: not understood: {found.group().strip()}")
    return Module(path, imports, frozenset(declared), frozenset(exported), body)


def _without_comments(text: str, path: Path) -> str:
    """The text without lines that are only comments. A text over several lines could look like one: it is refused."""
    kept, inside = [], False
    for number, line in enumerate(text.splitlines(), start=1):
        bare = line.strip()
        if inside or (bare.startswith("/*") and "*/" not in bare):
            inside = "*/" not in bare
            if not inside and not bare.endswith("*/"):
                raise ModuleError(f"{path}:{number}: code after a comment")
            continue
        if bare.startswith("//") or (bare.startswith("/*") and bare.endswith("*/")):
            continue
        if line.replace("\\`", "").count("`") % 2:
            raise ModuleError(f"{path}:{number}: a text over several lines is not understood")
        if bare:
            kept.append(line)
    return "\n".join(kept) + "\n"
