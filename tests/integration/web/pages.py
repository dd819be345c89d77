"""What every page must be, whoever asks for it."""

import re
from typing import Any

import html5lib
from werkzeug.test import TestResponse

INLINE = re.compile(r"<script(?![^>]*\bsrc=)|\sstyle=|\son\w+=", re.IGNORECASE)


class Shown:
    """A page that was answered, checked: valid HTML, one title, nothing that the policy forbids."""

    def __init__(self, response: TestResponse) -> None:
        """Read and check the page."""
        self.text = response.get_data(as_text=True)
        self.status = response.status_code
        parser = html5lib.HTMLParser(strict=True, namespaceHTMLElements=False)
        self.tree: Any = parser.parse(self.text)
        assert len(self.tree.findall(".//h1")) == 1
        assert self.tree.get("lang") in {"fr", "en"}
        assert INLINE.search(self.text) is None
        identifiers = [one.get("id") for one in self.tree.iter() if one.get("id")]
        assert len(identifiers) == len(set(identifiers)), "an id is used twice"

    @property
    def words(self) -> str:
        """All that is read in the main part, on one line, with plain spaces."""
        (main,) = self.tree.findall(".//main")
        return " ".join("".join(main.itertext()).split())

    def links(self) -> list[str]:
        """List where the page leads."""
        return [one.get("href", "") for one in self.tree.findall(".//a")]

    def field(self, name: str) -> Any:
        """Find the control of a name."""
        found = [one for one in self.tree.iter() if one.get("name") == name]
        assert found, f"no field {name}"
        return found[0]

    def value(self, name: str) -> str:
        """Give what a control holds."""
        control = self.field(name)
        if control.tag == "textarea":
            return "".join(control.itertext())
        return str(control.get("value", ""))
