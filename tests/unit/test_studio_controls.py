"""What the studio asks for is said in French, whatever the schema."""

from collections.abc import Iterator

import pytest
from marshmallow import Schema, fields

from laureat.configuration.diff import WORDS
from laureat.configuration.schemas.edition import EditionFile
from laureat.web.studio.titles import TITLES

NO_PART = {"format", "programme", "acknowledgements"}
"""What the studio does not edit as a part: the language's version, the programme's own file, and
the answers to the verifier, which have a page of their own."""


def keys_of(schema: Schema, seen: frozenset[type] = frozenset()) -> Iterator[tuple[str, str]]:
    """List the keys of a schema, and of all that it holds, with the label that they bring."""
    if type(schema) in seen:
        return
    for name, field in schema.fields.items():
        yield field.data_key or name, field.metadata.get("label", "")
        inner = field.inner if isinstance(field, fields.List) else field
        if isinstance(inner, fields.Nested):
            yield from keys_of(inner.schema, seen | {type(schema)})


def test_every_block_of_a_file_is_a_part_of_the_studio():
    blocks = {field.data_key or name for name, field in EditionFile().fields.items()}

    assert blocks - NO_PART == set(TITLES)


@pytest.mark.parametrize("key", sorted({key for key, label in keys_of(EditionFile()) if not label}))
def test_every_key_has_its_word(key):
    assert key in WORDS or key in TITLES or key in NO_PART
