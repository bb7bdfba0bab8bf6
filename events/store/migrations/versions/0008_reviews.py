"""Reviews that move the map: a log of them, where each stands, and the words of articles and events to search in.

A review that an older store holds stays in the log; it names no passage, so that nothing follows from it.
"""

import re
import unicodedata

import sqlalchemy as sa
from alembic import op

revision, down_revision = "0008", "0007"

_FTS = """
CREATE VIRTUAL TABLE searched_words USING fts5(
    words, content='searched', content_rowid='number', detail='none', columnsize=0,
    tokenize="unicode61 remove_diacritics 0")
"""
_TRIGGERS = (
    """CREATE TRIGGER searched_added AFTER INSERT ON searched
    BEGIN INSERT INTO searched_words (rowid, words) VALUES (new.number, new.words); END""",
    """CREATE TRIGGER searched_removed AFTER DELETE ON searched
    BEGIN INSERT INTO searched_words (searched_words, rowid, words) VALUES ('delete', old.number, old.words); END""",
    """CREATE TRIGGER searched_changed AFTER UPDATE ON searched BEGIN
    INSERT INTO searched_words (searched_words, rowid, words) VALUES ('delete', old.number, old.words);
    INSERT INTO searched_words (rowid, words) VALUES (new.number, new.words); END""",
)
_GIN = "CREATE INDEX searched_words ON searched USING gin (array_to_tsvector(string_to_array(words, ' ')))"
_AT_ONCE = 500


def upgrade() -> None:
    """Add the columns and tables, and take what is there into the search."""
    _events()
    _reviews()
    _search()
    op.execute("UPDATE schema_version SET version = 8")


def _events() -> None:
    op.add_column("events", sa.Column("layer", sa.SmallInteger, nullable=False, server_default="0"))
    op.add_column("events", sa.Column("claimed_by", sa.Text))
    for name in ("reviewed", "reviewer", "reviewed_at"):
        op.add_column("events", sa.Column(name, sa.Text, nullable=False, server_default=""))
    for name, column, where in (
        ("events_claimed", "claimed_by", sa.text("layer < 0")),
        ("events_reviewed", "event_id", sa.text("layer > 0")),
    ):
        op.create_index(name, "events", [column], sqlite_where=where, postgresql_where=where)
    op.create_index("documents_by_content", "documents", ["sha256"])


def _reviews() -> None:
    op.add_column("reviews", sa.Column("review_id", sa.Text))
    op.add_column("reviews", sa.Column("content", sa.Text))
    op.create_index("reviews_by_review_id", "reviews", ["review_id"], unique=True)
    op.create_index("reviews_by_time", "reviews", ["reviewed_at"])
    op.create_table(
        "review_links",
        sa.Column("token", sa.Text, primary_key=True),
        sa.Column("review", sa.Integer, primary_key=True),
        sa.ForeignKeyConstraint(["review"], ["reviews.id"]),
    )
    op.create_table(
        "standings",
        sa.Column("event_id", sa.Text, primary_key=True),
        *(sa.Column(name, sa.Text, nullable=False) for name in ("status", "reviewer", "reviewed_at")),
        *(sa.Column(name, sa.Boolean, nullable=False) for name in ("here", "otherwise", "missing", "disputed")),
        sa.Column("joined", sa.Integer, nullable=False),
    )
    op.create_table(
        "judges",
        sa.Column("event_id", sa.Text, primary_key=True),
        sa.Column("reviewer", sa.Text, primary_key=True),
        sa.ForeignKeyConstraint(["event_id"], ["standings.event_id"], ondelete="CASCADE"),
    )


def _search() -> None:
    searched = op.create_table(
        "searched",
        sa.Column("number", sa.Integer, primary_key=True),
        *(sa.Column(name, sa.Text, nullable=False) for name in ("kind", "name", "words")),
    )
    op.create_index("searched_by_name", "searched", ["kind", "name"], unique=True)
    connection = op.get_bind()
    if connection.dialect.name == "sqlite":
        op.execute(_FTS)
        for trigger in _TRIGGERS:
            op.execute(trigger)
    else:
        op.execute(_GIN)
    for kind, rows in (("article", _articles(connection)), ("event", _shown_events(connection))):
        for some in rows:
            connection.execute(sa.insert(searched), [{"kind": kind, "name": n, "words": _words(*w)} for n, w in some])


def _articles(connection):
    rows = connection.execute(sa.text("SELECT id, title, outlet, author, text FROM documents ORDER BY id"))
    while some := rows.fetchmany(_AT_ONCE):
        yield [(row[0], row[1:]) for row in some]


def _shown_events(connection):
    last = ""
    query = sa.text(
        "SELECT event_id, summary, name FROM events WHERE lead AND event_id > :last ORDER BY event_id LIMIT :most"
    )
    quotes = sa.text("SELECT event_id, quote FROM mentions WHERE event_id IN :ids").bindparams(
        sa.bindparam("ids", expanding=True)
    )
    while some := connection.execute(query, {"last": last, "most": _AT_ONCE}).all():
        told = {row[0]: [row[1], row[2]] for row in some}
        for event_id, quote in connection.execute(quotes, {"ids": list(told)}):
            told[event_id].append(quote)
        yield list(told.items())
        last = some[-1][0]


def _words(*texts: str) -> str:
    """As `events.text.search_words.words_of` had it at this schema."""
    plain = "".join(
        letter
        for letter in unicodedata.normalize("NFKD", " ".join(texts).casefold())
        if not unicodedata.combining(letter)
    )
    return " ".join(sorted({word for word in re.findall(r"[^\W_]+", plain) if len(word) <= 60}))[:200_000]
