"""The acts of a configuration, beside what a plain marshmallow loop makes of the same data."""

import statistics
import time
from collections.abc import Callable, Iterator, Mapping
from dataclasses import dataclass, replace
from pathlib import Path
from typing import Any, Final

import yaml
from marshmallow import Schema, fields
from rich.console import Console
from rich.table import Table
from sqlalchemy import select

from benchmarks.stage import CONTENT, FEW, Stage, deployed
from laureat.configuration.definition import Question, Section
from laureat.configuration.field_types import field_type
from laureat.configuration.forms import answers_schema, complete_faults
from laureat.configuration.lint import lint_edition
from laureat.configuration.load import load_edition
from laureat.consequences.back_test import back_test
from laureat.domain.actors import THE_ENGINE
from laureat.models import TenantHost
from laureat.queries.editions import edition_by_id
from laureat.runtime import Runtime

LARGE: Final = 200
"""How many questions a large form has."""

TRIED: Final = 10_000
"""How many dossiers a back-test is measured on: those of the edition, again and again."""

Act = Callable[[], object]


@dataclass(frozen=True, slots=True, kw_only=True)
class Compared:
    """How long an act took, and its floor: the median of several runs, in seconds."""

    name: str
    label: str
    ours: float
    floor: float

    @property
    def ratio(self) -> float:
        """Say how many times the floor the act takes."""
        return self.ours / self.floor


def compared(stage: Stage, *, repeats: int, tried: int) -> list[Compared]:
    """Measure every act beside its floor, in turn."""
    with deployed(stage.settings[FEW]) as runtime:
        return [
            _measured(name, label, ours, floor, repeats)
            for name, label, ours, floor in _acts(runtime, stage, tried)
        ]


def _measured(name: str, label: str, ours: Act, floor: Act, repeats: int) -> Compared:
    times: tuple[list[float], list[float]] = ([], [])
    for _ in range(repeats):
        for act, took in zip((ours, floor), times, strict=True):
            start = time.perf_counter()
            act()
            took.append(time.perf_counter() - start)
    mine, theirs = (statistics.median(each) for each in times)
    return Compared(name=name, label=label, ours=mine, floor=theirs)


def _acts(runtime: Runtime, stage: Stage, tried: int) -> Iterator[tuple[str, str, Act, Act]]:
    largest = max(
        (one for one in (CONTENT / "campaign_config").rglob("*.yaml")),
        key=lambda path: path.stat().st_size,
    )
    plugins = runtime.plugins
    yield (
        "load-and-lint",
        "load, validate and lint the largest edition",
        lambda: lint_edition(load_edition(largest, plugins=plugins), plugins=plugins),
        lambda: _plainly_read(largest),
    )
    form = _large_form()
    answers = {one.name: field_type(one).sample(one, at) for at, one in enumerate(form.questions)}
    plain = _plain_schema(form)
    yield (
        "compile",
        f"compile a form of {LARGE} questions",
        # A form is compiled once and remembered: each time it is another one.
        lambda: answers_schema([replace(form, slug=f"f{time.monotonic_ns()}")], partial=False),
        lambda: _plain_schema(form),
    )
    yield (
        "validate",
        f"check {LARGE} answers",
        lambda: complete_faults([form], answers),
        lambda: plain.validate(answers),
    )
    asked = Section(slug="tout", title="Tout", questions=tuple(_strings(stage)))
    usual, given = _plain_schema(asked), {one.name: "Une réponse" for one in asked.questions}
    yield (
        "back-test",
        f"try the rules on {tried:,} dossiers",
        lambda: _back_tested(runtime, stage, tried),
        lambda: [usual.validate(given) for _ in range(tried)],
    )


def _strings(stage: Stage) -> Iterator[Question]:
    """List the edition's questions as if each took a text: what a plain schema would know."""
    for section in stage.opened.definition.form:
        for question in section.questions:
            yield Question(name=question.name, label=question.label, kind="text")


def _plainly_read(path: Path) -> object:
    """Read the file as YAML alone, and pass its blocks through a schema that checks nothing."""
    tree = yaml.load(path.read_text(encoding="utf-8"), Loader=yaml.CSafeLoader)
    return Schema.from_dict({key: fields.Raw() for key in tree})().load(tree)


def _large_form() -> Section:
    kinds = ("text", "long_text", "number", "date", "yes_no")
    return Section(
        slug="grand",
        title="Un grand formulaire",
        questions=tuple(
            Question(name=f"q{at}", label=f"Question {at}", kind=kinds[at % len(kinds)])
            for at in range(LARGE)
        ),
    )


def _plain_schema(form: Section) -> Schema:
    made: Mapping[str, Any] = {
        one.name: (fields.Boolean if one.kind == "yes_no" else fields.String)(required=True)
        for one in form.questions
    }
    return Schema.from_dict(dict(made))()


def _back_tested(runtime: Runtime, stage: Stage, tried: int) -> int:
    """Try the rules on the dossiers that the edition received, as often as it takes."""
    definition = stage.opened.definition
    with runtime.operator_sessions.begin() as session:
        tenant_id = session.scalars(
            select(TenantHost.tenant_id).where(TenantHost.host == stage.host)
        ).one()
    done = 0
    while done < tried:
        with runtime.open_work(tenant_id, THE_ENGINE, read_only=True) as work:
            edition = edition_by_id(work.session, stage.opened.edition_id)
            found = back_test(work, edition, definition, definition, runtime.plugins)
        done += found.tried
    return done


def show_compared(console: Console, found: list[Compared]) -> None:
    """Draw the table."""
    table = Table(title="A configuration, beside plain marshmallow")
    table.add_column("act")
    for title in ("ms", "floor ms", "ratio"):
        table.add_column(title, justify="right")
    for one in found:
        table.add_row(
            one.label, f"{one.ours * 1000:.1f}", f"{one.floor * 1000:.1f}", f"{one.ratio:.2f}"
        )
    console.print(table)


def figures(found: list[Compared]) -> dict[str, Any]:
    """Give the figures as plain JSON."""
    return {
        one.name: {
            "label": one.label,
            "ms": round(one.ours * 1000, 2),
            "floor_ms": round(one.floor * 1000, 2),
            "ratio": round(one.ratio, 2),
        }
        for one in found
    }
