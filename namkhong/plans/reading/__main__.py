"""`python -m namkhong.plans.reading FILE`."""

from namkhong.plans.reading.command import main

raise SystemExit(main())
