"""The migrations make the database that the models describe, in one straight line."""

from io import StringIO

import pytest
from alembic import command
from alembic.script import ScriptDirectory

from laureat.embedded.roles import OWNER
from laureat.migrations.upgrade import alembic_config, upgrade_to_head


@pytest.fixture
def owner_url(addresses, database):
    return addresses.url(OWNER, database)


def test_the_models_ask_for_nothing_more(owner_url):
    config = alembic_config(owner_url)
    config.stdout = StringIO()

    command.check(config)

    assert "No new upgrade operations detected" in config.stdout.getvalue()


def test_upgrading_again_changes_nothing(owner_url):
    upgrade_to_head(owner_url)


def test_the_history_is_one_numbered_line():
    history = list(ScriptDirectory.from_config(alembic_config("")).walk_revisions())
    names = [one.revision for one in reversed(history)]

    assert names == sorted(names)
    assert [int(name[:4]) for name in names] == list(range(1, len(names) + 1))
