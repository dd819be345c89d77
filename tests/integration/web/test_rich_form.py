"""A form with rows, conditions and computed values, filled in without JavaScript."""

import json
from datetime import timedelta

import pytest

from laureat.configuration.definition import Condition, Question, Section
from laureat.domain.errors import Invalid
from laureat.queries.candidatures import candidature_by_id, draft_of
from laureat.services.candidatures.save_draft import save_draft
from laureat.services.candidatures.start import start_candidature
from tests.clock import NOON
from tests.integration.web.pages import Shown
from tests.make import COMMUNICATION
from tests.refusals import refused

AIDED = Condition(question="aide", one_of=("true",))
ROWS = (
    Question(name="poste", label="Poste", kind="text"),
    Question(name="montant", label="Montant", kind="money"),
)
FORM = (
    Section(
        slug="budget",
        title="Le budget",
        questions=(
            Question(name="intitule", label="Intitulé", kind="text"),
            Question(name="lignes", label="Dépenses", kind="group", columns=ROWS, maximum="3"),
            Question(
                name="total",
                label="Total",
                kind="computed",
                formula="sum(lignes.montant)",
                unit="€",
            ),
            Question(name="aide", label="Une aide ?", kind="yes_no"),
            Question(name="somme", label="Combien ?", kind="money", when=AIDED),
            Question(
                name="gele",
                label="Gelée",
                kind="text",
                required=False,
                frozen_after=NOON - timedelta(days=1),
            ),
        ),
    ),
    Section(
        slug="merci",
        title="Merci",
        when=AIDED,
        questions=(Question(name="financeur", label="Par qui ?", kind="person"),),
    ),
    Section(
        slug="fin",
        title="La fin",
        questions=(Question(name="vrai", label="C’est vrai.", kind="consent"),),
    ),
)


@pytest.fixture
def dossier(act, make):
    edition = make.edition(form=FORM, eligibility=())
    applicant = make.applicant()
    started = act(
        make.writer(applicant),
        start_candidature,
        edition.id,
        category=COMMUNICATION,
        applicant_id=applicant.id,
    )
    return candidature_by_id(make.desk, started.id)


@pytest.fixture
def post(client_as, make, dossier):
    """Post a part of the form as its page would, and give where it leads."""
    client = client_as(make.writer(dossier))

    def post(section, data, **more):
        address = f"/dossiers/{dossier.id}/formulaire/{section}"
        return client.post(address, data={"etag": make.etag(dossier), **data}, **more)

    return post


@pytest.fixture
def page(client_as, make, dossier):
    client = client_as(make.writer(dossier))
    return lambda section, more="": Shown(
        client.get(f"/dossiers/{dossier.id}/formulaire/{section}{more}")
    )


@pytest.fixture
def answers(session, dossier):
    return lambda: draft_of(session, dossier.id).answers


TWO = {
    "lignes": ["0", "1"],
    "lignes.0.poste": "Bois",
    "lignes.0.montant": "1 000,10 €",
    "lignes.1.poste": "Clous",
    "lignes.1.montant": "0,2",
}


def test_rows_are_kept_and_their_total_computed(post, answers):
    post("budget", {"intitule": "Un banc", **TWO})

    assert answers()["lignes"] == [
        {"poste": "Bois", "montant": "1000.10"},
        {"poste": "Clous", "montant": "0.20"},
    ]
    assert answers()["total"] == "1000.3"


def test_a_row_is_added_by_a_button_that_loses_nothing(post, page, answers):
    led = post("budget", {"intitule": "Un banc", **TWO, "lignes.add": "oui"})

    assert led.location.endswith("/formulaire/budget?ajouter=lignes#champ-lignes")
    assert answers()["intitule"] == "Un banc"
    shown = page("budget", "?ajouter=lignes")
    assert shown.value("lignes.0.poste") == "Bois"
    assert shown.value("lignes.2.poste") == ""


def test_a_row_is_removed_by_its_button(post, answers):
    led = post("budget", {**TWO, "lignes.remove": "0"})

    assert led.location.endswith("/formulaire/budget#champ-lignes")
    assert answers()["lignes"] == [{"poste": "Clous", "montant": "0.20"}]


def test_a_wrong_cell_is_told_beside_it_and_stays_as_typed(post, page):
    post("budget", {**TWO, "lignes.1.montant": "cher"})

    shown = page("budget")
    assert shown.value("lignes.1.montant") == "cher"
    assert 'id="champ-lignes.1.montant-erreur"' in shown.text
    assert 'id="champ-lignes-erreur"' not in shown.text


def test_an_answer_that_raises_questions_keeps_one_on_the_page(post, page):
    wrapper = page("budget").tree.find(".//*[@data-when]")
    assert json.loads(wrapper.get("data-when")) == {"question": "aide", "oneOf": ["oui"]}
    assert wrapper.get("hidden") is not None

    led = post("budget", {"aide": "oui"})

    assert led.location.endswith("/formulaire/budget#champ-somme")
    assert page("budget").tree.find(".//*[@data-when]").get("hidden") is None


def test_a_hidden_page_is_passed_over_and_shown_once_it_is_asked(post):
    assert post("budget", {"aide": "non"}).location.endswith("/formulaire/fin?apres=budget")
    post("budget", {"aide": "oui", "somme": "3"})
    led = post("budget", {"aide": "oui", "somme": "3"})

    assert led.location.endswith("/formulaire/merci?apres=budget")


def test_autosave_tells_the_total_and_the_faults_by_control(post):
    said = json.loads(
        post(
            "budget",
            {**TWO, "lignes.1.montant": "cher"},
            headers={"Accept": "application/json"},
        ).data
    )

    assert list(said["faults"]) == ["lignes.1.montant"]
    assert said["computed"] == {"total": "1\u202f000,10\u00a0€"}


def test_a_frozen_answer_is_read_and_not_changed(act, make, dossier, page, post, answers):
    assert 'name="gele"' not in page("budget").text
    with refused(Invalid, "ne peut plus être modifiée") as told:
        act(
            make.writer(dossier),
            save_draft,
            dossier.id,
            answers={"gele": "autre"},
            etag=make.etag(dossier),
        )

    assert set(told.fields) == {"gele"}
    post("budget", {"gele": "autre", "intitule": "Un banc"})
    assert "gele" not in answers()


def test_what_is_typed_on_a_page_that_was_hidden_meanwhile_stays_on_the_screen(post):
    answer = post("merci", {"etag": "stale", "financeur.name": "Ada Fictive"})

    assert answer.status_code == 412
    assert Shown(answer).value("financeur.name") == "Ada Fictive"
