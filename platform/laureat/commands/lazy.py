"""Commands that are imported when they are called, so that ``laureat --help`` answers at once."""

from collections.abc import Mapping
from importlib import import_module
from importlib.util import find_spec
from typing import Any

import click

from laureat.commands.mistakes import in_one_sentence


class LazyGroup(click.Group):
    """A group whose commands stand in a table, name to ``module:object``.

    What a person can mend is said in one sentence; a bug keeps its traceback.
    """

    def __init__(self, *given: Any, table: Mapping[str, str], **named: Any) -> None:
        super().__init__(*given, **named)
        self._table = table

    def list_commands(self, ctx: click.Context) -> list[str]:
        """List the commands in the order of the table."""
        return list(self._table)

    def get_command(self, ctx: click.Context, cmd_name: str) -> click.Command | None:
        """Import a command; None when there is none such, or when its part is not installed."""
        module, _, name = self._table.get(cmd_name, "").partition(":")
        if not module or find_spec(module) is None:
            return None
        command: click.Command = getattr(import_module(module), name)
        return command

    def invoke(self, ctx: click.Context) -> Any:
        """Run the command, with mistakes said in one sentence."""
        with in_one_sentence():
            return super().invoke(ctx)
