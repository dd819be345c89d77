"""Write the API's reference: docs/reference/openapi.json and docs/reference/problem-codes.md."""

from pathlib import Path

from laureat.api.reference import openapi_text, problem_codes_text

REFERENCE = Path(__file__).parents[1] / "docs" / "reference"


def main() -> None:
    """Write both files anew."""
    REFERENCE.mkdir(parents=True, exist_ok=True)
    (REFERENCE / "openapi.json").write_text(openapi_text(), encoding="utf-8")
    (REFERENCE / "problem-codes.md").write_text(problem_codes_text(), encoding="utf-8")


if __name__ == "__main__":
    main()
