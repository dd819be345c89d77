"""Bring a database to the present."""

from alembic import command
from alembic.config import Config


def alembic_config(owner_url: str) -> Config:
    """Make Alembic's configuration for a database, whose URL names the owner's role."""
    config = Config()
    config.set_main_option("script_location", "laureat:migrations")
    config.set_main_option("sqlalchemy.url", owner_url.replace("%", "%%"))
    return config


def upgrade_to_head(owner_url: str) -> None:
    """Run every migration that the database has not had yet."""
    command.upgrade(alembic_config(owner_url), "head")
