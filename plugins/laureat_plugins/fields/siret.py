"""Questions that are answered by the SIRET of an establishment."""

from typing import Any, ClassVar

from stdnum.exceptions import ValidationError
from stdnum.fr import siret

from laureat.plugin_api import FieldType, Question, RefusedAnswer, Tongue


class Siret(FieldType):
    """Fourteen digits whose key is right; the offices of La Poste have a key of their own."""

    meaning: ClassVar[str] = "le SIRET d'un établissement"
    input_mode: ClassVar[str] = "numeric"

    def check(self, question: Question, value: Any) -> str:
        """Keep the digits of a SIRET, however it is spaced."""
        digits = "".join(value.split()) if isinstance(value, str) else ""
        if not (digits.isascii() and digits.isdigit() and len(digits) == 14):
            raise RefusedAnswer(
                f"« {question.label} » attend les 14 chiffres d'un SIRET ; "
                "vous les trouverez sur annuaire-entreprises.data.gouv.fr."
            )
        try:
            return str(siret.validate(digits))
        except ValidationError:
            raise RefusedAnswer(
                f"« {question.label} » : ce SIRET n'existe pas, un chiffre est sans doute faux ; "
                "recopiez-le."
            ) from None

    def json_schema(self, question: Question) -> dict[str, Any]:
        """Describe the digits; JSON Schema cannot compute their key."""
        return {"type": "string", "pattern": "^[0-9]{14}$"}

    def read(self, question: Question, answer: Any, tongue: Tongue) -> str:
        """Write the digits in groups: ``732 829 320 00074``."""
        digits = str(answer)
        groups = [digits[:3], digits[3:6], digits[6:9], digits[9:]]
        return "\u00a0".join(filter(None, groups))

    def typed(self, text: str) -> Any:
        """Close up the groups of digits."""
        closed = "".join(text.split())
        return closed if closed.isascii() and closed.isdigit() else text

    def sample(self, question: Question, number: int) -> Any:
        """Make up a SIRET of a legal unit that was never registered."""
        return _completed(_completed(f"000{number % 100_000:05d}") + "0001")


def _completed(digits: str) -> str:
    """Add the one digit that makes the key right."""
    doubled = (int(one) * (2 - place % 2) for place, one in enumerate(reversed(digits)))
    total = sum(one - 9 if one > 9 else one for one in doubled)
    return digits + str(-total % 10)
