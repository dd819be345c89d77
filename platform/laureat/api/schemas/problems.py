"""A problem, as RFC 9457 describes it, with what our refusals add."""

from marshmallow import INCLUDE, fields

from laureat.api.schemas.base import Out, said


class ProblemOut(Out):
    """Why the platform said no. Other members are facts of the refusal, in plain JSON."""

    class Meta:
        unknown = INCLUDE

    type = fields.String(
        required=True,
        metadata=said("Names the problem; ends in its code.", "urn:laureat:problem:outside-period"),
    )
    title = fields.String(
        required=True,
        metadata=said(
            "A sentence in French for a person, with the remedy.",
            "Le dépôt des candidatures est clos depuis le vendredi 8 novembre 2024 à 16 h 00.",
        ),
    )
    status = fields.Integer(required=True, metadata=said("The HTTP status.", 409))
    code = fields.String(
        required=True, metadata=said("The stable code to match on.", "outside-period")
    )
    article = fields.String(
        metadata=said("The article of the regulation that applies, if one does.", "3.1")
    )
    fields_ = fields.Dict(
        keys=fields.String(),
        values=fields.String(),
        data_key="fields",
        metadata=said(
            "A sentence for each field that is wrong, by its path.",
            {"email": "Écrivez une adresse complète, par exemple prenom.nom@exemple.fr."},
        ),
    )
    reasons = fields.List(
        fields.String(), metadata=said("All the reasons, where there are several.", ["…"])
    )
    etag = fields.String(
        metadata=said("The present ETag of what has changed meanwhile.", "9f86d081884c7d65")
    )
    answers = fields.Dict(
        keys=fields.String(),
        metadata=said("The answers that a colleague saved meanwhile.", {"intitule": "…"}),
    )
    saved_by = fields.String(metadata=said("Who saved them.", "Camille Durand"))
    request_id = fields.String(
        metadata=said("Finds an error of ours in the platform's records.", "1f2e3d4c5b6a7988")
    )
