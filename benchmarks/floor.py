"""The floor: a bare Flask + SQLAlchemy application that makes the recorded statements and no more.

Each view opens the same transactions as the real request, sends the same statements through
SQLAlchemy, reads every row, and answers the same bytes. It decides nothing and formats nothing.
Run as ``python -m benchmarks.floor PORT``, under the same server as ``laureat serve``.
"""

import json
import os
import pickle
import sys
from collections.abc import Callable
from dataclasses import dataclass
from pathlib import Path
from typing import Any, Final
from uuid import UUID

from flask import Flask, jsonify, redirect, render_template, request
from flask.typing import ResponseReturnValue
from granian import Granian
from granian.constants import Interfaces
from markupsafe import Markup
from sqlalchemy import Engine, TextClause, text

from benchmarks.recording import Statement, Tape
from laureat.database.transactions import make_engine
from laureat.embedded.ports import HOST

TAPES: Final = "BENCHMARK_TAPES"
PAGE: Final = "{{ body }}"


def application() -> Flask:
    """Make the application that replays the tapes which the environment names."""
    tapes: dict[str, Tape] = pickle.loads(Path(os.environ[TAPES]).read_bytes())
    engine = make_engine(os.environ["LAUREAT_DATABASE_URL"])
    app = Flask("floor")
    for name, tape in tapes.items():
        view = _view(app, engine, tape)
        app.add_url_rule(f"/{name}/<int:other>", name, view, methods=["GET", "POST"])
    return app


@dataclass(frozen=True, slots=True)
class Prepared:
    """A statement, ready to be sent again and again."""

    clause: TextClause
    recorded: Statement


def _view(app: Flask, engine: Engine, tape: Tape) -> Callable[..., ResponseReturnValue]:
    transactions = [
        (one.read_only, [Prepared(text(each.sql), each) for each in one.statements])
        for one in tape.transactions
    ]
    answer = _answer(app, tape)

    def view(other: int) -> ResponseReturnValue:
        request.form.to_dict()
        known = _words(tape, other)
        for read_only, statements in transactions:
            _replay(engine, statements, known, read_only=read_only)
        return answer()

    return view


def _words(tape: Tape, other: int) -> dict[str, Any] | None:
    return dict(zip(tape.words, tape.others[other], strict=True)) if tape.words else None


def _replay(
    engine: Engine, statements: list[Prepared], known: dict[str, Any] | None, *, read_only: bool
) -> None:
    with engine.connect() as connection:
        if read_only:
            connection = connection.execution_options(postgresql_readonly=True)
        with connection.begin():
            for one in statements:
                parameters = one.recorded.parameters
                if known is not None:
                    parameters = {name: _ours(known, each) for name, each in parameters.items()}
                result = connection.execute(one.clause, parameters)
                rows = result.all() if result.returns_rows else []
                if known is not None and rows:
                    _learn(known, one.recorded.first, rows[0])


def _ours(known: dict[str, Any], value: Any) -> Any:
    """Say of our dossier what was said of the recorded one."""
    return known.get(str(value), value) if isinstance(value, str | UUID) else value


def _learn(known: dict[str, Any], recorded: Any, row: Any) -> None:
    for theirs, ours in zip(recorded, row, strict=True):
        if isinstance(theirs, str | UUID) and theirs != ours:
            known[str(theirs)] = ours


def _answer(app: Flask, tape: Tape) -> Callable[[], ResponseReturnValue]:
    if tape.location:
        return lambda: redirect(tape.location, tape.status)
    if tape.content_type == "application/json":
        body = json.loads(tape.body)
        return lambda: (jsonify(body), tape.status)
    page, shown = app.jinja_env.from_string(PAGE), Markup(tape.body)
    return lambda: (render_template(page, body=shown), tape.status)


def main() -> None:
    """Serve the floor as ``laureat serve`` serves the platform."""
    Granian(
        "benchmarks.floor:application",
        address=HOST,
        port=int(sys.argv[1]),
        interface=Interfaces.WSGI,
        workers=1,
        blocking_threads=1,
        factory=True,
        websockets=False,
    ).serve()


if __name__ == "__main__":
    main()
