"""What a person can mend, said in one sentence with its remedy; exit code 2."""

from collections.abc import Callable, Iterator, Mapping
from contextlib import contextmanager
from typing import Any

import click


class Mistake(click.ClickException):
    """Something that whoever typed the command can put right."""

    exit_code = 2


def _refused(error: Any) -> str:
    """Write a refusal with what to do for each field, and the article where there is one."""
    fields = error.facts.get("fields")
    remedies = fields.values() if isinstance(fields, Mapping) else ()
    article = (f"(art. {error.article})",) if error.article else ()
    return " ".join((str(error), *map(str, remedies), *article))


def _no_database(error: Any) -> str:
    first = str(error.orig).strip().partition("\n")[0]
    return f"The database does not answer ({first}): start it, or correct its address in LAUREAT_…."


# By name: a command that never meets a database need not import what speaks to one.
SENTENCES: Mapping[str, Callable[[Any], str]] = {
    "laureat.domain.errors.Refusal": _refused,
    "laureat.configuration.faults.BrokenConfiguration": str,
    "laureat.plugin_host.BrokenPlugin": str,
    "laureat.runtime.SettingMissing": lambda error: f"{error}.",
    "laureat.embedded.errors.EmbeddedServerError": str,
    "sqlalchemy.exc.ArgumentError": lambda error: f"The database's address cannot be read: {error}",
    "sqlalchemy.exc.OperationalError": _no_database,
    "redis.exceptions.RedisError": lambda error: (
        f"The queue does not answer ({error}): start it, or correct LAUREAT_VALKEY_URL."
    ),
}


@contextmanager
def in_one_sentence() -> Iterator[None]:
    """Turn what is in the table into a mistake; anything else is a bug and keeps its traceback."""
    try:
        yield
    except Exception as error:
        for kind in type(error).__mro__:
            say = SENTENCES.get(f"{kind.__module__}.{kind.__qualname__}")
            if say is not None:
                raise Mistake(say(error)) from error
        raise
