"""What a combination of rules says to people, from the sentences of its parts."""

from collections.abc import Sequence

from laureat.configuration.rule_tree import Combining
from laureat.domain.truth import Truth
from laureat.plugin_api import typeset

COUNTS = ("zéro", "une", "deux", "trois", "quatre", "cinq", "six", "sept", "huit", "neuf", "dix")
MARKS = ("123456789", "abcdefghi", "ABCDEFGHI")
"""How parts are marked: the innermost by figures, what holds them by letters."""

ALONE, SEVERAL, WHOLE = 0, 1, 2
OPENINGS: dict[tuple[Combining, Truth], tuple[str, str, str]] = {
    (Combining.ALL, True): ("", "", "Les {n} conditions sont remplies"),
    (Combining.ALL, False): (
        "L'une des {n} conditions n'est pas remplie",
        "{K} des {n} conditions ne sont pas remplies",
        "Aucune des {n} conditions n'est remplie",
    ),
    (Combining.ALL, None): (
        "L'une des {n} conditions reste à établir",
        "{K} des {n} conditions restent à établir",
        "Les {n} conditions restent à établir",
    ),
    (Combining.ANY, True): (
        "L'une des {n} conditions est remplie, et une seule suffit",
        "{K} des {n} conditions sont remplies, et une seule suffit",
        "Les {n} conditions sont remplies, et une seule suffit",
    ),
    (Combining.ANY, False): (
        "",
        "",
        "Aucune des {n} conditions n'est remplie, alors qu'une seule suffirait",
    ),
    (Combining.ANY, None): (
        "Aucune des {n} conditions n'est encore remplie ; l'une reste à établir, et suffirait",
        "Aucune des {n} conditions n'est encore remplie ; {k} restent à établir, et une suffirait",
        "Les {n} conditions restent à établir, et une seule suffirait",
    ),
}
EXCLUDED = {
    False: "Le dossier est dans un cas exclu",
    None: "Il reste à établir si le dossier est dans un cas exclu",
}


def opening(how: Combining, truth: Truth, told: int, among: int) -> str:
    """Say how a combination of several parts stands, before what its parts say."""
    which = WHOLE if told == among else ALONE if told == 1 else SEVERAL
    words = OPENINGS[how, truth][which]
    return words.format(n=_count(among), k=_count(told), K=_count(told).capitalize())


def excepted(rule: Truth, exception: Truth) -> str:
    """Say how a rule and its exception stand; nothing where the rule is met by itself."""
    if rule is True:
        return ""
    if exception is True:
        return "L'exception s'applique"
    if rule is False and exception is False:
        return "La règle n'est pas remplie, et l'exception ne s'applique pas"
    if exception is False:
        return "La règle reste à établir, et l'exception ne s'applique pas"
    if rule is False:
        return "La règle n'est pas remplie, et il reste à établir si l'exception s'applique"
    return "La règle et son exception restent à établir"


def not_excluded(described: str) -> str:
    """Say that an entry is not what is excluded; the part's own refusal would mislead here."""
    return typeset(f"Le dossier n'est pas dans le cas exclu : {quoted(described)}.")


def described(how: Combining, parts: Sequence[str], height: int) -> str:
    """Say a combination as the call and the regulation print it."""
    if how is Combining.NOT:
        return typeset(f"Ce cas est exclu : {quoted(parts[0])}.")
    if how is Combining.UNLESS:
        rule, exception = parts
        return typeset(f"{whole(rule)} Exception : {quoted(exception)}.")
    asked = {
        Combining.ALL: f"Ces {_count(len(parts))} conditions sont demandées",
        Combining.ANY: f"L'une au moins de ces {_count(len(parts))} conditions est demandée",
    }
    return joined(asked[how], parts, height)


def joined(start: str, told: Sequence[str], height: int) -> str:
    """Put the sentences of parts after an opening, marked where there are several."""
    sentences = [whole(one) for one in told]
    if len(sentences) == 1:
        return typeset(f"{start}. {sentences[0]}" if start else sentences[0])
    marks = MARKS[min(height, len(MARKS)) - 1]
    marked = " ".join(
        f"{marks[index] if index < len(marks) else index + 1}) {one}"
        for index, one in enumerate(sentences)
    )
    return typeset(f"{start} : {marked}")


def whole(sentence: str) -> str:
    """End a sentence that its author has left open."""
    return sentence if sentence.endswith((".", "!", "?")) else f"{sentence}."


def quoted(sentence: str) -> str:
    """Quote a sentence within another, without its full stop."""
    return f"« {sentence.removesuffix('.')} »"


def _count(number: int) -> str:
    return COUNTS[number] if number < len(COUNTS) else str(number)
