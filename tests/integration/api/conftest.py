"""The API, for tests that call it as a program does."""

from collections.abc import Callable
from typing import Any

import pytest
from werkzeug.test import TestResponse

from laureat.models import Person
from tests.integration.conftest import ClientAs
from tests.servers import ALLIANCE

PREFIX = "/api/v1"

Call = Callable[..., TestResponse]


@pytest.fixture
def call(client_as: ClientAs) -> Call:
    """Call an operation as somebody: ``call(person, "POST", "/applicants", {…}, etag="0")``."""

    def ask(
        person: Person | None,
        method: str,
        path: str,
        body: Any = None,
        *,
        etag: str | None = None,
        host: str = ALLIANCE.host,
        **more: Any,
    ) -> TestResponse:
        headers = {"If-Match": f'"{etag}"'} if etag is not None else {}
        if body is not None:
            more["json"] = body
        client = client_as(person, host=host)
        return client.open(PREFIX + path, method=method, headers=headers, **more)

    return ask
