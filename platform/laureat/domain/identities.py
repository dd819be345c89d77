"""What makes an applicant one and the same: checked and written one way."""

from stdnum.exceptions import ValidationError
from stdnum.fr import siret

from laureat.domain.errors import Invalid
from laureat.domain.sign_in import normal_email


def normal_siret(typed: str) -> str:
    """Give the fourteen digits of a SIRET, whatever blanks were typed; La Poste's rule included.

    Raises:
        Invalid: with what to correct, for the field ``siret``.
    """
    digits = "".join(typed.replace("\u00a0", " ").replace("\u202f", " ").split())
    try:
        return str(siret.validate(digits))
    except ValidationError:
        pass
    if digits.isdigit() and len(digits) == 9:
        sentence = (
            "Vous avez écrit un SIREN (9 chiffres) : ajoutez les 5 chiffres de l’établissement."
        )
    elif not digits.isdigit() or len(digits) != 14:
        sentence = (
            "Un SIRET compte 14 chiffres : il figure sur l’avis de situation de la structure."
        )
    else:
        sentence = "Ce numéro n’est pas un SIRET valable : vérifiez chaque chiffre."
    raise Invalid("Ce SIRET ne peut pas être utilisé.", fields={"siret": sentence})


def normal_identity(kind: str, typed: str) -> str:
    """Write an applicant's identity in one way: SIRET, e-mail address or name.

    Raises:
        Invalid: it cannot identify anybody.
    """
    if kind == "structure":
        return normal_siret(typed)
    if kind == "person":
        address = normal_email(typed)
        if address is None:
            raise Invalid(
                "Cette adresse électronique n’est pas complète.",
                fields={"identity": "Écrivez une adresse complète."},
            )
        return address
    name = compared_name(typed)
    if not name:
        raise Invalid("Donnez un nom.", fields={"identity": "Donnez le nom de l’équipe."})
    return name


def compared_name(typed: str) -> str:
    """Write a name as names are compared: blanks and capitals make no other applicant."""
    return " ".join(typed.split()).casefold()
