"""The scores that may be given, read and written exactly."""

import re
from dataclasses import dataclass
from decimal import Decimal
from fractions import Fraction
from typing import Any

from marshmallow import ValidationError, fields, post_load, validate, validates_schema

from laureat.plugin_api import PluginOptions, asked, typeset

NUMBER = re.compile(r"-?\d+(?:[.,]\d+)?")


@dataclass(frozen=True, slots=True)
class Scale:
    """The scores that may be given: from ``minimum`` to ``maximum``, by ``step``."""

    minimum: Fraction
    maximum: Fraction
    step: Fraction

    def has(self, score: Fraction) -> bool:
        """Say whether a score is on the scale."""
        on_a_step = ((score - self.minimum) / self.step).denominator == 1
        return self.minimum <= score <= self.maximum and on_a_step

    def __str__(self) -> str:
        """Say the scale in French."""
        ends = f"de {french(self.minimum)} à {french(self.maximum)}"
        return f"{ends}, par pas de {french(self.step)}"


class ScaleOptions(PluginOptions):
    """What an edition may say of the scale."""

    minimum = fields.Decimal(required=True, data_key="min", metadata=asked("Note la plus basse"))
    maximum = fields.Decimal(required=True, data_key="max", metadata=asked("Note la plus haute"))
    step = fields.Decimal(
        load_default=Decimal(1),
        metadata=asked("Pas", "0,5 pour noter par demi-point."),
        validate=validate.Range(
            min=0,
            min_inclusive=False,
            error=typeset("Ce pas est nul : écrivez un pas supérieur à zéro."),
        ),
    )

    @validates_schema
    def reachable(self, data: dict[str, Any], **_given: object) -> None:
        """Refuse a scale that is empty, or of which the top cannot be given."""
        if data["minimum"] >= data["maximum"]:
            raise ValidationError(
                typeset(
                    "La note la plus haute n'est pas au-dessus de la plus basse : corrigez-la."
                ),
                "max",
            )
        if (data["maximum"] - data["minimum"]) % data["step"]:
            raise ValidationError(
                typeset("Le pas ne mène pas à la note la plus haute : changez l'un ou l'autre."),
                "step",
            )

    @post_load
    def make(self, data: dict[str, Any], **_given: object) -> Scale:
        """Make the scale, exactly."""
        return Scale(**{name: Fraction(value) for name, value in data.items()})


def read_number(text: object) -> Fraction | None:
    """Read a score written as text; None when it is no number."""
    if isinstance(text, bool) or not isinstance(text, str | int):
        return None
    written = str(text)
    return Fraction(written.replace(",", ".")) if NUMBER.fullmatch(written) else None


def exact(number: Fraction) -> str:
    """Write a number exactly: ``7``, ``6.5``, ``22/3``."""
    places = 0
    while places <= 12 and (number * 10**places).denominator != 1:
        places += 1
    if places > 12:
        return f"{number.numerator}/{number.denominator}"
    return f"{Decimal(int(number * 10**places)).scaleb(-places):f}"


def french(number: Fraction) -> str:
    """Write a number for a reader, rounded to hundredths where it has no exact decimals."""
    written = exact(number)
    if "/" not in written:
        return written.replace(".", ",")
    rounded = f"{Decimal(round(number * 100)).scaleb(-2):f}".replace(".", ",")
    return f"{written} (environ {rounded})"
