"""What is found wrong with a row, in sentences a clerk understands."""

from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class Finding:
    """A row (as Excel counts), the key of the column or "" for the whole row, and what is wrong. A warning does not
    keep the row out.
    """

    row: int
    column: str
    sentence: str
    warning: bool = False


class Findings:
    """Errors and warnings of a sheet, so many kept as a person can use, all of them counted."""

    MOST = 50_000

    def __init__(self) -> None:
        self.kept: list[Finding] = []
        self.bad_rows: set[int] = set()
        self.warnings = 0

    def error(self, row: int, column: str, sentence: str) -> None:
        """This row cannot come in."""
        self.bad_rows.add(row)
        if len(self.kept) < self.MOST:
            self.kept.append(Finding(row, column, sentence))

    def warn(self, row: int, column: str, sentence: str) -> None:
        """This row can come in, but somebody should look."""
        self.warnings += 1
        if len(self.kept) < self.MOST:
            self.kept.append(Finding(row, column, sentence, warning=True))

    def by_row(self) -> dict[int, list[Finding]]:
        """What is kept, row by row, errors first."""
        rows: dict[int, list[Finding]] = {}
        for finding in sorted(self.kept, key=lambda found: found.warning):
            rows.setdefault(finding.row, []).append(finding)
        return rows
