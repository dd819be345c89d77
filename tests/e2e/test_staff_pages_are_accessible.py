"""Every page of the staff and of the jury, in the eyes of axe-core and on a small screen."""

import pytest
from sqlalchemy import select

from laureat.domain.candidature_states import CandidatureState
from laureat.models import Conflict
from laureat.services.juries.close_round import close_round
from tests.make import COMMUNICATION, INCLUSIVE, RURAL, TRAINING

pytestmark = pytest.mark.takes_long

HERE = "achat-socialement-responsable/2024"

ORGANISER = (
    "/organisation",
    f"/organisation/{HERE}/dossiers",
    f"/organisation/{HERE}/dossiers?etat=retires",
    "/organisation/dossiers/{registered}",
    "/organisation/dossiers/{submitted}",
    "/organisation/dossiers/{registered}/reclassement?vers=milieu-rural",
    f"/organisation/{HERE}/jury",
    "/organisation/liens/{link}",
    f"/deliberation/{HERE}",
    "/deliberation/categories/{tied}",
    "/deliberation/categories/{voting}",
    f"/deliberation/{HERE}/proces-verbal",
    f"/deliberation/{HERE}/palmares",
    "/coordination",
    *(
        f"/organisation/{HERE}/{page}"
        for page in (
            "configuration",
            "configuration/partie/calendar",
            "configuration/partie/categories",
            "configuration/partie/eligibility/1",
            "configuration/partie/form/0",
            "configuration/partie/form/0/questions/2",
            "configuration/partie/jury",
            "configuration/partie/regulation",
            "configuration/verification",
            "configuration/essai",
            "configuration/repetition",
            "configuration/publication",
            "configuration/historique",
            "edition-suivante",
        )
    ),
)

JUROR = (
    "/jury",
    "/jury/{juror}/liens",
    "/jury/categories/{tied}",
    "/jury/categories/{voting}",
    "/jury/dossiers/{dossier}",
)

REFERENT = ("/coordination", "/coordination/achat-socialement-responsable/{waiting}")

BARRED = ("/jury", "/jury/categories/{tied}", "/jury/dossiers/{dossier}")


@pytest.fixture
def scene(live):
    """A jury in the midst of its work: a tie, an open vote, a juror barred, a structure waiting."""
    make = live.make
    _coordination, referent = make.coordination()
    tied = [make.admitted(category=COMMUNICATION) for _ in range(2)]
    make.admitted(category=INCLUSIVE)
    registered = make.candidature(CandidatureState.REGISTERED, category=TRAINING)
    waiting = make.applicant(member=None)
    submitted = make.candidature(CandidatureState.SUBMITTED, category=RURAL, applicant=waiting)
    jurors = [make.juror(organisation="Réseau fictif") for _ in range(3)]
    barred = make.juror(linked_to=[tied[0].applicant])
    voting = make.round(make.category())
    for juror, choice in zip(jurors, (*tied, None), strict=True):
        make.ballot(voting, juror, choice)
    live.act(make.organiser, close_round, voting.id)
    make.round(make.category(INCLUSIVE))
    facts = {
        "dossier": tied[0].id,
        "registered": registered.id,
        "submitted": submitted.id,
        "waiting": waiting.id,
        "juror": jurors[0].id,
        "tied": voting.category_id,
        "voting": make.category(INCLUSIVE).id,
        "link": make.desk.scalars(select(Conflict.id)).one(),
    }
    people = (
        (make.organiser, ORGANISER),
        (jurors[0].person, JUROR),
        (referent, REFERENT),
        (barred.person, BARRED),
    )
    return facts, people


def test_pages_have_no_violation_and_fit_a_small_screen(scene, open_page, accessible):
    facts, people = scene
    too_wide = []
    for person, paths in people:
        page = open_page("/", person, width=320)
        for path in paths:
            page.goto(path.format(**facts))
            for act in page.locator("details").all():
                act.evaluate("details => details.open = true")
            accessible(page)
            if page.evaluate("document.documentElement.scrollWidth") > 320:
                too_wide.append(path)
    assert too_wide == []
