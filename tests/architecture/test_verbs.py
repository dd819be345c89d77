"""What every verb of the platform must do, and must not."""

import ast
import inspect
from collections.abc import Iterator
from importlib import import_module
from pathlib import Path

import pytest

import laureat.services
from laureat.domain.jobs import Job

VERBS = sorted(Path(laureat.services.__path__[0]).glob("*/[!_]*.py"))


def calls(path: Path) -> Iterator[str]:
    """Name everything that a module calls."""
    for node in ast.walk(ast.parse(path.read_text(encoding="utf-8"))):
        if isinstance(node, ast.Call):
            yield ast.unparse(node.func)


def test_there_are_verbs():
    assert len(VERBS) > 25


@pytest.mark.parametrize("verb", VERBS, ids=lambda path: path.stem)
def test_a_verb_asks_permission(verb):
    assert "require" in set(calls(verb))


@pytest.mark.parametrize("verb", VERBS, ids=lambda path: path.stem)
def test_a_verb_leaves_a_trace(verb):
    assert "work.record" in set(calls(verb))


@pytest.mark.parametrize("verb", VERBS, ids=lambda path: path.stem)
def test_a_verb_leaves_the_transaction_alone(verb):
    assert not {"work.session.commit", "work.session.rollback"} & set(calls(verb))


@pytest.mark.parametrize("verb", VERBS, ids=lambda path: path.stem)
def test_a_verb_is_told_the_time(verb):
    asked = {name.rpartition(".")[2] for name in calls(verb)}

    assert not {"now", "utcnow", "today", "time", "system_clock"} & asked


@pytest.mark.parametrize("job", Job, ids=lambda job: job.name)
def test_a_job_leads_to_a_function_that_a_desk_can_be_handed_to(job):
    module, _, name = job.value.rpartition(".")
    function = getattr(import_module(module), name)

    assert next(iter(inspect.signature(function).parameters)) == "desk"
