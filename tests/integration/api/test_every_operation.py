"""The document keeps its word: what it lists exists, and answers as it says."""

from collections.abc import Iterator
from typing import Any
from uuid import UUID

import pytest
from flask import Flask
from openapi_spec_validator import OpenAPIV31SpecValidator
from werkzeug.test import TestResponse

from laureat.api.reference import openapi_document
from tests.integration.api.problems import problem

DOCUMENT = openapi_document()
NOTHING = str(UUID(int=0))


def operations() -> Iterator[tuple[str, str, dict[str, Any]]]:
    """Give each operation with its method and address."""
    for path, item in DOCUMENT["paths"].items():
        for method, operation in item.items():
            if method != "parameters":
                yield method, path, operation


OPERATIONS = [
    pytest.param(method, path, operation, id=operation["operationId"])
    for method, path, operation in operations()
]


def body_of(operation: dict[str, Any]) -> dict[str, Any]:
    content = operation.get("requestBody", {}).get("content", {})
    if "multipart/form-data" in content:
        return {"data": {}, "content_type": "multipart/form-data"}
    return {"json": {}} if content else {}


def resolved(answer: dict[str, Any]) -> dict[str, Any]:
    """Follow a reference to an answer that several operations share."""
    if "$ref" not in answer:
        return answer
    shared: dict[str, Any] = DOCUMENT["components"]["responses"][answer["$ref"].split("/")[-1]]
    return shared


def properties() -> Iterator[tuple[str, dict[str, Any]]]:
    for name, schema in DOCUMENT["components"]["schemas"].items():
        for field, described in schema.get("properties", {}).items():
            yield f"{name}.{field}", described


def test_it_is_an_openapi_3_1_document():
    assert DOCUMENT["openapi"].startswith("3.1.")
    assert list(OpenAPIV31SpecValidator(DOCUMENT).iter_errors()) == []


def test_every_operation_has_a_name_a_tag_and_a_sentence():
    names = [operation["operationId"] for _, _, operation in operations()]
    tags = {tag["name"] for tag in DOCUMENT["tags"]}

    assert len(set(names)) == len(names)
    assert all(operation["summary"].endswith(".") for _, _, operation in operations())
    assert {tag for _, _, one in operations() for tag in one["tags"]} == tags


def test_every_field_is_described():
    assert [name for name, one in properties() if not one.get("description")] == []


def test_schemas_are_named_in_or_out():
    assert [
        one for one in DOCUMENT["components"]["schemas"] if not one.endswith(("In", "Out"))
    ] == []


def test_what_is_sent_may_hold_nothing_unknown():
    sent = {
        name: one for name, one in DOCUMENT["components"]["schemas"].items() if name.endswith("In")
    }

    assert [
        name for name, one in sent.items() if one.get("additionalProperties") is not False
    ] == []


def test_every_route_of_the_api_is_documented(app: Flask):
    documented = {
        (method.upper(), path.replace("{", "<").replace("}", ">"))
        for method, path, _ in operations()
    }
    served = {
        (method, _without_converters(rule.rule))
        for rule in app.url_map.iter_rules()
        if rule.rule.startswith("/api/") and not rule.endpoint.startswith("api_documentation")
        for method in rule.methods or ()
        if method not in {"HEAD", "OPTIONS"}
    }

    assert served == documented


def _without_converters(rule: str) -> str:
    return rule.replace("<uuid:", "<").replace("<path:", "<")


@pytest.mark.parametrize(("method", "path", "operation"), OPERATIONS)
def test_nobody_and_a_stranger_are_answered_as_documented(make, client_as, method, path, operation):
    address = path
    for parameter in DOCUMENT["paths"][path].get("parameters", []):
        address = address.replace(f"{{{parameter['name']}}}", NOTHING)

    for person in (None, make.person()):
        response = client_as(person).open(address, method=method.upper(), **body_of(operation))

        require_documented(response, operation)
        refused = response.status_code >= 400
        assert refused or person is not None or operation["security"] == []


def require_documented(response: TestResponse, operation: dict[str, Any]) -> None:
    """Compare an answer with what its operation announces: status, type, code of the problem."""
    assert str(response.status_code) in operation["responses"]
    documented = resolved(operation["responses"][str(response.status_code)])
    assert response.mimetype in documented.get("content", {response.mimetype: None})
    if response.status_code >= 400:
        _, code = problem(response)
        assert f"`{code}`" in documented["description"]
