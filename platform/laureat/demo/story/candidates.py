"""What candidates and coordinations do."""

from collections.abc import Callable, Mapping

from laureat.demo.story.reading import Act
from laureat.demo.story.stage import Stage, make_known
from laureat.domain.vocabulary import RecognitionAnswer
from laureat.papers import attestation_paper
from laureat.queries.candidatures import candidature_by_id, draft_of
from laureat.services.attestations.receive import SignedPaper, receive_attestation
from laureat.services.candidatures.save_draft import save_draft
from laureat.services.candidatures.start import start_candidature
from laureat.services.candidatures.submit import submit_candidature
from laureat.services.candidatures.withdraw import withdraw_candidature
from laureat.services.structures.accept_invitation import accept_invitation
from laureat.services.structures.identify import Identification, identify_applicant
from laureat.services.structures.invite_colleague import invite_colleague
from laureat.services.structures.mark_member import mark_member
from laureat.services.structures.recognise import recognise


def identify(stage: Stage, act: Act) -> None:
    """Somebody signs in for the first time and says for whom they write."""
    told = stage.chapter.thing("applicant", act.given["applicant"])
    first = told["people"][0]
    with stage.acting(first["email"]) as work:
        make_known(work.session, first)
    with stage.acting(first["email"]) as work:
        said = Identification(
            kind="structure" if "siret" in told else "team",
            identity=told.get("siret", told["name"]),
            name=told["name"],
            structure_kind=told.get("kind"),
            legal_category=told.get("legal_category"),
            mandated_by=told.get("mandated_by", ""),
            commune=told.get("commune"),
            departement=told.get("departement"),
        )
        applicant = identify_applicant(work, said)
    stage.ids["applicant", told["key"]] = applicant.id


def invite(stage: Stage, act: Act) -> None:
    """The colleagues of the first person join them."""
    told = stage.chapter.thing("applicant", act.given["applicant"])
    applicant_id = stage.id_of("applicant", told["key"])
    colleagues = told["people"][1:]
    with stage.writing(act) as work:
        for one in colleagues:
            invite_colleague(work, applicant_id, email=one["email"], name=one["name"])
    for one in colleagues:
        with stage.acting(one["email"]) as work:
            accept_invitation(work, applicant_id, plugins=stage.plugins)


def mark(stage: Stage, act: Act) -> None:
    """The organiser finds the structure among its members."""
    with stage.organising(act) as work:
        applicant_id = stage.id_of("applicant", act.given["applicant"])
        mark_member(work, applicant_id, member=True, plugins=stage.plugins)


def start(stage: Stage, act: Act) -> None:
    """A dossier is begun in a category."""
    told = stage.dossier_of(act)
    with stage.writing(act) as work:
        candidature = start_candidature(
            work,
            stage.id_of("edition", told["edition"]),
            category=told["category"],
            applicant_id=stage.id_of("applicant", told["applicant"]),
        )
    stage.ids["dossier", told["key"]] = candidature.id


def write(stage: Stage, act: Act) -> None:
    """The answers are saved: all of them, or those that the act names."""
    answers = stage.dossier_of(act)["answers"]
    only = act.given.get("only", list(answers))
    candidature_id = stage.id_of("dossier", act.given["dossier"])
    with stage.writing(act) as work:
        etag = draft_of(work.session, candidature_id).etag
        said = {name: answers[name] for name in only}
        save_draft(work, candidature_id, answers=said, etag=etag)


def submit(stage: Stage, act: Act) -> None:
    """The dossier is submitted."""
    candidature_id = stage.id_of("dossier", act.given["dossier"])
    with stage.writing(act) as work:
        submit_candidature(
            work,
            candidature_id,
            etag=draft_of(work.session, candidature_id).etag,
            accept_rules=True,
            plugins=stage.plugins,
        )


def attest(stage: Stage, act: Act) -> None:
    """The attestation comes back, under the name of who signed it."""
    candidature_id = stage.id_of("dossier", act.given["dossier"])
    with stage.writing(act) as work:
        candidature = candidature_by_id(work.session, candidature_id)
        address = stage.runtime.address(stage.chapter.host, f"/dossiers/{candidature_id}")
        receive_attestation(
            work,
            candidature_id,
            paper=SignedPaper(
                content=attestation_paper(work, stage.tenant, candidature, page_url=address),
                filename=f"attestation-{candidature.number}.pdf",
                signatory=act.given.get("signatory", f"{work.actor.name}, direction"),
            ),
            files=stage.runtime.files,
            plugins=stage.plugins,
        )


def withdraw(stage: Stage, act: Act) -> None:
    """The dossier is taken back."""
    candidature_id = stage.id_of("dossier", act.given["dossier"])
    with stage.writing(act) as work:
        withdraw_candidature(
            work, candidature_id, reason=act.given["reason"], plugins=stage.plugins
        )


def answer(stage: Stage, act: Act) -> None:
    """A coordination recognises the structure, or refuses to with a reason."""
    with stage.organising(act) as work:
        recognise(
            work,
            stage.id_of("applicant", act.given["applicant"]),
            programme_id=stage.edition(work.session, act).programme_id,
            answer=ANSWERS[act.do],
            reason=act.given.get("reason", ""),
            plugins=stage.plugins,
        )


ANSWERS: Mapping[str, RecognitionAnswer] = {
    "recognise": RecognitionAnswer.RECOGNISED,
    "refuse_recognition": RecognitionAnswer.REFUSED,
}

ACTS: Mapping[str, Callable[[Stage, Act], None]] = {
    "identify": identify,
    "invite_colleague": invite,
    "mark_member": mark,
    "start": start,
    "write": write,
    "submit": submit,
    "attest": attest,
    "withdraw": withdraw,
    "recognise": answer,
    "refuse_recognition": answer,
}
