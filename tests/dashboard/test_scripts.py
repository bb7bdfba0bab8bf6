"""Modules are joined in the order of their imports; what is not understood is refused with its place."""

import pytest

from dashboard.scripts import ModuleError, bundled, joined

BOXES = "// Boxes.\n\nexport const GAP = 4;\nexport function overlap(a, b) {\n  return a < b; // near\n}\n"


@pytest.fixture
def write(tmp_path):
    """Write modules into a folder of their own; returns the folder."""

    def write_them(**modules):
        for name, text in modules.items():
            (tmp_path / f"{name}.js").write_text(text, encoding="utf-8")
        return tmp_path

    return write_them


def test_a_module_comes_after_all_that_it_imports_and_once(write):
    folder = write(
        boxes=BOXES,
        names='import { GAP } from "./boxes.js";\n\nexport const WIDE = 2 * GAP;\n',
        main='// @ts-check\nimport {\n  GAP,\n  overlap,\n} from "./boxes.js";\nimport { WIDE } from "./names.js";\n\n'
        "export default function show() {\n  return overlap(GAP, WIDE);\n}\n",
    )
    assert bundled("main.js", folder).splitlines() == [
        "const GAP = 4;",
        "function overlap(a, b) {",
        "  return a < b; // near",
        "}",
        "const WIDE = 2 * GAP;",
        "export default function show() {",
        "  return overlap(GAP, WIDE);",
        "}",
    ]


@pytest.mark.parametrize(
    ("main", "why"),
    [
        ('import { gone } from "./boxes.js";', "boxes.js does not export gone"),
        ('import { overlap } from "./none.js";', "none.js: there is no such module"),
        ('import { overlap as meet } from "./boxes.js";', "an import takes names as they are"),
        ('import * as boxes from "./boxes.js";', "main.js:1: not understood: import"),
        ('import boxes from "./boxes.js";', "main.js:1: not understood: import"),
        ('// A first line.\nimport "./boxes.js";', "main.js:2: not understood: import"),
        ('export * from "./boxes.js";', "not understood: export"),
        ("const one = 1;\nexport { one };", "main.js:2: not understood: export { one };"),
        ("const { a, b } = window;", "not understood: const"),
        ("const load = () => import('./boxes.js');", "not understood: import("),
        ("const text = `one\n// two`;", "main.js:1: a text over several lines"),
        ("/* one\n*/ const a = 1;", "main.js:2: code after a comment"),
        ('import { GAP } from "./boxes.js";\nconst overlap = GAP;', "overlap is declared in boxes.js too"),
    ],
)
def test_what_is_not_understood_is_refused_with_its_place(write, main, why):
    with pytest.raises(ModuleError) as error:
        bundled("main.js", write(boxes=BOXES, main=main))
    assert why in str(error.value)


def test_modules_that_import_each_other_are_named(write):
    one, other = (
        f'import {{ {there} }} from "./{there}.js";\nexport const {here} = 1;' for here, there in ("ab", "ba")
    )
    folder = write(a=one, b=other)
    with pytest.raises(ModuleError, match=r"a\.js → b\.js → a\.js"):
        bundled("a.js", folder)


def test_the_maps_script_has_one_export_and_no_line_that_is_only_a_comment():
    script = bundled("map/js/main.js")
    assert [line for line in script.splitlines() if line.startswith(("import", "export"))] == [
        "export default function timelineMap({ parentElement, data }) {"
    ]
    assert not [line for line in script.splitlines() if line.lstrip().startswith("//") or line.endswith("*/")]


def test_a_script_is_not_asked_for_as_a_style():
    with pytest.raises(ValueError, match="ask bundled"):
        joined("map/js/dom.js")
