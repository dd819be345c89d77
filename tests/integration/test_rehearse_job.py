"""The rehearsal that the studio asks for is played by a job, scene by scene, to its report."""

import pytest
from sqlalchemy import select

from laureat.configuration.parts import tree_of
from laureat.consequences.saves import files_of
from laureat.domain.errors import Conflict
from laureat.domain.jobs import Job
from laureat.jobs.run import run_entry
from laureat.models import OutboxEntry
from laureat.queries.editions import last_rehearsal, save_to_work_on
from laureat.services.campaigns.ask_rehearsal import ask_rehearsal
from laureat.services.campaigns.save_part import save_part
from tests.make import IT
from tests.refusals import refused

pytestmark = pytest.mark.takes_long


def entries(session):
    return session.scalars(
        select(OutboxEntry).where(OutboxEntry.job == Job.REHEARSE_EDITION.value)
    ).all()


def test_a_rehearsal_is_played_to_its_report(act, make, session, runtime):
    edition = make.edition(path=IT, published=False)
    act(make.organiser, ask_rehearsal, edition.id)
    (entry,) = entries(session)

    assert run_entry(runtime, entry.tenant_id, entry.id)

    session.expire_all()
    played = last_rehearsal(session, edition.id)
    assert played is not None
    assert played.report is not None
    assert (played.trouble, played.save_number) == ("", 1)
    assert played.scenes == played.played > 10
    assert played.report["held"] is True
    assert {rule["standing"] for rule in played.report["rules"]} == {"held"}


def test_while_one_is_under_way_it_is_that_one(act, make, session):
    edition = make.edition(path=IT, published=False)

    first = act(make.organiser, ask_rehearsal, edition.id)
    second = act(make.organiser, ask_rehearsal, edition.id)

    assert first.id == second.id
    assert len(entries(session)) == 1


def test_what_has_faults_is_not_played(act, make, session):
    edition = make.edition(path=IT, published=False)
    first = tree_of(files_of(save_to_work_on(session, edition.id)))["categories"][:1]
    act(make.organiser, save_part, edition.id, ("categories",), first, based_on=1)

    with refused(Conflict, "à corriger"):
        act(make.organiser, ask_rehearsal, edition.id)
