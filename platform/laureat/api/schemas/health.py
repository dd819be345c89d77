"""The health of the platform, as the API shows it."""

from marshmallow import fields

from laureat.api.schemas.base import AN_INSTANT, Instant, Out, said


class HealthOut(Out):
    """That the platform answers, and its database with it."""

    status = fields.String(required=True, metadata=said("Always `ok` in an answer 200.", "ok"))
    now = Instant(required=True, metadata=said("The clock that counts.", AN_INSTANT))
