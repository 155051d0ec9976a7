"""Names of the format (https://xlsform.org/en/ref-table/) and the two columns that are ours."""

from typing import Final

VI: Final = "Tiếng Việt (vi)"
EN: Final = "English (en)"
SURVEY: Final = (
    "type",
    "name",
    f"label::{VI}",
    f"label::{EN}",
    f"hint::{VI}",
    f"hint::{EN}",
    "required",
    "relevant",
    "constraint",
    "appearance",
    "factor",
)
CHOICES: Final = ("list_name", "name", f"label::{VI}", f"label::{EN}")
SETTINGS: Final = ("form_title", "form_id", "version", "default_language")
FACTORS: Final = ("name", f"label::{VI}", f"label::{EN}")
"""A sheet of ours: what the scale questions are about. The column `factor` of the survey names one of them."""

OVERALL: Final = "overall"
"""In the column `factor`: the question that is the score of the whole."""

LIKERT: Final = "likert"
"""The list of labels that most scale questions share."""

Table = list[tuple[int, dict[str, str]]]
"""Rows with their numbers in the file, each a text by the name of its column."""
