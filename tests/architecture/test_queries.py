"""What every question must do: lists have an order that ends in something unique."""

import ast
from pathlib import Path

import pytest

import laureat.queries

MODULES = sorted(Path(laureat.queries.__path__[0]).glob("[!_]*.py"))
LISTS = ("Sequence[", "list[", "Iterator[")
UNIQUE = (".id", ".serial", ".id.desc()", ".serial.desc()", ".host", ".slug")

QUESTIONS = [
    pytest.param(node, id=f"{path.stem}.{node.name}")
    for path in MODULES
    for node in ast.parse(path.read_text(encoding="utf-8")).body
    if isinstance(node, ast.FunctionDef)
]
LISTING = [
    one
    for one in QUESTIONS
    if ast.unparse(one.values[0].returns or ast.Constant(None)).startswith(LISTS)  # type: ignore[union-attr]
]


def calls(node: ast.AST, method: str) -> list[ast.Call]:
    """List the calls of a method below a node."""
    return [
        one
        for one in ast.walk(node)
        if isinstance(one, ast.Call)
        and (
            (isinstance(one.func, ast.Attribute) and one.func.attr == method)
            or (isinstance(one.func, ast.Name) and one.func.id == method)
        )
    ]


def test_there_are_lists():
    assert len(LISTING) > 20


@pytest.mark.parametrize("question", LISTING)
def test_a_list_has_an_order_that_ends_in_something_unique(question):
    if not calls(question, "select") and not calls(question, "_whole"):
        return
    orders = [ast.unparse(one.args[-1]) for one in calls(question, "order_by")]

    assert orders, "a list without an order"
    grouped = {ast.unparse(one.args[-1]) for one in calls(question, "group_by")}
    assert [one for one in orders if not one.endswith(UNIQUE) and one not in grouped] == []


@pytest.mark.parametrize("question", QUESTIONS)
def test_a_question_changes_nothing(question):
    written = {
        ast.unparse(one.func)
        for method in ("add", "add_all", "delete", "flush", "commit", "rollback")
        for one in calls(question, method)
    }
    assert not {name for name in written if name.startswith("session.")}
