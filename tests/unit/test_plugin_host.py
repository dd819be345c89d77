"""The host finds what is installed, says what is not, and refuses what is broken."""

from importlib.metadata import Distribution, EntryPoint, version

import pytest
from marshmallow import Schema, ValidationError

from laureat import installed
from laureat.configuration.field_types import field_types
from laureat.plugin_host import BrokenPlugin, Group, PluginHost, UnknownPlugin
from laureat_plugins.eligibility.within_calendar import WithinCalendar
from laureat_plugins.jury_conflict.declared_interest import DeclaredInterest
from laureat_plugins.tally.plurality import Plurality

HOST = PluginHost.discover()


class Elsewhere(Distribution):
    """A distribution that is installed nowhere."""

    def __init__(self, name):
        self._name = name

    def read_text(self, filename):
        return f"Name: {self._name}\nVersion: 1.2\n" if filename == "METADATA" else None

    def locate_file(self, path):
        raise FileNotFoundError(path)


class NoOptions:
    """Not a plugin: it has no schema."""


class NoReads:
    """Not an eligibility rule: it does not say which facts it uses."""

    Options = Schema


def declared_by(distribution, point):
    """Bind an entry point to its distribution, as the metadata of what is installed does."""
    vars(point).update(dist=distribution)
    return point


@pytest.fixture
def declared(monkeypatch):
    """Declare entry points, as (distribution, plugin, where it is), in the eligibility group."""

    def declare(*points):
        found = [
            declared_by(Elsewhere(distribution), EntryPoint(name, value, Group.ELIGIBILITY))
            for distribution, name, value in points
        ]
        monkeypatch.setattr(
            installed,
            "entry_points",
            lambda *, group: found if group == Group.ELIGIBILITY else [],
        )

    return declare


def test_the_plugins_that_ship_are_found():
    assert {group.value: HOST.names(group) for group in Group} == {
        "laureat.eligibility": (
            "low-population-territory",
            "member-or-recognised",
            "one-dossier-per-category",
            "structure-kind",
            "within-calendar",
        ),
        "laureat.fields": tuple(sorted(name.replace("_", "-") for name in field_types())),
        "laureat.jury_conflict": (
            "declared-interest",
            "member-of-team",
            "same-legal-unit",
            "same-mail-domain",
        ),
        "laureat.tally": (
            "approval",
            "deliberation",
            "majority-rounds",
            "plurality",
            "positional",
            "score-mean",
            "weighted-criteria",
        ),
    }


def test_a_plugin_is_made_from_the_options_of_an_edition():
    assert HOST.eligibility("within-calendar", {}) == WithinCalendar()
    assert HOST.conflict("declared-interest", {}) == DeclaredInterest()
    assert HOST.tally("plurality", {"tie_rule": "jury_decides"}) == Plurality("jury_decides")


def test_a_name_may_have_underscores():
    assert HOST.eligibility("within_calendar", {}) == WithinCalendar()


def test_the_origin_is_kept():
    assert HOST.origin("laureat.tally", "plurality") == f"laureat {version('laureat')}"


def test_a_group_has_a_short_name():
    assert HOST.names("tally") == HOST.names(Group.TALLY)

    with pytest.raises(ValueError, match="colours"):
        HOST.names("colours")


def test_the_schema_of_the_options_is_shown():
    assert set(HOST.options_schema("laureat.tally", "plurality").fields) == {
        "tie_rule",
        "no_award_option",
    }


def test_an_unknown_name_is_answered_with_the_nearest():
    with pytest.raises(UnknownPlugin) as refusal:
        HOST.conflict("declared-interests", {})

    assert refusal.value.nearest == "declared-interest"
    assert refusal.value.known == HOST.names("jury_conflict")
    assert str(refusal.value) == (
        "Aucun plugin du groupe laureat.jury_conflict ne s’appelle «\u00a0declared-interests"
        "\u00a0»\u00a0: vouliez-vous écrire «\u00a0declared-interest\u00a0»\u202f? Plugins "
        "installés\u00a0: «\u00a0declared-interest\u00a0», «\u00a0member-of-team\u00a0», "
        "«\u00a0same-legal-unit\u00a0» et «\u00a0same-mail-domain\u00a0»."
    )


def test_a_name_that_is_near_nothing_is_answered_with_the_list():
    with pytest.raises(UnknownPlugin, match=r"«\sxyz\s»\. Plugins installés") as refusal:
        HOST.tally("xyz", {})

    assert refusal.value.nearest is None


def test_wrong_options_are_refused_in_french():
    with pytest.raises(ValidationError) as refusal:
        HOST.tally("plurality", {"tie-rule": "jury_decides"})

    assert refusal.value.messages == {
        "tie_rule": ["Cette option est obligatoire\u00a0: ajoutez-la."],
        "tie-rule": [
            (
                "Cette option n’existe pas\u00a0: corrigez-la ou retirez-la. "
                "Options admises\u00a0: no_award_option, tie_rule."
            )
        ],
    }


@pytest.mark.parametrize(
    ("value", "wrong"),
    [
        pytest.param("nowhere_at_all:Rule", "ModuleNotFoundError", id="no module"),
        pytest.param("tests.unit.test_plugin_host:Missing", "AttributeError", id="no class"),
        pytest.param(
            "tests.unit.test_plugin_host:NoOptions", "schema called Options", id="no schema"
        ),
        pytest.param("tests.unit.test_plugin_host:NoReads", "called reads", id="no facts"),
    ],
)
def test_a_broken_plugin_stops_the_start_and_names_its_distribution(declared, value, wrong):
    declared(("some-rules", "broken", value))

    with pytest.raises(BrokenPlugin, match=rf"'broken' .* of some-rules 1\.2 .*{wrong}"):
        PluginHost.discover()


def test_two_distributions_may_not_declare_the_same_name(declared):
    value = "laureat_plugins.eligibility.within_calendar:WithinCalendar"
    declared(("some-rules", "in-time", value), ("other-rules", "in_time", value))

    with pytest.raises(BrokenPlugin, match=r"some-rules 1\.2 and other-rules 1\.2"):
        PluginHost.discover()
