"""How a test says that the platform refuses, in which words and under which article."""

from collections.abc import Iterator
from contextlib import contextmanager

import pytest

from laureat.domain.errors import Refusal


class Refused:
    """What was refused, once it was."""

    refusal: Refusal

    @property
    def fields(self) -> dict[str, str]:
        """The sentence of each field that is at fault."""
        fields = self.refusal.facts["fields"]
        assert isinstance(fields, dict)
        return fields


@contextmanager
def refused(kind: type[Refusal], words: str, *, article: str | None = None) -> Iterator[Refused]:
    """Expect a refusal of exactly this kind whose French sentence holds the words.

    ``article`` is the article of the regulation that it must name: None when it names none.
    """
    told = Refused()
    with pytest.raises(kind) as raised:
        yield told
    assert type(raised.value) is kind
    assert words in str(raised.value)
    assert raised.value.article == article
    told.refusal = raised.value
