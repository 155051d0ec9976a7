"""What `namkhong serve` says of the database server before it serves."""

import pytest
from django.db import connection

from namkhong.desk.management.commands.serve import NOT_VACUUMING, slowing_settings


@pytest.mark.django_db
def test_a_server_that_never_vacuums_is_told_of() -> None:
    if connection.vendor == "postgresql":
        with connection.cursor() as cursor:
            cursor.execute("SELECT setting FROM pg_settings WHERE name = 'autovacuum'")
            off = cursor.fetchone()[0] == "off"
    else:
        off = False
    assert slowing_settings() == ([NOT_VACUUMING] if off else [])
