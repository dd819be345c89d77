import json
import re
from pathlib import Path

import pytest

from laureat.api.reference import openapi_text, problem_codes_text

REFERENCE = Path(__file__).parents[3] / "docs" / "reference"


def test_the_document_is_served_and_kept_by_its_digest(client_as):
    client = client_as(None)

    served = client.get("/api/v1/openapi.json")
    again = client.get("/api/v1/openapi.json", headers={"If-None-Match": served.headers["ETag"]})

    assert served.text == openapi_text()
    assert again.status_code == 304


@pytest.mark.parametrize(
    ("name", "text"), [("openapi.json", openapi_text), ("problem-codes.md", problem_codes_text)]
)
def test_the_committed_reference_is_the_present_one(name, text):
    assert (REFERENCE / name).read_text("utf-8") == text(), "run: make docs"


def test_the_page_trusts_no_inline_script_nor_another_host(client_as):
    client = client_as(None)
    page = client.get("/api/v1/docs", buffered=True)

    assert page.status_code == 200
    assert "default-src 'self'" in page.headers["Content-Security-Policy"]
    assert re.search(r"<script(?![^>]*\bsrc=)", page.text) is None
    assert re.search(r"\son\w+=|\sstyle=|<style", page.text) is None
    assert "//" not in page.text.replace("<!doctype html>", "")
    for address in re.findall(r'(?:src|href|data-document)="([^"]+)"', page.text):
        assert client.get(address, buffered=True).status_code == 200, address


def test_nothing_else_of_the_package_is_served(client_as):
    assert client_as(None).get("/api/v1/docs/swagger-editor.js").status_code == 404
    assert client_as(None).get("/api/v1/docs/../docs.html").status_code == 404


def test_the_document_names_no_host():
    assert json.loads(openapi_text())["servers"][0]["url"] == "/"
