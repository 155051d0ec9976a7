"""The demonstration: five campaigns with units, people and years of reports, made through the real verbs.

Names of persons, of grassroots units and all figures are invented; organisers, days and targets are those of the
five seed definitions.
"""
