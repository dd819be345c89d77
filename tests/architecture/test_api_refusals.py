"""What a verb says it refuses, the API's document says too."""

import ast
import re
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest

import laureat.services
from laureat.api.reference import openapi_document
from laureat.domain import errors
from laureat.domain.errors import Refusal

VERBS = sorted(Path(laureat.services.__path__[0]).glob("*/[!_]*.py"))
CALLED = {
    "receive_attestation": "return_attestation",
    "recognise": "recognise_applicant",
    "sign_in": "open_session",
}


def promises() -> Iterator[tuple[str, set[str]]]:
    """Give each verb that has an operation, with the codes of what its docstring raises."""
    known = operations()
    for path in VERBS:
        for node in ast.parse(path.read_text("utf-8")).body:
            if isinstance(node, ast.FunctionDef) and CALLED.get(node.name, node.name) in known:
                yield CALLED.get(node.name, node.name), _raised(ast.get_docstring(node) or "")


def operations() -> dict[str, dict[str, Any]]:
    """Give the operations of the document by their names."""
    return {
        operation["operationId"]: operation
        for item in openapi_document()["paths"].values()
        for method, operation in item.items()
        if method != "parameters"
    }


def _raised(docstring: str) -> set[str]:
    names = re.findall(r"\b[A-Z]\w+", docstring.partition("Raises:")[2])
    kinds = [getattr(errors, name, None) for name in names]
    return {kind.code for kind in kinds if isinstance(kind, type) and issubclass(kind, Refusal)}


@pytest.mark.parametrize(("name", "codes"), [pytest.param(*one, id=one[0]) for one in promises()])
def test_an_operation_documents_what_its_verb_refuses(name, codes):
    shared = openapi_document()["components"]["responses"]
    answers = operations()[name]["responses"].values()
    told = " ".join(
        shared[answer["$ref"].split("/")[-1]]["description"]
        if "$ref" in answer
        else answer["description"]
        for answer in answers
    )

    assert codes <= set(re.findall(r"`([a-z-]+)`", told))
