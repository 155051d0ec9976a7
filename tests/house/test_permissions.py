"""The printed authority table tells the truth of today."""

from io import StringIO

from django.core.management import call_command

from tests.house.walk import ROOT


def test_printed_permissions_are_the_table() -> None:
    printed = StringIO()
    call_command("print_permissions", stdout=printed)
    assert (ROOT / "docs" / "permissions.md").read_text() == printed.getvalue(), "run: make permissions"
