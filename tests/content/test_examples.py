"""Each example of another award is rehearsed from its opening to its results, and holds."""

import pytest

from laureat.configuration.load import load_edition
from laureat.rehearsal.coverage import Standing
from laureat.rehearsal.rehearse import rehearse_edition
from tests.integration.rehearsed import EXAMPLE, EXAMPLES

pytestmark = pytest.mark.takes_long

OTHERS = [path for path in EXAMPLES if path != EXAMPLE]


@pytest.mark.parametrize("path", OTHERS, ids=lambda path: path.parent.name)
def test_an_example_holds_all_that_it_says(path, addresses, plugins, tmp_path):
    loaded = load_edition(path, plugins=plugins)

    report = rehearse_edition(loaded, tmp_path / "out", plugins=plugins, server=addresses.admin)

    assert report.held, report.broken_cases
    assert [one.id for one in report.results if one.standing is Standing.NOT_EXERCISED] == []
