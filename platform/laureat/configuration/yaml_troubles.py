"""What the errors of a YAML parser mean to somebody who has never heard of YAML."""

from collections.abc import Mapping

import yaml

TROUBLES: Mapping[str, tuple[str, str]] = {
    "mapping values are not allowed": (
        "un deux-points suivi d’une espace coupe le texte en deux.",
        (
            'mettez le texte entre guillemets (titre: "Prix : édition 2026"), ou, si la ligne '
            "est une clé, alignez-la sur les clés voisines."
        ),
    ),
    "character '\\t'": (
        "une tabulation sert de décalage.",
        "remplacez les tabulations par des espaces (deux par niveau).",
    ),
    "cannot start any token": (
        "ce caractère ne peut pas commencer une valeur.",
        "mettez la valeur entre guillemets.",
    ),
    "while scanning a quoted scalar": (
        "un guillemet ouvert n’est jamais fermé.",
        "fermez-le, ou doublez l’apostrophe dans un texte entre apostrophes ('l''emploi').",
    ),
    "could not find expected ':'": (
        "cette ligne devrait être une clé suivie de deux-points.",
        "écrivez « clé: valeur », ou décalez la ligne si elle continue le texte précédent.",
    ),
    "expected <block end>": (
        "le décalage de cette ligne ne correspond à aucun bloc ouvert.",
        "alignez-la sur la ligne de même niveau (deux espaces par niveau).",
    ),
    "expected ',' or": (
        "une liste ou un bloc entre crochets ou accolades n’est pas bien séparé ou pas fermé.",
        "séparez par des virgules et fermez par ] ou }.",
    ),
    "undefined alias": (
        "ce renvoi (« *nom ») ne mène à aucune valeur marquée avant lui.",
        "recopiez la valeur, ou mettez le texte entre guillemets s’il commence par une étoile.",
    ),
    "special characters are not allowed": (
        "un caractère invisible interdit se trouve dans le texte.",
        "effacez-le : il vient souvent d’un copier-coller.",
    ),
    "unknown escape character": (
        "une barre oblique inverse n’a pas de sens entre guillemets doubles.",
        "employez des apostrophes simples autour du texte, ou doublez la barre (\\\\).",
    ),
}


def explain(error: yaml.YAMLError, text: str) -> tuple[int, str, str]:
    """Give the line of an error, the sentence that says it, and its remedy."""
    said = str(error)
    line, column = _position(error, text)
    for words, (sentence, remedy) in TROUBLES.items():
        if words in said:
            return line, f"colonne {column} : {sentence}", remedy
    remedy = "vérifiez les décalages, les deux-points et les guillemets, ici et ligne précédente."
    return line, f"colonne {column} : le YAML ne peut pas être lu.", remedy


def _position(error: yaml.YAMLError, text: str) -> tuple[int, int]:
    """Find the line and column, both from 1."""
    mark = getattr(error, "problem_mark", None) or getattr(error, "context_mark", None)
    if mark is not None:
        return mark.line + 1, mark.column + 1
    position = getattr(error, "position", None)
    if isinstance(position, int):
        before = text[:position]
        return before.count("\n") + 1, position - before.rfind("\n")
    return 1, 1
