"""The facts of the tests: an entry of which a test says only what it is about."""

from collections.abc import Mapping

from laureat.plugin_api import Facts, changed
from laureat.plugin_api.testing import facts_of_a_draft
from laureat.reference.territories import territories


def facts(changes: Mapping[str, object] | None = None, /, **applicant: object) -> Facts:
    """Change a draft, by the paths of its facts or by the names of the applicant's."""
    paths = {f"applicant.{name}": value for name, value in applicant.items()}
    return changed(facts_of_a_draft(), {**(changes or {}), **paths}, territory=territories().find)


def plain(sentence: str) -> str:
    """Give a sentence as it is typed, so that a test can be read."""
    return sentence.replace("\u00a0", " ").replace("\u202f", " ").replace("’", "'")
