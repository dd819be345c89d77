"""How a test reads a problem: its status and its code, once its shape is right."""

from werkzeug.test import TestResponse

MEMBERS = {"type", "title", "status", "code"}


def problem(response: TestResponse) -> tuple[int, str]:
    """Give the status and the code of a response that must be a problem (RFC 9457)."""
    assert response.mimetype == "application/problem+json", response.text
    said = response.json
    assert said is not None
    assert said.keys() >= MEMBERS
    assert said["status"] == response.status_code
    assert said["type"] == f"urn:laureat:problem:{said['code']}"
    assert said["title"].endswith((".", "!", "?"))
    return response.status_code, str(said["code"])
