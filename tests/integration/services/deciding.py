"""A jury in which one ballot is a quorum, what it has voted, and what was decided."""

from dataclasses import replace

from laureat.queries.results import decision_lines
from tests.make import ASR, COMMUNICATION, bundled

ONE_VOTER = replace(bundled(ASR).jury, quorum=1)


def voted(make, *shares, category=COMMUNICATION, edition=None):
    """Give dossiers that have received as many votes as told, in a counted round."""
    dossiers = [make.admitted(category=category, edition=edition) for _ in shares]
    choices = [one for one, share in zip(dossiers, shares, strict=True) for _ in range(share)]
    make.vote(dossiers[0].category, *choices)
    return dossiers


def holding(session, edition):
    """List what the decisions that hold give, by number of dossier."""
    return {
        candidature.number[-4:]: distinction.kind
        for line in decision_lines(session, [edition.id])
        for distinction, candidature in line.distinctions
    }
