"""`python -m bench`: build a province in a throw-away SQLite database, measure, print, keep."""

import os
import sys
import tempfile
import time


def main() -> int:
    """Measure everything; the exit status says whether every goal is met."""
    with tempfile.TemporaryDirectory(prefix="namkhong-bench-") as folder:
        os.environ |= {
            "NAMKHONG_VAR": folder,
            "NAMKHONG_DATABASE_URL": f"sqlite:///{folder}/bench.sqlite3",
            "NAMKHONG_TODAY": "2026-11-22",
            "DJANGO_SETTINGS_MODULE": "namkhong.config.settings",
        }
        return _measure()


def _measure() -> int:
    import django
    from django.core.management import call_command

    django.setup()
    call_command("migrate", verbosity=0)
    call_command("collectstatic", verbosity=0, interactive=False)
    from bench import bulk, documents, pages, reading, review, world
    from bench.rows import keep, show

    began = time.perf_counter()
    province = world.build()
    print(f"2,000 units × 5 years loaded in {time.perf_counter() - began:.0f} s")
    rows = [
        *documents.measure(),
        *reading.measure(),
        *pages.measure(province),
        *review.measure(province.organiser, province.officer),
        *bulk.measure(province),
    ]
    show(rows)
    keep(rows)
    return 0 if all(row.met is not False for row in rows) else 1


if __name__ == "__main__":
    sys.exit(main())
