"""Run the migrations as the owner: one runner at a time, and never waiting long for a lock."""

from alembic import context
from sqlalchemy import create_engine, text

from laureat.models import Base

ONE_AT_A_TIME = 7310426


def run() -> None:
    """Upgrade the database whose owner's URL is in the configuration."""
    engine = create_engine(context.config.get_main_option("sqlalchemy.url") or "")
    with engine.connect() as connection:
        connection.execute(text("SET lock_timeout = '4s'"))
        connection.execute(text("SET statement_timeout = '60s'"))
        connection.execute(text("SELECT pg_advisory_lock(:key)"), {"key": ONE_AT_A_TIME})
        connection.commit()
        context.configure(connection=connection, target_metadata=Base.metadata)
        with context.begin_transaction():
            context.run_migrations()
        connection.execute(text("SELECT pg_advisory_unlock(:key)"), {"key": ONE_AT_A_TIME})
        connection.commit()
    engine.dispose()


run()
