"""``laureat doctor``: is every part of the deployment in order?"""

import json

import click

from laureat.commands.checkup import CHECKS, Finding, looked_at
from laureat.commands.deployment import deployment


@click.command()
@click.option("--json", "as_json", is_flag=True, help="Answer in JSON, for a monitoring program.")
@click.pass_context
def doctor(context: click.Context, *, as_json: bool) -> None:
    """Say whether every part is in order.

    Looks at the database, its roles and version, the queue, the outbox, the file store and the
    mail server. Nothing is changed, but for a small file that is written to the file store and
    taken away again. Ends with code 1 when something is wrong.
    """
    with deployment() as runtime:
        findings = [looked_at(check, runtime) for check in CHECKS]
    if as_json:
        click.echo(json.dumps([one.plain() for one in findings], ensure_ascii=False))
    else:
        for one in findings:
            click.echo(_line(one))
    if not all(one.well for one in findings):
        context.exit(1)


def _line(finding: Finding) -> str:
    mark = click.style("well ", fg="green") if finding.well else click.style("WRONG", fg="red")
    return f"{mark}  {finding.part}: {finding.sentence}"
