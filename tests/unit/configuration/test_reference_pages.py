"""The reference says every key, and is what the schemas say now."""

import subprocess
import sys

import pytest

from laureat.configuration.reference_pages import keys_of, parts_of
from laureat.configuration.schemas.edition import EditionFile
from laureat.configuration.schemas.fields import OneOf
from laureat.configuration.schemas.tenant import TenantPart
from tests.unit.configuration.files import ROOT

PARTS = [*parts_of(EditionFile), *parts_of(TenantPart)]


def test_the_committed_reference_is_up_to_date():
    script = ROOT / "scripts" / "build_reference.py"

    result = subprocess.run(
        [sys.executable, str(script), "--check"], capture_output=True, text=True, check=False
    )

    assert (result.returncode, result.stdout, result.stderr) == (0, "", "")


@pytest.mark.parametrize("part", PARTS, ids=lambda part: part.__name__)
def test_every_block_and_key_says_what_it_means(part):
    assert part.heading
    assert part.says
    assert [key.name for key in keys_of(part) if not key.says] == []


def test_every_word_of_a_closed_list_has_its_meaning():
    for part in PARTS:
        for field in part().fields.values():
            if isinstance(field, OneOf):
                assert set(field.meanings) == {str(word) for word in field.words}
