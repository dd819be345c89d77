"""The reference of the command line, written from the commands themselves."""

from collections.abc import Iterator

import click

OPENING = """\
# The command line

Everything that `laureat` can be asked for. Written from the commands: `make docs`.

A command is told where the deployment is by environment variables, see [settings.md](settings.md).
What you can put right is said in one sentence and ends with code 2; a check that finds something
wrong ends with code 1.
"""


def reference_page(main: click.Command) -> str:
    """Write the whole page."""
    return OPENING + "".join(_sections(click.Context(main, info_name="laureat"), main))


def _sections(context: click.Context, command: click.Command) -> Iterator[str]:
    if isinstance(command, click.Group):
        for name in command.list_commands(context):
            below = command.get_command(context, name)
            if below is not None and not below.hidden:
                yield from _sections(click.Context(below, context, info_name=name), below)
    else:
        yield f"\n## {context.command_path}\n\n"
        yield f"```\n{_usage(context, command)}\n```\n\n"
        yield f"{_prose(command)}\n"
        yield from _table(context, command)


def _usage(context: click.Context, command: click.Command) -> str:
    return " ".join((context.command_path, *command.collect_usage_pieces(context)))


def _prose(command: click.Command) -> str:
    paragraphs = (command.help or "").strip().split("\n\n")
    return "\n\n".join(" ".join(paragraph.split()) for paragraph in paragraphs)


def _table(context: click.Context, command: click.Command) -> Iterator[str]:
    said = [
        record
        for parameter in command.get_params(context)
        if isinstance(parameter, click.Option) and "--help" not in parameter.opts
        if (record := parameter.get_help_record(context)) is not None
    ]
    if said:
        yield "\n| option | what it does |\n|---|---|\n"
        for option, text in said:
            yield f"| `{option.replace('|', ', ')}` | {' '.join(text.split())} |\n"
