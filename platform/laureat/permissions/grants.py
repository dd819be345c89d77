"""Who may do what to which: the whole security model of the engine on one screen.

Who (here) is kept apart from when (the verbs check states and dates). What is in no line is
refused: as forbidden to those who may read the subject, and to the others as not there.
"""

from collections.abc import Mapping
from enum import StrEnum
from typing import Final

from laureat.domain.actors import Actor
from laureat.domain.errors import NOTHING_THERE, Forbidden, NotFound, SignInNeeded
from laureat.permissions import predicates as p
from laureat.permissions.predicates import Predicate


class Permission(StrEnum):
    """One verb on one kind of thing, named after the colon. ``read:`` is to know that it is there.

    A kind that has no ``read:`` is known to everybody.
    """

    SIGN_IN = "sign-in:tenant"
    PERSON_READ = "read:person"
    PERSON_NAME = "name:person"
    SESSION_READ = "read:session"
    SESSION_END = "end:session"
    ROLE_GRANT = "grant:tenant"
    TENANT_PROVISION = "provision:tenant"
    PLATFORM_WATCH = "watch:platform"
    APPLICANT_IDENTIFY = "identify:tenant"
    APPLICANT_READ = "read:applicant"
    APPLICANT_INVITE = "invite-colleague:applicant"
    INVITATION_ANSWER = "answer-invitation:tenant"
    APPLICANT_MARK_MEMBER = "mark-member:applicant"
    COORDINATION_SET = "set-coordination:tenant"
    APPLICANT_RECOGNISE = "recognise:applicant"
    EDITION_APPLY = "apply:tenant"
    EDITION_READ = "read:edition"
    EDITION_PUBLISH = "publish:edition"
    EDITION_MANAGE = "manage:edition"
    EDITION_READ_ALL = "read-all:tenant"
    CANDIDATURE_START = "start:applicant"
    CANDIDATURE_READ = "read:candidature"
    CANDIDATURE_WRITE = "write:candidature"
    CANDIDATURE_SUBMIT = "submit:candidature"
    CANDIDATURE_WITHDRAW = "withdraw:candidature"
    CANDIDATURE_SCREEN = "screen:candidature"
    CANDIDATURE_RECLASSIFY = "reclassify:candidature"
    ATTESTATION_RETURN = "return-attestation:candidature"
    ATTESTATION_CHECK = "check-attestation:candidature"
    JUROR_INVITE = "invite-juror:edition"
    JUROR_READ = "read:juror"
    INTERESTS_DECLARE = "declare-interests:juror"
    CONFLICT_READ = "read:conflict"
    CONFLICT_RULE = "rule:conflict"
    SEAT_READ = "read:seat"
    DOSSIER_OPEN = "open-dossier:seat"
    ROUND_OPEN = "open-round:edition"
    ROUND_READ = "read:round"
    ROUND_CLOSE = "close:round"
    ROUND_CANCEL = "cancel:round"
    BALLOT_CAST = "cast-ballot:seat"
    DECISION_TAKE = "decide:edition"
    MINUTES_SIGN = "sign-minutes:edition"
    MINUTES_READ = "read-minutes:edition"
    PALMARES_PUBLISH = "publish-palmares:edition"


P = Permission

GRANTS: Mapping[Permission, tuple[Predicate, ...]] = {
    P.SIGN_IN: (p.is_anybody,),
    P.PERSON_READ: (p.is_the_person, p.is_organiser),
    P.PERSON_NAME: (p.is_the_person,),
    P.SESSION_READ: (p.is_own_session,),
    P.SESSION_END: (p.is_own_session,),
    P.ROLE_GRANT: (p.is_engine, p.is_organiser),
    P.TENANT_PROVISION: (p.is_engine, p.is_operator),
    P.PLATFORM_WATCH: (p.is_engine, p.is_operator),
    P.APPLICANT_IDENTIFY: (p.is_known,),
    P.APPLICANT_READ: (p.writes_for_applicant, p.is_organiser),
    P.APPLICANT_INVITE: (p.writes_for_applicant,),
    P.INVITATION_ANSWER: (p.is_known,),
    P.APPLICANT_MARK_MEMBER: (p.is_organiser, p.is_engine),
    P.COORDINATION_SET: (p.is_organiser, p.is_engine),
    P.APPLICANT_RECOGNISE: (p.answers_for_coordination, p.is_organiser),
    P.EDITION_APPLY: (p.is_engine, p.is_organiser),
    P.EDITION_READ: (p.is_published, p.is_organiser, p.is_engine),
    P.EDITION_PUBLISH: (p.is_engine, p.is_organiser),
    P.EDITION_MANAGE: (p.is_organiser,),
    P.EDITION_READ_ALL: (p.is_organiser,),
    P.CANDIDATURE_START: (p.writes_for_applicant,),
    P.CANDIDATURE_READ: (p.writes_candidature, p.is_organiser, p.is_engine),
    P.CANDIDATURE_WRITE: (p.writes_candidature,),
    P.CANDIDATURE_SUBMIT: (p.writes_candidature,),
    P.CANDIDATURE_WITHDRAW: (p.writes_candidature,),
    P.CANDIDATURE_SCREEN: (p.is_organiser,),
    P.CANDIDATURE_RECLASSIFY: (p.is_organiser,),
    P.ATTESTATION_RETURN: (p.writes_candidature,),
    P.ATTESTATION_CHECK: (p.is_organiser,),
    P.JUROR_INVITE: (p.is_organiser,),
    P.JUROR_READ: (p.is_juror, p.is_organiser),
    P.INTERESTS_DECLARE: (p.is_juror,),
    P.CONFLICT_READ: (p.is_organiser,),
    P.CONFLICT_RULE: (p.is_organiser,),
    P.SEAT_READ: (p.sits_here, p.is_organiser),
    P.DOSSIER_OPEN: (p.sits_here,),
    P.ROUND_OPEN: (p.is_organiser,),
    P.ROUND_READ: (p.is_organiser, p.chairs_vote),
    P.ROUND_CLOSE: (p.is_organiser,),
    P.ROUND_CANCEL: (p.is_organiser,),
    P.BALLOT_CAST: (p.sits_here,),
    P.DECISION_TAKE: (p.is_organiser, p.chairs_edition),
    P.MINUTES_SIGN: (p.is_organiser, p.chairs_edition),
    P.MINUTES_READ: (p.is_organiser, p.chairs_edition, p.is_engine),
    P.PALMARES_PUBLISH: (p.is_organiser,),
}

READING: Final[Mapping[str, Permission]] = {
    one.removeprefix("read:"): one for one in Permission if one.startswith("read:")
}
"""For a kind of thing, what lets an actor know that one is there."""


def allows(actor: Actor, permission: Permission, subject: object = None) -> bool:
    """Tell whether the actor holds the permission on the subject."""
    return any(holds(actor, subject) for holds in GRANTS[permission])


def require(
    actor: Actor, permission: Permission, subject: object = None, *, about: object = None
) -> None:
    """Refuse an actor who does not hold the permission on the subject.

    ``about`` is the thing that the permission names, where it is held on another: on a
    coordination, to recognise an applicant.

    Raises:
        SignInNeeded: nobody is signed in.
        NotFound: somebody is, and may not know that the thing exists.
        Forbidden: they may know of it, and may not do this.
    """
    if allows(actor, permission, subject):
        return
    require_somebody(actor)
    reading = READING.get(permission.partition(":")[2])
    if reading is not None and not allows(actor, reading, subject if about is None else about):
        raise NotFound(NOTHING_THERE)
    raise Forbidden(
        "Votre compte ne permet pas cette action. Si elle vous revient, demandez à"
        " l’organisateur de vous en donner le droit."
    )


def require_somebody(actor: Actor) -> None:
    """Refuse whoever is not signed in.

    Raises:
        SignInNeeded: nobody is signed in.
    """
    if not actor.is_known:
        raise SignInNeeded("Connectez-vous pour continuer.")
