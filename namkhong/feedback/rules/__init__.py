"""Rules of ratings: codes, how much a rating proves, sums, what a questionnaire asks. No database, no web."""
