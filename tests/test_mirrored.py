"""Each module has a test file of its own that mirrors its path, so that a reader finds what a module is held to.

Rule modules have no exceptions. Elsewhere some modules are tested through what alone shows what they do: a command, the
store's one door, a page. `TESTED_IN` says where.
"""

from __future__ import annotations

from pathlib import Path

from tests.test_floors import FLOORS, ROOT, RULES, modules

TESTED_IN: dict[str, tuple[str, ...]] = {
    # A command is tested by its output and its exit status.
    "tests/events/cli/test_cli.py": (
        *(
            "events/cli/command_line",
            "events/cli/export",
            "events/cli/extract",
            "events/cli/forget",
            "events/cli/ingest",
        ),
        *("events/cli/load", "events/cli/shared", "events/__main__", "events/output", "events/running/extractors"),
    ),
    "tests/events/cli/test_interrupting.py": ("events/interrupting",),
    "tests/events/store/test_backup.py": ("events/cli/backup",),
    "tests/alignment/test_command.py": ("alignment/__main__", "alignment/command_line", "alignment/evidence_shares"),
    "tests/dashboard/server/test_reach.py": ("dashboard/__main__", "dashboard/server/options"),
    # A kind of file is tested by files of that kind, damaged ones among them.
    "tests/events/reading/test_formats.py": (
        *("events/reading/docx", "events/reading/html", "events/reading/pdf", "events/reading/plain_text"),
        *("events/reading/columns", "events/reading/messages", "events/reading/results", "events/reading/stated_dates"),
    ),
    "tests/events/reading/test_encoding.py": ("events/reading/language_id",),
    "tests/events/reading/test_bad_input.py": ("events/reading/unpacking",),
    "tests/events/reading/test_apart.py": ("events/reading/one_file", "events/reading/worker", "events/memory_limit"),
    # The store is tested through its one door, on both databases: what a table or a query is for shows there alone.
    "tests/events/store/test_store.py": (
        *("events/store/tables", "events/store/rows", "events/store/writing", "events/store/queries"),
        *("events/store/invariants", "events/store/portions", "events/dataframes", "events/vocabulary"),
    ),
    "tests/events/store/test_database.py": (
        "events/store/sqlite",
        "events/store/postgresql",
        "events/store/migrations/env",
    ),
    "tests/events/store/test_failures.py": ("events/store/beneath", "events/store/aggregates"),
    "tests/events/store/test_merging.py": ("events/store/blocking", "events/store/duplicates"),
    "tests/events/store/test_reviewing.py": (
        *("events/store/review_log", "events/store/review_queue", "events/store/search", "events/store/standing"),
    ),
    # What reviews say is a log folded into decisions; its parts make sense only together.
    "tests/events/reviews/test_decisions.py": (
        *("events/reviews/agreement", "events/reviews/claims", "events/reviews/labels", "events/reviews/lines"),
        *("events/reviews/making", "events/reviews/passages", "events/reviews/precision", "events/reviews/reasons"),
        "events/reviews/review",
    ),
    "tests/events/reviews/test_any_order.py": ("events/reviews/reviewed",),
    "tests/events/running/test_run.py": ("events/running/outcome", "events/running/processes"),
    "tests/events/ingest/test_load.py": ("events/running/partitions",),
    "tests/events/ingest/test_ingest.py": ("events/ingest/watch",),
    "tests/events/export/test_writers.py": ("events/export/binary",),
    # Records and tables that are tested by those who make and read them.
    "tests/geo/test_geocoding.py": ("geo/place",),
    "tests/geo/test_build.py": ("geo/build/__main__", "geo/build/regions", "geo/build/zones"),
    "tests/alignment/test_scoring.py": ("alignment/evidence",),
    "tests/alignment/test_rescoring.py": ("alignment/stakes",),
    "tests/events/text/test_near_duplicates.py": ("alignment/event_file",),
    # The map, the panel and the pages are tested by what they show.
    "tests/dashboard/map/test_bundle.py": (
        *("dashboard/map/seats", "dashboard/map/shapes", "dashboard/state/zone_events"),
    ),
    "tests/dashboard/browser/test_captions.py": ("dashboard/map/difference",),
    "tests/dashboard/test_one_reckoning.py": ("dashboard/map/moves", "dashboard/panel/why"),
    "tests/dashboard/pages/test_dimensions.py": ("dashboard/charts/small_multiples",),
    "tests/dashboard/charts/test_scores.py": ("dashboard/loading/shared",),
    "tests/dashboard/loading/test_latest.py": ("dashboard/state/tables",),
    "tests/dashboard/state/test_reviewed_only.py": ("dashboard/state/review_counts",),
    "tests/dashboard/deck/test_files.py": ("dashboard/deck/pdf_file", "dashboard/deck/pptx_file"),
    "tests/dashboard/downloads/test_files.py": ("dashboard/downloads/offers",),
    "tests/dashboard/pages/test_method.py": ("dashboard/version",),
    "tests/dashboard/loading/test_outage.py": ("dashboard/pages/connection", "dashboard/pages/later"),
    "tests/dashboard/loading/test_recorded_reviews.py": ("events/ingest/recorded",),
    "tests/dashboard/server/test_metrics.py": ("dashboard/loading/readiness", "dashboard/api/fallback"),
    "tests/dashboard/server/test_first_page.py": ("dashboard/server/compression",),
    "tests/dashboard/server/test_server.py": ("dashboard/server/ending",),
    "tests/dashboard/review/test_actions.py": (
        *("dashboard/review/record", "dashboard/review/trace", "dashboard/review/reading"),
        "dashboard/review/desk",
        "dashboard/pages/review",
        "dashboard/pages/contradictions",
    ),
}
"""Modules without a test file of their own, by the test file that tests them."""
EXCEPTIONS = {module: test for test, tested in TESTED_IN.items() for module in tested}


def mirror(module: Path) -> Path:
    """The test file of a module: ``events/dates/words.py`` has ``tests/events/dates/test_words.py``."""
    return ROOT / "tests" / module.parent.relative_to(ROOT) / f"test_{module.name}"


def is_to_be_tested(path: Path) -> bool:
    """Whether a module holds code of its own; what moves a store from one version to the next never changes again."""
    return path.name != "__init__.py" and "versions" not in path.parts


MODULES = [path for floor in FLOORS for path in modules(floor) if is_to_be_tested(path) and path.parent != ROOT]
NAMES = {path.relative_to(ROOT).with_suffix("").as_posix(): path for path in MODULES}


def test_each_module_has_a_test_file_or_is_tested_elsewhere():
    missing = [name for name, path in NAMES.items() if not mirror(path).exists() and name not in EXCEPTIONS]
    assert missing == [], "write the test file that mirrors each, or say in TESTED_IN which one tests it"


def test_rule_modules_have_test_files_of_their_own():
    rules = {f"events/{folder}/" for folder in RULES}
    assert [name for name in EXCEPTIONS if any(name.startswith(folder) for folder in rules)] == []


def test_exceptions_are_modules_without_a_test_file_of_their_own():
    assert [name for name in EXCEPTIONS if name not in NAMES or mirror(NAMES[name]).exists()] == []


def test_what_tests_them_is_there():
    assert [test for test in TESTED_IN if not (ROOT / test).exists()] == []
