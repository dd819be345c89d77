"""Members of the organiser's network, or structures that the regional coordination recognises."""

from collections.abc import Sequence
from dataclasses import dataclass
from typing import ClassVar

from marshmallow import fields, validate

from laureat.plugin_api import (
    ApplicantView,
    Evidence,
    Facts,
    Met,
    NotMet,
    PluginOptions,
    Sample,
    Undetermined,
    Verdict,
    VerdictType,
    asked,
    typeset,
)

NOT_EMPTY = validate.Length(
    min=1, error=typeset("Ce texte est vide : remplissez-le ou retirez la ligne.")
)


class MemberOrRecognisedOptions(PluginOptions):
    """What an edition may say to this rule."""

    heading = "Adhérent ou reconnu"

    members_also_need_recognition = fields.Boolean(
        load_default=False, metadata=asked("Les adhérents doivent aussi être reconnus")
    )
    member_of = fields.String(
        load_default="l'organisation",
        validate=NOT_EMPTY,
        metadata=asked("Adhérent à…", "Se lit après « à » : Alliance fictive des villes."),
    )
    recognised_by = fields.String(
        load_default="la coordination régionale",
        validate=NOT_EMPTY,
        metadata=asked("Reconnu par…", "Se lit après « par » : la coordination régionale."),
    )


@dataclass(frozen=True, slots=True)
class MemberOrRecognised:
    """Accepts a member and, failing that, a structure that the coordination has recognised.

    Campaign configuration::

        eligibility:
          - plugin: member-or-recognised
            article: "1.2"
            options:
              member_of: Alliance Villes Emploi
              recognised_by: la coordination régionale clause sociale
              members_also_need_recognition: false

    With ``members_also_need_recognition`` a member needs the recognition like everybody else.
    ``member_of`` is read after « à » and ``recognised_by`` after « par ».
    """

    Options: ClassVar[type[PluginOptions]] = MemberOrRecognisedOptions
    reads: ClassVar[tuple[str, ...]] = ("applicant.member", "applicant.recognition")

    members_also_need_recognition: bool = False
    member_of: str = "l'organisation"
    recognised_by: str = "la coordination régionale"

    def examine(self, facts: Facts) -> Verdict:
        """Ask for the membership, then for the recognition."""
        applicant = facts.applicant
        evidence = _evidence(applicant)
        if applicant.member and not self.members_also_need_recognition:
            return Met(typeset(f"La structure est adhérente à {self.member_of}."), evidence)
        if applicant.recognition == "recognised":
            return Met(typeset(f"La structure est reconnue par {self.recognised_by}."), evidence)
        if applicant.recognition == "refused":
            return self._refused(applicant, evidence)
        return Undetermined(self._waiting(applicant), evidence)

    def describe(self) -> str:
        """Say which of the two is needed."""
        if self.members_also_need_recognition:
            return typeset(
                "Peut candidater toute structure, adhérente ou non, "
                f"reconnue par {self.recognised_by}."
            )
        return typeset(
            f"Peut candidater toute structure adhérente à {self.member_of} "
            f"ou, à défaut, reconnue par {self.recognised_by}."
        )

    def samples(self) -> Sequence[Sample]:
        """Name one case of each answer."""
        cases = (
            ("Structure adhérente", True, None),
            ("Structure non adhérente et reconnue", False, "recognised"),
            ("Structure non adhérente et non reconnue", False, "refused"),
            ("Structure non adhérente dont la reconnaissance est en attente", False, "pending"),
            ("Structure dont rien n'est connu", None, None),
        )
        member = Undetermined if self.members_also_need_recognition else Met
        expected: tuple[VerdictType, ...] = (member, Met, NotMet, Undetermined, Undetermined)
        return tuple(
            Sample(
                typeset(label),
                {"applicant.member": is_member, "applicant.recognition": recognition},
                kind,
            )
            for (label, is_member, recognition), kind in zip(cases, expected, strict=True)
        )

    def _refused(self, applicant: ApplicantView, evidence: tuple[Evidence, ...]) -> Verdict:
        """Answer a refusal, which says nothing of a membership that nobody knows."""
        if self.members_also_need_recognition:
            return NotMet(
                typeset(
                    f"La structure n'est pas reconnue par {self.recognised_by} : "
                    "demandez-lui ses raisons, ou écrivez à l'organisation."
                ),
                evidence,
            )
        if applicant.member is None:
            return Undetermined(
                typeset(
                    f"La structure n'est pas reconnue par {self.recognised_by}, et son adhésion à "
                    f"{self.member_of} reste à vérifier : si elle est adhérente, écrivez à "
                    "l'organisation."
                ),
                evidence,
            )
        return NotMet(
            typeset(
                f"La structure n'est ni adhérente à {self.member_of}, ni reconnue par "
                f"{self.recognised_by} : adhérez, ou demandez à l'organisation de revoir ce refus."
            ),
            evidence,
        )

    def _waiting(self, applicant: ApplicantView) -> str:
        """Say whose answer is awaited."""
        pending = applicant.recognition == "pending"
        asked = "est demandée, sans réponse encore" if pending else "va être demandée"
        awaited = f"sa reconnaissance par {self.recognised_by} {asked}"
        if self.members_also_need_recognition:
            return typeset(f"La structure n'est pas encore reconnue : {awaited}.")
        if applicant.member is None:
            return typeset(
                f"L'adhésion de la structure à {self.member_of} n'est pas connue ; "
                f"à défaut d'adhésion, {awaited}."
            )
        return typeset(f"La structure n'est pas adhérente à {self.member_of} : {awaited}.")


def _evidence(applicant: ApplicantView) -> tuple[Evidence, ...]:
    """Show what is known of the membership and of the recognition."""
    member = {True: "oui", False: "non", None: "inconnue"}[applicant.member]
    recognition = {
        "recognised": "accordée",
        "refused": "refusée",
        "pending": "en attente",
        None: "non demandée",
    }[applicant.recognition]
    return (
        Evidence("Adhésion", member, "liste des adhérents"),
        Evidence("Reconnaissance", recognition, "registre des reconnaissances"),
    )
