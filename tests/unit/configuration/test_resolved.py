"""An edition as it is stored, with where each part comes from."""

import pytest
import yaml

from laureat.configuration.content import from_content, to_content
from laureat.configuration.load import load_edition
from laureat.configuration.resolved import resolved_yaml
from tests.unit.configuration.files import HOST, SMALLEST, changed, loaded

SHARED = ("programme", "contact", "applicants", "jury", "outcomes")


@pytest.fixture
def split(tmp_path):
    """Load the smallest edition with some of its blocks in a programme beside it."""

    def load(edition_more="", programme_more="", without=()):
        blocks = yaml.safe_load(SMALLEST.replace("2026-", "D2026-"))
        parts = {name: yaml.safe_dump({name: block}) for name, block in blocks.items()}
        written = {name: text.replace("D2026-", "2026-") for name, text in parts.items()}
        shared = "".join(written[name] for name in SHARED)
        own = "".join(text for name, text in written.items() if name not in SHARED)
        (tmp_path / "programme.yaml").write_text(shared + programme_more, encoding="utf-8")
        (tmp_path / "2026.yaml").write_text(own + edition_more, encoding="utf-8")
        return load_edition(tmp_path / "2026.yaml", plugins=HOST)

    return load


def comments_above(text):
    """Map each key of the text to the comment above it."""
    lines = text.splitlines()
    return {
        lines[index + 1].split(":")[0]: line.removeprefix("# ")
        for index, line in enumerate(lines[:-1])
        if line.startswith("# ") and not lines[index + 1].startswith("#")
    }


def test_what_is_shown_is_what_is_stored(split):
    edition = split()

    assert yaml.safe_load(resolved_yaml(edition)) == to_content(edition.definition)
    assert from_content(yaml.safe_load(resolved_yaml(edition))) == edition.definition


def test_each_part_says_which_file_says_it(split):
    edition = split("jury: {vote: {quorum: 3}, composition: Quatre artisans.}\n")

    above = comments_above(resolved_yaml(edition))

    assert above["contact"] == "from programme.yaml"
    assert above["categories"] == "from 2026.yaml"
    assert above["programme_title"] == "from programme.yaml"
    assert above["clauses"] == "from 2026.yaml"
    assert above["jury"] == (
        "from programme.yaml, completed by 2026.yaml; replaces there: "
        "jury.composition, jury.vote.quorum"
    )


def test_a_block_that_the_edition_takes_away_is_told(split):
    mention = "special_mention: {title: Coup de cœur, description: Un de plus., article: '1'}\n"

    text = resolved_yaml(split("special_mention: null\n", mention))

    assert text.endswith("# special_mention: taken away by 2026.yaml\n")


def test_one_file_alone_has_no_origin_to_tell():
    assert "#" not in resolved_yaml(loaded())


@pytest.mark.parametrize(
    "written", ["10 jours avant results à 18:00", "{at: 240 heures avant results}"]
)
def test_an_instant_shows_how_it_was_told(written):
    text = changed(('{at: 2026-11-27T18:00, article: "1"}', written))

    shown = resolved_yaml(loaded(text))

    words = written.removeprefix("{at: ").removesuffix("}")
    assert f"    at: '2026-11-27T18:00:00+01:00'  # {words}\n" in shown
    assert yaml.safe_load(shown) == to_content(loaded(text).definition)
