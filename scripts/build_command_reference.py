"""Write the reference of the command line: docs/reference/command-line.md."""

from pathlib import Path

from laureat.cli import main as laureat
from laureat.commands.reference import reference_page

PAGE = Path(__file__).parents[1] / "docs" / "reference" / "command-line.md"


def main() -> None:
    """Write the page anew."""
    PAGE.parent.mkdir(parents=True, exist_ok=True)
    PAGE.write_text(reference_page(laureat), encoding="utf-8")


if __name__ == "__main__":
    main()
