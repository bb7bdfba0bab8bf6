"""Alembic's entry: runs the migrations on the connection that `events.store.migrations.upgrade` hands over."""

from alembic import context

from events.store.tables import METADATA

context.configure(
    connection=context.config.attributes["connection"],
    target_metadata=METADATA,
    transaction_per_migration=False,
)
# The caller's transaction holds all of it: a store is never left between two schemas.
context.run_migrations()
