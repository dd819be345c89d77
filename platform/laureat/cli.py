"""The command line: ``laureat`` and all that can be asked of it."""

import click

from laureat.commands.lazy import LazyGroup

COMMANDS = {
    "demo": "laureat.commands.demo:demo",
    "serve": "laureat.commands.serve:serve",
    "worker": "laureat.commands.background:worker",
    "relay": "laureat.commands.background:relay",
    "migrate": "laureat.commands.migrate:migrate",
    "doctor": "laureat.commands.doctor:doctor",
    "config": "laureat.commands.config:config",
    "tenant": "laureat.commands.tenant:tenant",
    "rehearse": "laureat.rehearsal.command:rehearse",
}


@click.group(
    cls=LazyGroup, table=COMMANDS, context_settings={"help_option_names": ["-h", "--help"]}
)
@click.version_option(package_name="laureat", message="Lauréat %(version)s")
def main() -> None:
    """Run and look after Lauréat, the platform for award campaigns.

    To see it at work, type: laureat demo
    """


if __name__ == "__main__":
    main()
