"""Every blueprint of pages: what ``register`` adds to the application."""

from flask import Blueprint

from laureat.web.account import blueprint as account
from laureat.web.attestations import blueprint as attestations
from laureat.web.coordination import blueprint as coordination
from laureat.web.deliberation import blueprint as deliberation
from laureat.web.dossier_form import blueprint as dossier_form
from laureat.web.dossiers import blueprint as dossiers
from laureat.web.juror import blueprint as juror
from laureat.web.jury_desk import blueprint as jury_desk
from laureat.web.my_dossiers import blueprint as my_dossiers
from laureat.web.notices import blueprint as notices
from laureat.web.operator import blueprint as operator
from laureat.web.organiser import blueprint as organiser
from laureat.web.public import blueprint as public
from laureat.web.screening import blueprint as screening
from laureat.web.sign_in import blueprint as sign_in
from laureat.web.structures import blueprint as structures
from laureat.web.studio.back_testing import blueprint as studio_back_test
from laureat.web.studio.history import blueprint as studio_history
from laureat.web.studio.publication import blueprint as studio_publication
from laureat.web.studio.rehearsal import blueprint as studio_rehearsal
from laureat.web.studio.renewal import blueprint as studio_renewal
from laureat.web.studio.routes import blueprint as studio
from laureat.web.studio.verification import blueprint as studio_verification
from laureat.web.territories import blueprint as territories

ROOMS: tuple[Blueprint, ...] = (
    public,
    notices,
    sign_in,
    account,
    my_dossiers,
    structures,
    dossiers,
    dossier_form,
    attestations,
    territories,
    organiser,
    studio,
    studio_verification,
    studio_history,
    studio_publication,
    studio_renewal,
    studio_rehearsal,
    studio_back_test,
    screening,
    jury_desk,
    deliberation,
    juror,
    coordination,
    operator,
)
