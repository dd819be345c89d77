"""An earlier edition's dossiers under other rules: which change fate, and why."""

from dataclasses import replace

import pytest

from laureat.configuration.definition import PluginUse
from laureat.configuration.load import load_edition, load_files
from laureat.configuration.parts import files_with, tree_of
from laureat.configuration.renewal import renewed
from laureat.consequences.back_test import back_test
from laureat.domain.vocabulary import VerdictKind
from laureat.plugin_host import PluginHost
from tests.make import ASR, COMMUNICATION, RURAL

HOST = PluginHost.discover()


@pytest.fixture
def trial(act, make, session):
    """Try the dossiers of the edition under another definition."""

    def run(now):
        edition = make.edition()
        with act.work(make.organiser) as work:
            return back_test(work, edition, make.definition(edition), now, HOST)

    return run


@pytest.fixture
def dossiers(make):
    return [make.candidature(category=COMMUNICATION), make.candidature(category=RURAL)]


def test_the_same_rules_change_nothing(trial, make, dossiers):
    done = trial(make.definition())

    assert (done.tried, done.changed) == (2, ())


def test_next_year_s_calendar_changes_nothing_by_itself(trial, make, dossiers):
    files = load_edition(ASR, plugins=HOST).files
    later = load_files(
        files_with(files, renewed(tree_of(files), slug="2027", years=3).tree), plugins=HOST
    )

    assert trial(later.definition).changed == ()


def test_a_stricter_rule_names_the_dossiers_and_the_reasons(trial, make, dossiers):
    stricter = PluginUse(
        plugin="structure-kind",
        article="1.2",
        options={"kinds": [{"value": "plie", "label": "PLIE"}]},
    )
    now = replace(make.definition(), eligibility=(*make.definition().eligibility, stricter))

    done = trial(now)

    assert [one.candidature.id for one in done.changed] == [one.id for one in dossiers]
    fate = done.changed[0]
    assert (fate.before, fate.after) == (VerdictKind.MET, VerdictKind.NOT_MET)
    assert [one.rule for one in fate.reasons] == ["structure-kind-2"]
    assert "PLIE" in fate.reasons[0].verdict.sentence


def test_a_category_that_is_no_more_is_said(trial, make, dossiers):
    kept = tuple(one for one in make.definition().categories if one.slug != RURAL)

    (fate,) = trial(replace(make.definition(), categories=kept)).changed

    assert fate.candidature.category.slug == RURAL
    assert fate.after is None


def test_it_asks_as_many_questions_for_many_dossiers_as_for_one(
    trial, make, dossiers, queries_counted
):
    trial(make.definition())  # what the edition says is read once
    with queries_counted() as two:
        trial(make.definition())
    for _ in range(3):
        make.candidature(category=COMMUNICATION)

    with queries_counted() as five:
        trial(make.definition())

    assert len(five) == len(two)
