"""Questions that are answered by rows: partners, the lines of a budget."""

from collections.abc import Mapping
from decimal import Decimal
from typing import Any, ClassVar

from laureat.configuration.kinds.parts import (
    Block,
    checked_parts,
    described_parts,
    keepable_parts,
    missing_parts,
    posted_parts,
    read_parts,
    sample_parts,
)
from laureat.plugin_api import (
    FieldType,
    Post,
    Question,
    RefusedAnswer,
    Tongue,
    Widget,
    french_count,
    read_count,
)

MOST_ROWS = 100
ADDED, REMOVED = "add", "remove"
"""What the buttons of a group are called, after its name, on a page without JavaScript."""


class Group(FieldType):
    """Rows that have the same questions; blank ones are dropped."""

    meaning: ClassVar[str] = "des lignes, chacune avec les questions de `questions`"
    invitation: ClassVar[str] = "Remplissez au moins une ligne"
    keys: ClassVar[frozenset[str]] = frozenset({"questions", "minimum", "maximum"})
    widget: ClassVar[Widget] = Widget.ROWS

    def parts(self, question: Question) -> tuple[Question, ...]:
        """List the questions of each row."""
        return question.columns

    def check(self, question: Question, value: Any) -> Any:
        """Check each row; too many are refused, too few only at the deposit."""
        names = {one.name for one in question.columns}
        if not isinstance(value, list) or not all(_is_row(row, names) for row in value):
            told = ", ".join(sorted(names))
            raise RefusedAnswer(f"« {question.label} » attend une liste de lignes : {told}.")
        most = int(question.maximum or MOST_ROWS)
        rows: list[Block] = []
        wrong: dict[str, str] = {}
        for place, row in enumerate(value):
            try:
                rows.append(checked_parts(question.columns, row))
            except RefusedAnswer as refused:
                wrong |= {f"{place}.{name}": told for name, told in refused.within.items()}
        if wrong:
            raise _within_rows(question, wrong)
        kept = [row for row in rows if row]
        if len(kept) > most:
            raise RefusedAnswer(
                f"« {question.label} » : {french_count(most, 'ligne')} au plus, et vous en avez "
                f"{len(kept)} ; retirez-en."
            )
        return kept

    def lacks(self, question: Question, answer: Any) -> RefusedAnswer | None:
        """Ask for the rows and the cells that are missing."""
        if self.is_blank(answer):
            return super().lacks(question, answer)
        wrong = {
            f"{place}.{name}": sentence
            for place, row in enumerate(answer)
            for name, sentence in missing_parts(question.columns, row).items()
        }
        if wrong:
            return _within_rows(question, wrong)
        least = int(question.minimum or 0)
        if len(answer) >= least:
            return None
        return RefusedAnswer(
            f"« {question.label} » : {french_count(least, 'ligne')} au moins ; ajoutez-en."
        )

    def is_keepable(self, value: object) -> bool:
        """Keep a list of rows of plain values."""
        rows = value if isinstance(value, list) and len(value) <= MOST_ROWS else [None]
        return all(map(keepable_parts, rows)) or super().is_keepable(value)

    def json_schema(self, question: Question) -> dict[str, Any]:
        """Describe the rows."""
        most = int(question.maximum or MOST_ROWS)
        rows = {"type": "array", "items": described_parts(question.columns), "maxItems": most}
        least = max(int(question.minimum or 0), 1 if question.required else 0)
        if question.required:
            return {**rows, "minItems": least}
        return {**rows, "anyOf": [{"type": "null"}, {"maxItems": 0}, {"minItems": least}]}

    def read(self, question: Question, answer: Any, tongue: Tongue) -> str:
        """Write each row on its line."""
        labels = [one.label for one in question.columns]
        return "\n".join(
            " ; ".join(
                f"{label}\u00a0: {cell}" for label, cell in zip(labels, cells, strict=True) if cell
            )
            for cells in self.rows(question, answer, tongue)
        )

    def rows(self, question: Question, answer: Any, tongue: Tongue) -> list[tuple[str, ...]]:
        """Write each row, cell by cell."""
        rows = answer if isinstance(answer, list) else []
        kept = [row for row in rows if isinstance(row, Mapping)]
        return [read_parts(question.columns, row, tongue) for row in kept]

    def columns(self, question: Question) -> tuple[str, ...]:
        """Give each question of the rows a column."""
        return tuple(f"{question.label} – {one.label}" for one in question.columns)

    def cells(self, question: Question, answer: Any, tongue: Tongue) -> tuple[str, ...]:
        """Write the rows of each column under each other, in one cell: a dossier is one line."""
        rows = self.rows(question, answer, tongue)
        return tuple(
            "\n".join(row[place] for row in rows) for place in range(len(question.columns))
        )

    def posted(self, question: Question, post: Post) -> Any:
        """Read the rows, but that one whose button to remove it was pressed.

        A page names its rows by hidden controls, so that none is forgotten; blank ones stay in
        their place as long as something is wrong in another.
        """
        gone = post.getlist(f"{question.name}.{REMOVED}")
        keys = dict.fromkeys(post.getlist(question.name))
        return [
            posted_parts(question.columns, f"{question.name}.{key}", post)
            for key in keys
            if key not in gone
        ]

    def sample(self, question: Question, number: int) -> Any:
        """Make up as few rows as may be, and one more every other time."""
        least = max(1, int(question.minimum or 1))
        count = min(least + number % 2, int(question.maximum or MOST_ROWS))
        return [sample_parts(question.columns, number + place) for place in range(count)]

    def limit(self, written: str) -> Decimal:
        """Read a number of rows."""
        count = read_count(written)
        if count > MOST_ROWS:
            raise ValueError(written)
        return count

    def limit_example(self) -> str:
        """Show how a limit is written."""
        return f"un nombre de lignes, {MOST_ROWS} au plus : 3"


def _is_row(row: object, names: set[str]) -> bool:
    return isinstance(row, Mapping) and names.issuperset(row)


def _within_rows(question: Question, wrong: Mapping[str, str]) -> RefusedAnswer:
    path, sentence = next(iter(wrong.items()))
    row = int(path.partition(".")[0]) + 1
    return RefusedAnswer(f"« {question.label} », ligne {row} : {sentence}", wrong)
